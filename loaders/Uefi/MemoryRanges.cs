using Diesis.Platform.Boot;

namespace Diesis.Loaders.Uefi;

/// <summary>Turns the firmware's memory map into what the kernel reads.</summary>
/// <remarks>SAFETY: entries are walked by the size that the firmware says they have, within the map's bytes; ranges stay below their capacity.</remarks>
internal static unsafe class MemoryRanges
{
    private const ulong PageBytes = 4096;

    /// <summary>Ranges that continue each other become one: what the firmware tells apart by use is the same to the kernel.</summary>
    /// <param name="entryBytes">As the firmware says: it may be longer than what we know of an entry.</param>
    /// <param name="maxRanges">How many there is room for behind the block; those beyond are left out.</param>
    internal static void Convert(byte* map, nuint bytes, nuint entryBytes, LoaderBlock* block, uint maxRanges)
    {
        LoaderRange* ranges = (LoaderRange*)(block + 1);
        uint count = 0;
        for (nuint at = 0; entryBytes >= (nuint)sizeof(MemoryDescriptor) && bytes - at >= entryBytes; at += entryBytes)
        {
            MemoryDescriptor* entry = (MemoryDescriptor*)(map + at);
            BootMemoryKind kind = KindOf(entry->Kind);
            ulong length = entry->Pages * PageBytes;
            if (count > 0 && ranges[count - 1].Kind == kind && ranges[count - 1].Start + ranges[count - 1].Length == entry->PhysicalStart)
            {
                ranges[count - 1].Length += length;
            }
            else if (count < maxRanges)
            {
                ranges[count] = new LoaderRange { Start = entry->PhysicalStart, Length = length, Kind = kind };
                count++;
            }
        }
        block->RangeCount = count;
        block->Size = (uint)(sizeof(LoaderBlock) + count * sizeof(LoaderRange));
    }

    /// <summary>Memory of boot services and loaders is free once they have ended.</summary>
    private static BootMemoryKind KindOf(FirmwareMemory kind) => kind switch
    {
        FirmwareMemory.LoaderCode or FirmwareMemory.LoaderData or FirmwareMemory.BootServicesCode or FirmwareMemory.BootServicesData
            or FirmwareMemory.Conventional => BootMemoryKind.Usable,
        FirmwareMemory.AcpiReclaim => BootMemoryKind.AcpiTables,
        FirmwareMemory.AcpiNonVolatile => BootMemoryKind.AcpiNonVolatile,
        FirmwareMemory.Unusable => BootMemoryKind.Defective,
        FirmwareMemory.Persistent => BootMemoryKind.Persistent,
        _ => BootMemoryKind.Reserved,
    };
}
