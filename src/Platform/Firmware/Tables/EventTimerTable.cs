using System;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>Where the high precision event timer is (IA-PC HPET specification 1.0a, section 3.2.4).</summary>
/// <param name="Address">Physical address of its registers.</param>
/// <param name="MinimumTick">Smallest period that loses no interrupts, in its ticks.</param>
internal readonly record struct EventTimerTable(ulong Address, ushort MinimumTick)
{
    internal static bool TryParse(ReadOnlySpan<byte> bytes, out EventTimerTable timer)
    {
        timer = default;
        if (!TableHeader.IsWhole(bytes, TableSignature.Hpet, out ReadOnlySpan<byte> whole))
            return false;
        TableBytes table = new(whole);
        RegisterAddress address = table.ReadRegister(40);
        if (address.Space != RegisterSpace.Memory || !address.IsPresent)
            return false;
        timer = new EventTimerTable(address.Address, table.Read16(53));
        return true;
    }
}
