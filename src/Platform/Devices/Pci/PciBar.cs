namespace Diesis.Platform.Devices.Pci;

/// <summary>What lies behind a base address register.</summary>
public enum PciBarKind : byte
{
    /// <summary>Nothing, or the upper half of the register before.</summary>
    None,
    Ports,
    Memory32,
    Memory64,
}

/// <summary>A range of addresses that a function answers at (PCI Local Bus 3.0, section 6.2.5.1).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Where the firmware put it; 0 when it did not.</param>
/// <param name="Length">In bytes; a power of two.</param>
/// <param name="IsPrefetchable">Reads have no side effects.</param>
public readonly record struct PciBar(PciBarKind Kind, ulong Address, ulong Length, bool IsPrefetchable)
{
    public bool IsMemory => Kind is PciBarKind.Memory32 or PciBarKind.Memory64;
}
