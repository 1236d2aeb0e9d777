namespace Diesis.Platform.Firmware.Tables;

/// <summary>Where a register lies (ACPI 6.5, table 5.1).</summary>
internal enum RegisterSpace : byte
{
    Memory = 0,
    Port = 1,
    PciConfiguration = 2,
}

/// <summary>A register as tables name it.</summary>
/// <param name="Space">Kind of address.</param>
/// <param name="BitWidth">Width in bits; 0 where a table has no such register.</param>
/// <param name="Address">Physical address, port, or packed PCI address.</param>
internal readonly record struct RegisterAddress(RegisterSpace Space, byte BitWidth, ulong Address)
{
    internal bool IsPresent => Address != 0;

    /// <summary>A port of an old table, which names it by number only.</summary>
    internal static RegisterAddress OfPort(uint port, int bytes) => new(RegisterSpace.Port, (byte)(bytes * 8), port);
}
