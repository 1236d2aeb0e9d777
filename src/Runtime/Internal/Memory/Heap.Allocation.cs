using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime.Memory;

// The slow path of allocation: refilling a thread's cache, large objects, and what happens when memory is short.
internal static unsafe partial class Heap
{
    /// <summary>Set while every allocation must pass through here: stress and verification.</summary>
    private static bool s_cachesBypassed = GcVerification.IsOn;

    internal static void BypassCaches() => s_cachesBypassed = true;

    /// <summary>Entered from Allocate.S when the cache has no cell or the object is not small.</summary>
    /// <param name="bytes">Size with header, a multiple of 8.</param>
    /// <param name="site">Return address of the allocating code.</param>
    /// <returns>A zeroed object with its MethodTable set.</returns>
    /// <exception cref="OutOfMemoryException">The limit is reached and a collection did not help.</exception>
    [System.Diagnostics.StackTraceHidden]
    [RuntimeExport("AllocateSlow")]
    private static nint AllocateSlow(MethodTable* type, nuint bytes, nint site)
    {
        nint result = TryAllocate(type, bytes, site, collect: true);
        if (result == 0)
            ThrowOutOfMemory();
        return result;
    }

    [System.Diagnostics.StackTraceHidden]
    [RuntimeExport("AllocateOverflow")]
    private static nint ThrowNegativeLength(nint length) =>
        throw (length is < 0 or > int.MaxValue ? new OverflowException("Arithmetic operation resulted in an overflow.") : new OutOfMemoryException("Array dimensions exceeded supported range."));

    [System.Diagnostics.StackTraceHidden]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOutOfMemory() => throw OutOfMemory.Instance;

    /// <summary>An object, or 0 when memory is short.</summary>
    internal static nint TryAllocate(MethodTable* type, nuint bytes, nint site, bool collect)
    {
        bytes += GcVerification.CanaryBytes;
        collect = collect && Home.MayCollect();
        if (GcStress.ShouldCollect(collect))
            Collector.Collect(GcReason.Stress);

        // The budget may be used up by live data: then the collections follow the growth. At the limit a collection is tried, then
        // another, since the first may have been another thread's that began before this one's garbage was.
        for (int attempt = 0; ; attempt++)
        {
            if (collect && GcTrigger.IsDue)
                Collector.Collect(GcReason.Budget);
            nint result = bytes <= SizeClasses.MaxSmallBytes ? TryAllocateSmall(type, bytes, site) : TryAllocateLarge(type, bytes, site);
            if (result != 0 || !collect || attempt == 2)
                return result;
            Collector.Collect(GcReason.Limit);
        }
    }

    private static nint TryAllocateSmall(MethodTable* type, nuint bytes, nint site)
    {
        int sizeClass = SizeClasses.Find(type, bytes);
        CriticalSection critical = new(RuntimeThread.Current);
        AllocationCache* cells = RuntimeThread.CurrentCache();
        long* cache = s_cachesBypassed ? BypassedCells(cells) + sizeClass : cells->Cells + sizeClass;
        if (*cache == 0)
            Refill(cells, cache, sizeClass);
        byte* cell = (byte*)*cache;
        if (cell != null)
        {
            *cache = *(long*)cell;
            GcVerification.PrepareCell(cell, SizeClasses.CellBytes(sizeClass), bytes, site);
            *(MethodTable**)cell = type;
        }
        critical.Leave();
        return (nint)cell;
    }

    private static long* BypassedCells(AllocationCache* cache)
    {
        if (cache->BypassedCells == null)
        {
            cache->BypassedCells = (long*)ImmortalMemory.Allocate(SizeClasses.Count * sizeof(long));
            if (cache->BypassedCells == null)
                FailFast.Abort("no memory for a thread's cache");
        }
        return cache->BypassedCells;
    }

    /// <summary>Makes a list of a cache the free cells of one block: one that awaits its sweep, or a new one.</summary>
    private static void Refill(AllocationCache* owner, long* cache, int sizeClass)
    {
        while (true)
        {
            Lock();
            int number = s_awaitingSweep[sizeClass];
            if (number != NoBlock)
            {
                s_awaitingSweep[sizeClass] = s_blocks[number].Next;
                Unlock();
            }
            else
            {
                number = TakeBlocks(1);
                if (number != NoBlock)
                    SetState(number, BlockState.Small);
                Unlock();
                if (number == NoBlock)
                    return;
                s_blocks[number].FormatSmall(sizeClass);
            }

            Block* block = s_blocks + number;
            int cells = Sweeper.Sweep(block, AddressOf(number), out byte* list);
            if (cells == 0)
                continue;
            *cache = (long)list;
            long bytes = (long)cells * block->CellBytes;
            owner->AllocatedBytes += bytes;
            GcTrigger.Charge(bytes);
            return;
        }
    }

    private static nint TryAllocateLarge(MethodTable* type, nuint bytes, nint site)
    {
        nuint blocks = (bytes + Block.Bytes - 1) >> Block.Shift;
        if (blocks > (nuint)s_blockLimit)
            return 0;
        int count = (int)blocks;
        CriticalSection critical = new(RuntimeThread.Current);
        Lock();
        int first = TakeBlocks(count);
        bool dirty = false;
        if (first != NoBlock)
        {
            for (int i = first; i < first + count; i++)
            {
                dirty |= s_blocks[i].IsZeroed == 0;
                s_blocks[i].IsZeroed = 0;
                s_blocks[i].LargeBlocks = i - first;
                SetState(i, BlockState.LargeBody);
            }
            // With the state still "body" of distance 0 and no MethodTable, the memory is nobody's until it is cleared.
            s_blocks[first].LargeBlocks = count;
            s_blocks[first].ClearMarks();
            s_blocks[first].HoldsReferences = (byte)(type->HasReferences ? 1 : 0);
            s_blocks[first].LiveIsKnown = 0;
            s_blocks[first].NeedsSweep = 0;
            SetState(first, BlockState.LargeHead);
        }
        Unlock();
        if (first == NoBlock)
        {
            critical.Leave();
            return 0;
        }
        RuntimeThread.CurrentCache()->AllocatedBytes += (long)count << Block.Shift;
        GcTrigger.Charge((long)count << Block.Shift);
        byte* start = AddressOf(first);
        if (dirty)
            SpanHelpers.ClearWithoutReferences(ref *start, (nuint)count << Block.Shift);
        byte* target = start + ObjectLayout.HeaderBytes;
        GcVerification.PrepareLarge(target, bytes, site);
        *(MethodTable**)target = type;
        critical.Leave();
        return (nint)target;
    }
}

/// <summary>The exception for the end of memory, made while there still is some.</summary>
internal static class OutOfMemory
{
    internal static OutOfMemoryException Instance = null!;

    internal static void Initialize() => Instance = new OutOfMemoryException();
}
