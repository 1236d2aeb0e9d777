using System;
using System.Numerics;
using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Diesis.Platform.Processors;
using Internal.Runtime;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Memory;

/// <summary>
/// Stacks of kernel threads. From below: a guard that is never mapped, a reserve that is mapped only while an exception is dispatched on a
/// stack that is used up, then the stack itself. A stack that overflows faults in the guard or the reserve.
/// </summary>
/// <remarks>
/// All pages of a stack and its reserve are in one page table, which stays while the stack is mapped: so the reserve can be opened in a
/// fault handler, without locks and without memory. Its frames are of a small common pool, since hardly any thread ever overflows.
/// Locks: <c>s_lock</c> guards the cache of freed stacks. SAFETY: a stack belongs to its thread until it is given to Free by another.
/// </remarks>
internal static unsafe class KernelStack
{
    internal const int GuardPages = 16;
    internal const int ReservePages = 16;
    internal const int PagesBelow = GuardPages + ReservePages;

    /// <summary>What one page table maps, less the guard and the reserve.</summary>
    internal const int MaximumPages = PageEntry.PerTable - PagesBelow;

    private const int PageBytes = FrameNumber.FrameBytes;

    /// <summary>Exceptions that may be dispatched on used-up stacks at the same time.</summary>
    private const int ReserveSets = 4;

    private const int MaximumCached = 16;

    private struct CachedStacks
    {
        public fixed ulong Starts[MaximumCached];
        public fixed int Pages[MaximumCached];
    }

    private static SpinLock s_lock = new(LockRank.None);
    private static CachedStacks s_cache;
    private static int s_cachedCount;
    private static PhysicalAddress s_reserves;
    private static uint s_freeReserves;
    private static int s_inUse;

    /// <summary>Stacks that threads have.</summary>
    internal static int InUse => Volatile.Read(ref s_inUse);

    internal static int CachedCount => s_cachedCount;

    /// <summary>Sets physical memory aside for the reserves.</summary>
    internal static void Initialize()
    {
        FrameNumber first = Frames.AllocateContiguous(
            ReserveSets * ReservePages, PageBytes, new PhysicalAddress(ulong.MaxValue), FrameOwner.KernelStack, FrameContents.Zeroed);
        if (first.IsNone)
            FailFast.Abort("no memory for the stacks' reserves");
        s_reserves = first.Address;
        s_freeReserves = (1u << ReserveSets) - 1;
    }

    /// <summary>Makes a stack and describes it in a thread's block. False when memory is short.</summary>
    /// <param name="pages">Of usable stack, at most <see cref="MaximumPages"/>.</param>
    internal static bool TryCreate(ThreadBlock* block, int pages)
    {
        if (pages < 1 || pages > MaximumPages)
            throw new ArgumentOutOfRangeException(nameof(pages));
        byte* start = TakeCached(pages);
        if (start == null)
        {
            nuint bytes = (nuint)(PagesBelow + pages) * PageBytes;
            // Aligned to the next power of two, less than a table maps, so that all pages are in one table. The page behind is
            // part of the range, but a table's end may come between.
            start = KernelMemory.Reserve(bytes, BitOperations.RoundUpToPowerOf2(bytes), RangeUse.KernelStack);
            if (start == null)
                return false;
            if (!KernelMemory.Commit(start + PagesBelow * PageBytes, (nuint)pages * PageBytes, FrameOwner.KernelStack))
            {
                KernelMemory.Release(start);
                return false;
            }
        }
        Interlocked.Increment(ref s_inUse);
        Describe(block, start, pages);
        return true;
    }

    private static void Describe(ThreadBlock* block, byte* start, int pages)
    {
        block->Mapping = start;
        block->MappingLength = (nuint)((PagesBelow + pages) * PageBytes);
        block->StackLimit = start + PagesBelow * PageBytes;
        block->StackBase = block->StackLimit + pages * PageBytes;
        block->ReserveOpen = 0;
    }

    /// <summary>Gives a thread's stack back. Preconditions: nobody runs on it; no spin lock is held; its reserve is closed.</summary>
    internal static void Free(ThreadBlock* block)
    {
        byte* start = (byte*)block->Mapping;
        int pages = (int)(block->StackBase - block->StackLimit) / PageBytes;
        block->Mapping = null;
        Interlocked.Decrement(ref s_inUse);
        using (SpinLock.Scope held = s_lock.Enter())
        {
            if (s_cachedCount < MaximumCached)
            {
                s_cache.Starts[s_cachedCount] = (ulong)start;
                s_cache.Pages[s_cachedCount] = pages;
                s_cachedCount++;
                return;
            }
        }
        KernelMemory.Release(start);
    }

    private static byte* TakeCached(int pages)
    {
        using SpinLock.Scope held = s_lock.Enter();
        for (int i = s_cachedCount - 1; i >= 0; i--)
        {
            if (s_cache.Pages[i] != pages)
                continue;
            byte* start = (byte*)s_cache.Starts[i];
            s_cachedCount--;
            s_cache.Starts[i] = s_cache.Starts[s_cachedCount];
            s_cache.Pages[i] = s_cache.Pages[s_cachedCount];
            return start;
        }
        return null;
    }

    /// <summary>Gives the cached stacks' memory back. Returns how many there were.</summary>
    internal static int Trim()
    {
        for (int count = 0; ; count++)
        {
            byte* start;
            using (SpinLock.Scope held = s_lock.Enter())
            {
                if (s_cachedCount == 0)
                    return count;
                start = (byte*)s_cache.Starts[--s_cachedCount];
            }
            KernelMemory.Release(start);
        }
    }

    internal static bool IsBelowLimit(ThreadBlock* block, nuint address) =>
        address >= (nuint)block->Mapping && address < (nuint)block->StackLimit;

    internal static bool IsInReserve(ThreadBlock* block, nuint address) =>
        address >= (nuint)block->StackLimit - ReservePages * PageBytes && address < (nuint)block->StackLimit;

    /// <summary>Opens or closes the reserve below a stack. When all sets of frames are taken the machine ends: there is nothing to run the dispatch on.</summary>
    /// <remarks>Any context, also the handler of a fault on the stack itself. Preconditions: the stack is the running thread's.</remarks>
    internal static void SetReserve(ThreadBlock* block, bool open)
    {
        if (open == (block->ReserveOpen != 0))
            return;
        ulong start = (ulong)block->StackLimit - ReservePages * PageBytes;
        ulong* entries = KernelSpace.FindLeaf(start, out int level);
        if (level != 1)
            return;
        if (open)
        {
            int set = TakeReserve();
            if (set < 0)
                FailFast.Abort("more stacks are used up at the same time than there are reserves");
            PageRights rights = PageRights.Write | (ProcessorFeatures.HasGlobalPages ? PageRights.Global : 0);
            for (int i = 0; i < ReservePages; i++)
            {
                ulong physical = s_reserves.Value + (ulong)((set * ReservePages + i) * PageBytes);
                Volatile.Write(ref entries[i], PageEntry.ForPage(physical, rights, PageCaching.WriteBack, level));
            }
            block->ReserveOpen = 1;
            return;
        }

        ulong first = PageEntry.PhysicalOf(entries[0], level);
        TlbBatch batch = default;
        for (int i = 0; i < ReservePages; i++)
            Volatile.Write(ref entries[i], 0);
        batch.AddRange(start, ReservePages * PageBytes);
        batch.Finish();
        block->ReserveOpen = 0;
        Interlocked.Or(ref s_freeReserves, 1u << (int)((first - s_reserves.Value) / (ReservePages * PageBytes)));
    }

    private static int TakeReserve()
    {
        while (true)
        {
            uint free = Volatile.Read(ref s_freeReserves);
            if (free == 0)
                return -1;
            int set = BitOperations.TrailingZeroCount(free);
            if (Interlocked.CompareExchange(ref s_freeReserves, free & ~(1u << set), free) == free)
                return set;
        }
    }
}
