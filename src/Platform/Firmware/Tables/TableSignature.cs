namespace Diesis.Platform.Firmware.Tables;

/// <summary>Signatures of the tables that we read: four letters, the first in the lowest byte.</summary>
internal static class TableSignature
{
    internal const uint Rsdt = 'R' | 'S' << 8 | 'D' << 16 | 'T' << 24;
    internal const uint Xsdt = 'X' | 'S' << 8 | 'D' << 16 | 'T' << 24;

    /// <summary>Multiple APIC description table.</summary>
    internal const uint Madt = 'A' | 'P' << 8 | 'I' << 16 | 'C' << 24;

    /// <summary>Fixed ACPI description table.</summary>
    internal const uint Fadt = 'F' | 'A' << 8 | 'C' << 16 | 'P' << 24;

    /// <summary>Differentiated system description table.</summary>
    internal const uint Dsdt = 'D' | 'S' << 8 | 'D' << 16 | 'T' << 24;

    /// <summary>High precision event timer.</summary>
    internal const uint Hpet = 'H' | 'P' << 8 | 'E' << 16 | 'T' << 24;

    /// <summary>Memory mapped PCI configuration space.</summary>
    internal const uint Mcfg = 'M' | 'C' << 8 | 'F' << 16 | 'G' << 24;
}
