namespace Diesis.Platform.Memory.Physical;

/// <summary>What came of giving frames back. Anything but Freed is a bug of the caller, and nothing has been changed.</summary>
internal enum FrameFreeResult
{
    Freed,

    /// <summary>Free already, or never allocated, or the middle of a block.</summary>
    NotAllocated,
    WrongOrder,
    OutOfRange,
}

/// <summary>How hard an allocation may press on the zones below the one it asks for.</summary>
internal enum FrameReserve
{
    /// <summary>Leaves a share of the lower zones to those who need them.</summary>
    Keep,
    Use,
}

/// <summary>
/// An allocator of frames. Implementations are structs over memory that is handed to them, so they work before there is a heap, and pure,
/// so they are tested on the host (one suite for all of them). The caller serializes all calls.
/// </summary>
/// <remarks>
/// Frames are given out as blocks of 2^order, aligned to their size, order at most <see cref="FrameBlocks.MaximumOrder"/>. A contiguous
/// piece of any length is a row of such blocks (<see cref="FrameBlocks.OrderAt"/> says which).
/// SAFETY: table and metadata are the implementation's alone, of the sizes that it asked for.
/// </remarks>
internal unsafe interface IFrameAllocator
{
    /// <summary>Memory that the implementation needs besides the descriptors, in bytes.</summary>
    static abstract nuint MetadataBytes(uint frameCount);

    /// <summary>Starts with nothing free.</summary>
    /// <param name="table">A zeroed descriptor for each frame from 0 on.</param>
    /// <param name="metadata">Zeroed, 8-byte aligned.</param>
    void Initialize(FrameDescriptor* table, uint frameCount, byte* metadata);

    /// <summary>Hands memory over to the allocator, at start-up.</summary>
    void AddFree(uint first, uint count);

    /// <returns>The first frame of a block, or 0 when no zone up to <paramref name="highest"/> has one.</returns>
    uint Allocate(int order, FrameZone highest, FrameReserve reserve);

    /// <summary>A piece of any length, which ends at or below <paramref name="limit"/>; from the highest zone that has one.</summary>
    /// <param name="alignment">Of the first frame, in frames; a power of two.</param>
    /// <param name="limit">The first frame that must not be used.</param>
    uint AllocateContiguous(uint count, uint alignment, uint limit);

    FrameFreeResult Free(uint first, int order);

    FrameFreeResult FreeContiguous(uint first, uint count);

    uint FreeFrames(FrameZone zone);

    uint TotalFrames(FrameZone zone);

    /// <summary>Walks all of the allocator's structures; false if they contradict each other. For tests and the monitor.</summary>
    bool IsConsistent();
}

/// <summary>The arithmetic of blocks that all allocators share.</summary>
internal static unsafe class FrameBlocks
{
    // SAFETY: as IFrameAllocator says; indexes are checked against the table's length by the allocators.

    /// <summary>Blocks of at most 1024 frames, 4 MiB.</summary>
    internal const int MaximumOrder = 10;

    /// <summary>A fallback allocation leaves 1/32 of a lower zone alone.</summary>
    private const uint ReserveShare = 32;

    /// <summary>The order of the first block of a contiguous piece: the largest that is aligned, not too long and not too large.</summary>
    internal static int OrderAt(uint first, uint count)
    {
        int order = System.Numerics.BitOperations.Log2(count);
        if (first != 0)
            order = int.Min(order, System.Numerics.BitOperations.TrailingZeroCount(first));
        return int.Min(order, MaximumOrder);
    }

    /// <summary>Frames of a zone that an allocation for a higher zone leaves there.</summary>
    internal static uint Reserve(FrameZone zone, FrameZone asked, uint total, FrameReserve reserve) =>
        zone == asked || reserve == FrameReserve.Use ? 0 : total / ReserveShare;

    internal static FrameFreeResult CheckBlock(FrameDescriptor* table, uint frameCount, uint first, int order)
    {
        if (first == 0 || first >= frameCount || (uint)order > MaximumOrder || frameCount - first < 1U << order)
            return FrameFreeResult.OutOfRange;
        if (table[first].State != FrameState.Allocated)
            return FrameFreeResult.NotAllocated;
        return table[first].Order == order ? FrameFreeResult.Freed : FrameFreeResult.WrongOrder;
    }

    /// <summary>Whether a piece is a row of allocated blocks as <see cref="MarkContiguous"/> leaves them.</summary>
    internal static FrameFreeResult CheckContiguous(FrameDescriptor* table, uint frameCount, uint first, uint count)
    {
        if (first == 0 || count == 0 || first >= frameCount || frameCount - first < count)
            return FrameFreeResult.OutOfRange;
        while (count != 0)
        {
            int order = OrderAt(first, count);
            FrameFreeResult result = CheckBlock(table, frameCount, first, order);
            if (result != FrameFreeResult.Freed)
                return result;
            first += 1U << order;
            count -= 1U << order;
        }
        return FrameFreeResult.Freed;
    }

    internal static void MarkAllocated(ref FrameDescriptor descriptor, int order)
    {
        descriptor.State = FrameState.Allocated;
        descriptor.Order = (byte)order;
        descriptor.Next = 0;
        descriptor.Previous = 0;
    }

    internal static void MarkContiguous(FrameDescriptor* table, uint first, uint count)
    {
        while (count != 0)
        {
            int order = OrderAt(first, count);
            MarkAllocated(ref table[first], order);
            first += 1U << order;
            count -= 1U << order;
        }
    }
}
