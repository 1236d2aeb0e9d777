namespace Diesis.Platform.Memory.Physical;

/// <summary>What a range of physical addresses is for, weakest first: where descriptions overlap the strongest holds.</summary>
public enum MemoryKind : byte
{
    /// <summary>Not described: a hole, or devices.</summary>
    None,
    Usable,

    /// <summary>Usable, but handed out by the boot allocator before there were frames.</summary>
    BootAllocated,

    /// <summary>Put there by the loader for the kernel: start information, command line, initial file system.</summary>
    BootData,
    KernelImage,

    /// <summary>ACPI tables; the memory could be used after they have been read.</summary>
    AcpiReclaimable,

    /// <summary>The firmware's, to be kept as it is.</summary>
    AcpiNvs,
    Reserved,

    /// <summary>Broken memory.</summary>
    Unusable,
}

/// <summary>Numbers of the firmware's memory map (ACPI 6.5, section 15, table 15.6: INT 15h E820h; PVH uses the same).</summary>
public static class FirmwareMemoryKinds
{
    public static MemoryKind FromE820(uint number) => number switch
    {
        1 => MemoryKind.Usable,
        3 => MemoryKind.AcpiReclaimable,
        4 => MemoryKind.AcpiNvs,
        5 => MemoryKind.Unusable,
        _ => MemoryKind.Reserved,
    };
}
