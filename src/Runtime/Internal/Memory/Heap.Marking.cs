using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime.Memory;

// What a collection does with the blocks: before, while and after marking. The world is stopped.
internal static unsafe partial class Heap
{
    private static bool s_parallel;

    /// <summary>Clears all marks, keeping those of blocks not swept since as the record of what in them is alive.</summary>
    internal static void PrepareMarking()
    {
        s_parallel = MarkPool.MayRunInParallel;
        for (int i = 0; i < SizeClasses.Count; i++)
            s_awaitingSweep[i] = NoBlock;
        for (int i = 0; i < s_usedEnd; i++)
        {
            Block* block = s_blocks + i;
            if (block->State == BlockState.Small)
            {
                if (block->NeedsSweep != 0)
                    block->CopyMarksToLive();
                block->Overflowed = 0;
                block->ClearMarks();
            }
            else if (block->State == BlockState.LargeHead)
            {
                block->Overflowed = 0;
                block->Marks[0] = 0;
            }
        }
    }

    /// <summary>
    /// Marks an object given by its exact address. True if it must be traced now: it is the heap's, was not marked before, and holds references.
    /// </summary>
    /// <remarks>The object itself is not touched: what is asked is in its block's descriptor.</remarks>
    internal static bool TryMark(byte* target) => IsWithin(target) && TryMarkWithin(target);

    /// <summary>Whether an address lies where the heap's objects are. Most references of most objects are null, or to what the compiler made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsWithin(byte* target) => (nuint)(target - s_base) < (nuint)s_usedEnd << Block.Shift;

    /// <summary>As <see cref="TryMark"/> for an address that <see cref="IsWithin"/> the heap.</summary>
    internal static bool TryMarkWithin(byte* target)
    {
        nuint offset = (nuint)(target - s_base);
        Block* block = s_blocks + (offset >> Block.Shift);
        int cell = block->State == BlockState.Small
            ? block->CellAt((offset & (Block.Bytes - 1)) - ObjectLayout.HeaderBytes)
            : 0;
        return SetMark(block, cell) && block->HoldsReferences != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool SetMark(Block* block, int cell)
    {
        ref long word = ref block->Marks[cell >> 6];
        long bit = 1L << (cell & 63);
        long old = Volatile.Read(ref word);
        if ((old & bit) != 0)
            return false;
        if (!s_parallel)
        {
            word = old | bit;
            return true;
        }
        while (true)
        {
            long seen = Interlocked.CompareExchange(ref word, old | bit, old);
            if (seen == old)
                return true;
            if ((seen & bit) != 0)
                return false;
            old = seen;
        }
    }

    /// <summary>The object that a word points at or into, if it could be a reference; else null.</summary>
    internal static byte* FindObject(nint word)
    {
        nuint offset = (nuint)(word - (nint)s_base);
        if (offset >= (nuint)s_usedEnd << Block.Shift)
            return null;
        int number = (int)(offset >> Block.Shift);
        Block* block = s_blocks + number;
        byte* target;
        switch (block->State)
        {
            case BlockState.Small:
                int cell = block->CellAt(offset & (Block.Bytes - 1));
                if (cell >= block->CellCount || (block->LiveIsKnown != 0 && !block->IsLive(cell)))
                    return null;
                target = AddressOf(number) + (nuint)cell * block->CellBytes + ObjectLayout.HeaderBytes;
                break;
            case BlockState.LargeHead:
                target = AddressOf(number) + ObjectLayout.HeaderBytes;
                break;
            case BlockState.LargeBody:
                target = AddressOf(number - block->LargeBlocks) + ObjectLayout.HeaderBytes;
                break;
            default:
                return null;
        }
        return IsMethodTable(*(nuint*)target) ? target : null;
    }

    /// <summary>Whether the object with its header at an address was reached; one outside the heap lives for ever.</summary>
    internal static bool IsLiveObjectAt(nuint header)
    {
        byte* target = (byte*)header + ObjectLayout.HeaderBytes;
        return !Contains(target) || IsMarkedExactly(target);
    }

    internal static void NoteOverflow(byte* target)
    {
        s_blocks[(nuint)(target - s_base) >> Block.Shift].Overflowed = 1;
        Volatile.Write(ref MarkPool.Overflowed, 1);
    }

    /// <summary>Traces anew what is marked in blocks whose objects found no room on the mark stack.</summary>
    internal static void TraceOverflowed(ref Marker marker)
    {
        for (int i = 0; i < s_usedEnd; i++)
        {
            Block* block = s_blocks + i;
            if (block->State is not (BlockState.Small or BlockState.LargeHead) || block->Overflowed == 0)
                continue;
            block->Overflowed = 0;
            int cells = block->State == BlockState.Small ? block->CellCount : 1;
            byte* target = AddressOf(i) + ObjectLayout.HeaderBytes;
            for (int cell = 0; cell < cells; cell++, target += block->CellBytes)
            {
                if (block->IsMarked(cell))
                    marker.Trace(target);
            }
        }
    }

    /// <summary>Frees blocks in which nothing was marked, queues the others for their sweep, counts.</summary>
    internal static void FinishMarking()
    {
        long liveBytes = 0;
        long liveObjects = 0;
        long largeBytes = 0;
        long usedBefore = (long)UsedBytes;
        // Downwards, so that the lists begin with the lowest blocks and the heap's end empties.
        for (int i = s_usedEnd - 1; i >= 0; i--)
        {
            Block* block = s_blocks + i;
            if (block->State == BlockState.Small)
            {
                block->LiveIsKnown = 0;
                int live = block->MarkedCount();
                liveObjects += live;
                liveBytes += (long)live * block->CellBytes;
                if (live == 0)
                {
                    GcVerification.FreeBlock(AddressOf(i));
                    ReleaseBlocks(i, 1);
                }
                else if (live < block->CellCount)
                {
                    block->NeedsSweep = 1;
                    block->Next = s_awaitingSweep[block->SizeClass];
                    s_awaitingSweep[block->SizeClass] = i;
                }
                else
                {
                    block->NeedsSweep = 0;
                }
            }
            else if (block->State == BlockState.LargeHead)
            {
                int count = block->LargeBlocks;
                if (block->Marks[0] == 0)
                {
                    for (int b = i; b < i + count; b++)
                        GcVerification.FreeBlock(AddressOf(b));
                    ReleaseBlocks(i, count);
                }
                else
                {
                    liveObjects++;
                    largeBytes += (long)count << Block.Shift;
                }
            }
        }
        GcStatistics.LiveObjects = liveObjects;
        GcStatistics.LiveBytes = liveBytes + largeBytes;
        GcStatistics.LargeBytes = largeBytes;
        GcStatistics.GarbageBytes = usedBefore - GcStatistics.LiveBytes;
    }
}
