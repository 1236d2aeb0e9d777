using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.Memory;

/// <summary>The collected heap: a range of address space cut into blocks, with a descriptor for each.</summary>
/// <remarks>
/// Locks: <see cref="s_lock"/> guards block states, lists and counters; it is taken only within a critical section
/// (<see cref="CriticalSection"/>), so a stopped thread never holds it and the collector needs no lock.
/// SAFETY: all memory here is reserved by the heap itself; descriptors and states are indexed by block numbers below s_blockLimit; descriptors have memory below
/// s_committedBlocks.
/// </remarks>
internal static unsafe partial class Heap
{
    private static nuint ReservedAtMost => (nuint)64 << 30;
    private const int NoBlock = -1;

    private static byte* s_base;
    private static Block* s_blocks;

    /// <summary>How much of the descriptors' range has memory: as much as the committed blocks need.</summary>
    private static nuint s_descriptorBytes;

    /// <summary>The state of each block once more, one byte each, for fast searches.</summary>
    private static byte* s_states;

    /// <summary>Blocks that may ever be used: the heap's limit.</summary>
    private static int s_blockLimit;

    /// <summary>Blocks from the start that have memory behind them.</summary>
    private static int s_committedBlocks;

    /// <summary>One past the highest block in use.</summary>
    private static int s_usedEnd;

    /// <summary>No block below this one is free.</summary>
    private static int s_lowestFree;

    private static int s_usedBlocks;
    private static int s_lock;

    /// <summary>Heads of the lists of blocks that await their sweep, by size class.</summary>
    private static int* s_awaitingSweep;

    private static nuint s_imageDataStart;
    private static nuint s_imageDataBytes;

    [RuntimeImport("*", "ImageDataStartAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nuint ImageDataStart();

    [RuntimeImport("*", "ImageDataEndAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nuint ImageDataEnd();

    internal static byte* Base => s_base;

    /// <summary>Blocks in use, in bytes.</summary>
    internal static nuint UsedBytes => (nuint)s_usedBlocks * Block.Bytes;

    internal static void Initialize()
    {
        SizeClasses.Initialize();
        s_imageDataStart = ImageDataStart();
        s_imageDataBytes = ImageDataEnd() - s_imageDataStart;

        nuint limit = GcSettings.HeapLimitBytes(ReservedAtMost);
        s_blockLimit = (int)(limit / Block.Bytes);
        nuint tableBytes = RoundToPages((nuint)s_blockLimit * (nuint)sizeof(Block));
        nuint stateBytes = RoundToPages((nuint)s_blockLimit);
        s_base = Home.Reserve((nuint)s_blockLimit * Block.Bytes);
        byte* tables = Home.Reserve(tableBytes + stateBytes);
        s_awaitingSweep = (int*)ImmortalMemory.Allocate(SizeClasses.Count * sizeof(int));
        if (s_base == null || tables == null || s_awaitingSweep == null || !Home.Commit(tables + tableBytes, stateBytes))
            FailFast.Abort("no address space for the heap");
        s_blocks = (Block*)tables;
        s_states = tables + tableBytes;
        for (int i = 0; i < SizeClasses.Count; i++)
            s_awaitingSweep[i] = NoBlock;
        GcTrigger.Initialize();
    }

    private static nuint RoundToPages(nuint bytes) => (bytes + 4095) & ~(nuint)4095;

    private static void Lock() => SpinGate.Enter(ref s_lock);

    private static void Unlock() => SpinGate.Leave(ref s_lock);

    private static byte* AddressOf(int block) => s_base + ((nuint)block << Block.Shift);

    /// <summary>Whether a word is the address of a MethodTable: that is how a cell that holds an object is told from a free one.</summary>
    internal static bool IsMethodTable(nuint word) => word - s_imageDataStart < s_imageDataBytes;

    /// <summary>Takes adjacent free blocks and gives them memory. The lock is held.</summary>
    /// <returns>The first block's number, or <see cref="NoBlock"/> at the limit or when the home has no memory.</returns>
    private static int TakeBlocks(int count)
    {
        int first = FindFreeRun(count);
        if (first == NoBlock || !EnsureCommitted(first + count) || !Recommit(first, count))
            return NoBlock;
        s_usedBlocks += count;
        if (first + count > s_usedEnd)
            s_usedEnd = first + count;
        if (first == s_lowestFree)
            s_lowestFree = first + count;
        return first;
    }

    private static int FindFreeRun(int count)
    {
        int run = 0;
        bool skipped = false;
        for (int i = s_lowestFree; i < s_blockLimit; i++)
        {
            if (s_states[i] != (byte)BlockState.Free)
            {
                run = 0;
                continue;
            }
            if (!skipped)
            {
                s_lowestFree = i;
                skipped = true;
            }
            if (++run == count)
                return i - count + 1;
        }
        return NoBlock;
    }

    private static bool EnsureCommitted(int end)
    {
        if (end <= s_committedBlocks)
            return true;
        int step = System.Math.Max(GcSettings.CommitStepBlocks, s_committedBlocks / 8);
        int target = System.Math.Min(System.Math.Max(end, s_committedBlocks + step), s_blockLimit);
        if (!CommitUpTo(target))
        {
            target = end;
            if (!CommitUpTo(target))
                return false;
        }
        for (int i = s_committedBlocks; i < target; i++)
            s_blocks[i].IsZeroed = 1;
        s_committedBlocks = target;
        return true;
    }

    /// <summary>Gets memory for blocks, and for their descriptors before.</summary>
    private static bool CommitUpTo(int end)
    {
        nuint needed = RoundToPages((nuint)end * (nuint)sizeof(Block));
        if (needed > s_descriptorBytes)
        {
            if (!Home.Commit((byte*)s_blocks + s_descriptorBytes, needed - s_descriptorBytes))
                return false;
            s_descriptorBytes = needed;
        }
        return Home.Commit(AddressOf(s_committedBlocks), (nuint)(end - s_committedBlocks) << Block.Shift);
    }

    /// <summary>Gets memory again for those of some free blocks which gave theirs back.</summary>
    private static bool Recommit(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (s_blocks[i].IsZeroed != Block.GivenBack)
                continue;
            int end = i;
            while (end < first + count && s_blocks[end].IsZeroed == Block.GivenBack)
                end++;
            if (!Home.Commit(AddressOf(i), (nuint)(end - i) << Block.Shift))
                return false;
            for (; i < end; i++)
                s_blocks[i].IsZeroed = 1;
        }
        return true;
    }

    private static void SetState(int block, BlockState state)
    {
        s_blocks[block].State = state;
        s_states[block] = (byte)state;
    }

    /// <summary>Makes blocks free again. The lock is held or the world is stopped.</summary>
    private static void ReleaseBlocks(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            SetState(i, BlockState.Free);
            s_blocks[i].IsZeroed = 0;
        }
        s_usedBlocks -= count;
        if (first < s_lowestFree)
            s_lowestFree = first;
        while (s_usedEnd > 0 && s_states[s_usedEnd - 1] == (byte)BlockState.Free)
            s_usedEnd--;
    }

    /// <summary>Gives the memory of free blocks back to the home, but for a reserve of <paramref name="keepBlocks"/>.</summary>
    internal static void ReturnFreeMemory(int keepBlocks)
    {
        int kept = 0;
        for (int i = 0; i < s_committedBlocks; i++)
        {
            if (s_states[i] != (byte)BlockState.Free || s_blocks[i].IsZeroed != 0)
                continue;
            int end = i;
            while (end < s_committedBlocks && s_states[end] == (byte)BlockState.Free && s_blocks[end].IsZeroed == 0)
                end++;
            int give = end - i;
            if (kept < keepBlocks)
            {
                int keep = System.Math.Min(keepBlocks - kept, give);
                kept += keep;
                i += keep;
                give -= keep;
            }
            if (give > 0)
            {
                Home.Decommit(AddressOf(i), (nuint)give << Block.Shift);
                GcStatistics.ReturnedBytes += (long)give << Block.Shift;
                for (int b = i; b < i + give; b++)
                    s_blocks[b].IsZeroed = Block.GivenBack;
            }
            i = end;
        }
    }
}
