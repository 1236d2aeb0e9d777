using System.Runtime.InteropServices;

namespace Diesis.Platform.Memory.Physical;

/// <summary>Where in its life a frame is. Transitions: Absent → Interior at start-up; Free ↔ Interior and Allocated ↔ Free by the allocator;
/// Allocated ↔ Cached by the per-processor lists.</summary>
internal enum FrameState : byte
{
    /// <summary>No memory, or memory that is not the allocator's: firmware, kernel image, devices.</summary>
    Absent,

    /// <summary>Not the first frame of its block: what the block is, its first frame tells. All frames of the bitmap's free memory are Interior or Free.</summary>
    Interior,

    /// <summary>First frame of a free block.</summary>
    Free,

    /// <summary>First frame of a block in use.</summary>
    Allocated,

    /// <summary>In a processor's list of free frames: allocated for the allocator below, free for everyone else.</summary>
    Cached,
}

/// <summary>Who uses a frame: for the statistics and the monitor.</summary>
public enum FrameOwner : byte
{
    None,
    PageTable,
    CollectedHeap,
    KernelStack,
    NativeHeap,
    Device,
    User,
    PageCache,

    /// <summary>Tables of programs.</summary>
    UserTable,
    Other,
}

/// <summary>Areas of physical memory by what devices can reach. Boundaries are multiples of the largest block.</summary>
public enum FrameZone : byte
{
    /// <summary>Below 16 MiB: ISA bus masters.</summary>
    Dma,

    /// <summary>Below 4 GiB: devices with 32-bit addresses.</summary>
    Dma32,
    Normal,
}

internal static class FrameZones
{
    internal const int Count = 3;
    internal const uint DmaEnd = 16 << (20 - FrameNumber.FrameShift);
    internal const uint Dma32End = 1U << (32 - FrameNumber.FrameShift);

    internal static FrameZone Of(uint frame) => frame < DmaEnd ? FrameZone.Dma : frame < Dma32End ? FrameZone.Dma32 : FrameZone.Normal;

    internal static uint StartOf(FrameZone zone) => zone == FrameZone.Dma ? 0 : zone == FrameZone.Dma32 ? DmaEnd : Dma32End;

    /// <summary>The first frame after a zone, in a table of <paramref name="frameCount"/> frames.</summary>
    internal static uint EndOf(FrameZone zone, uint frameCount)
    {
        uint end = zone == FrameZone.Dma ? DmaEnd : zone == FrameZone.Dma32 ? Dma32End : uint.MaxValue;
        return end < frameCount ? end : frameCount;
    }
}

[System.Flags]
internal enum FrameMarks : byte
{
    None = 0,

    /// <summary>The frame holds the poison of freed memory throughout.</summary>
    Poisoned = 1,
}

/// <summary>What is known of a frame: 16 bytes for each 4 KiB, 0.4 %.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FrameDescriptor
{
    /// <summary>In a free block the neighbours in its list, as frame numbers (0 ends it); in one in use the owner's.</summary>
    public uint Next;
    public uint Previous;

    /// <summary>References to a block in use; the last one to go frees it.</summary>
    public int References;
    public FrameState State;

    /// <summary>The block has 2^Order frames.</summary>
    public byte Order;
    public FrameOwner Owner;
    public FrameMarks Marks;
}
