using Diesis.Platform.Boot;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Memory;

/// <summary>The machine's memory map, made from what the loader told; and the memory that is needed before there are frames.</summary>
/// <remarks>Written at start-up by one processor, then only read. SAFETY: the tables are static memory of the sizes told to the map.</remarks>
internal static unsafe class PhysicalMap
{
    private const int Capacity = 2 * BootInfo.MaxRanges;

    /// <summary>What Boot.S has mapped: until the kernel's own tables are there nothing beyond can be reached.</summary>
    private const ulong ProvisionalEnd = 4UL << 30;

    private struct Storage
    {
        public fixed ulong Ranges[Capacity * 3];
        public fixed ulong Boundaries[Capacity * 2];
    }

    private static Storage s_storage;
    private static MemoryMap s_map;
    private static ulong s_limit;

    internal static int Count => s_map.Count;

    /// <summary>Ranges that found no room in the map.</summary>
    internal static int Lost => s_map.Lost;

    internal static MemoryRange Range(int index) => s_map[index];

    internal static ulong TotalBytes(MemoryKind kind) => s_map.TotalBytes(kind);

    internal static MemoryKind KindAt(PhysicalAddress address) => s_map.KindAt(address.Value);

    internal static void Initialize()
    {
        fixed (ulong* ranges = s_storage.Ranges, boundaries = s_storage.Boundaries)
            s_map.Initialize((MemoryRange*)ranges, boundaries, Capacity);
        s_limit = ProvisionalEnd;

        ref readonly BootInfo info = ref BootInfo.Current;
        for (int i = 0; i < info.RangeCount; i++)
        {
            BootMemoryRange range = info.Range(i);
            s_map.Add(range.Start, range.Length, FirmwareMemoryKinds.FromE820((uint)range.Kind));
        }
        s_map.Normalize();

        // Frame 0 stands for "none".
        bool marked = s_map.Mark(0, FrameNumber.FrameBytes, MemoryKind.Reserved);
        marked &= s_map.Mark(KernelImage.Start - KernelImage.Base, KernelImage.End - KernelImage.Base, MemoryKind.KernelImage);
        marked &= s_map.Mark(info.Initrd.Start, info.Initrd.Start + info.Initrd.Length, MemoryKind.BootData);
        marked &= s_map.Mark(ProcessorStarter.LowPage, ProcessorStarter.LowPage + FrameNumber.FrameBytes, MemoryKind.BootData);
        if (!marked)
            FailFast.Abort("the machine's memory map has too many ranges");
    }

    /// <summary>Memory may now be taken from everywhere: the direct map is complete.</summary>
    internal static void LiftLimit() => s_limit = ulong.MaxValue;

    /// <summary>Memory that is never given back, before frames are managed. Ends the machine when there is none.</summary>
    internal static PhysicalAddress Allocate(ulong bytes)
    {
        ulong address = BootAllocator.Allocate(ref s_map, bytes, FrameNumber.FrameBytes, s_limit);
        if (address == 0)
            FailFast.Abort("not enough memory to start");
        return new PhysicalAddress(address);
    }
}
