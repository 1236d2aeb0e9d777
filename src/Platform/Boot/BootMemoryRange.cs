namespace Diesis.Platform.Boot;

/// <summary>What firmware says of a range of physical memory; numbers as in its e820 map (ACPI 6.5, section 15).</summary>
public enum BootMemoryKind : uint
{
    Usable = 1,
    Reserved = 2,

    /// <summary>Holds ACPI tables; usable once they have been read.</summary>
    AcpiTables = 3,

    /// <summary>Must be kept as it is, also over sleep.</summary>
    AcpiNonVolatile = 4,

    /// <summary>Found to be faulty.</summary>
    Defective = 5,

    /// <summary>Keeps its content without power.</summary>
    Persistent = 7,
}

/// <summary>A range of physical addresses as the loader told it: it may overlap others, and start and length may be any bytes.</summary>
/// <param name="Start">Physical address.</param>
/// <param name="Length">In bytes.</param>
public readonly record struct BootMemoryRange(ulong Start, ulong Length, BootMemoryKind Kind);
