using System.Threading;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;

namespace Diesis.Platform.Memory;

/// <summary>Address space whose pages get zeroed memory when they are first touched: for tables that may be large and are mostly empty.</summary>
/// <remarks>
/// A touch that finds no memory left is a fault like any other, so whoever cannot bear that commits in time. It must not be touched under a
/// lock of rank AddressSpace or later, since the page fault takes those. SAFETY: the region is the creator's until Destroy.
/// </remarks>
internal readonly unsafe struct LazyRegion
{
    private const int MaximumRegions = 32;

    private struct Table
    {
        public fixed ulong Starts[MaximumRegions];
        public fixed ulong Ends[MaximumRegions];
    }

    private static Table s_table;
    private static long s_faults;

    private readonly int _slot;

    private LazyRegion(byte* start, nuint bytes, int slot)
    {
        Start = start;
        Bytes = bytes;
        _slot = slot;
    }

    internal byte* Start { get; }

    internal nuint Bytes { get; }

    /// <summary>Pages that were mapped on first touch.</summary>
    internal static long Faults => Volatile.Read(ref s_faults);

    /// <summary>Makes a region; false when there are no addresses, or too many regions.</summary>
    internal static bool TryCreate(nuint bytes, out LazyRegion region)
    {
        region = default;
        byte* start = KernelMemory.Reserve(bytes, FrameNumber.FrameBytes, RangeUse.Lazy);
        if (start == null)
            return false;
        for (int i = 0; i < MaximumRegions; i++)
        {
            if (Interlocked.CompareExchange(ref s_table.Starts[i], (ulong)start, 0) != 0)
                continue;
            Volatile.Write(ref s_table.Ends[i], (ulong)start + bytes);
            region = new LazyRegion(start, bytes, i);
            return true;
        }
        KernelMemory.Release(start);
        return false;
    }

    /// <summary>Ends the region and gives its memory back. Preconditions: no spin lock is held.</summary>
    internal void Destroy()
    {
        Volatile.Write(ref s_table.Ends[_slot], 0);
        KernelMemory.Release(Start);
        Volatile.Write(ref s_table.Starts[_slot], 0);
    }

    /// <summary>Maps a page if the address is in a region. On the fault's stack, interrupts off.</summary>
    internal static bool TryFill(ulong address)
    {
        for (int i = 0; i < MaximumRegions; i++)
        {
            if (address < Volatile.Read(ref s_table.Starts[i]) || address >= Volatile.Read(ref s_table.Ends[i]))
                continue;
            uint frame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed).Value;
            if (frame == 0)
                return false;
            PageTableResult result = KernelSpace.MapFrames(address & ~(ulong)(FrameNumber.FrameBytes - 1), &frame, 1, PageRights.Write);
            // Another processor may have been faster.
            if (frame != 0)
                Frames.Free(new FrameNumber(frame));
            Interlocked.Increment(ref s_faults);
            return result == PageTableResult.Done;
        }
        return false;
    }
}
