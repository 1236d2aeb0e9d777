using System;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>The fixed ACPI description table (ACPI 6.5, section 5.2.9): power management registers.</summary>
internal sealed class FixedDescription
{
    private const uint ResetRegisterSupported = 1 << 10;
    private const uint TimerIs32Bits = 1 << 8;
    private const ushort NoCmosClock = 1 << 5;

    /// <summary>Physical address of the DSDT.</summary>
    internal ulong Dsdt { get; private init; }

    /// <summary>Port that takes <see cref="AcpiEnable"/>; 0 where the machine is always in ACPI mode.</summary>
    internal ushort SmiCommandPort { get; private init; }

    internal byte AcpiEnable { get; private init; }

    internal RegisterAddress Control1A { get; private init; }

    internal RegisterAddress Control1B { get; private init; }

    /// <summary>The power management timer, 3.579545 MHz; absent where its address is 0.</summary>
    internal RegisterAddress Timer { get; private init; }

    /// <summary>24 or 32.</summary>
    internal int TimerBits { get; private init; }

    internal RegisterAddress ResetRegister { get; private init; }

    internal byte ResetValue { get; private init; }

    /// <summary>The century's register in the CMOS clock, or 0.</summary>
    internal byte CenturyRegister { get; private init; }

    internal bool HasCmosClock { get; private init; }

    private FixedDescription()
    {
    }

    /// <summary>Null when the table is not whole.</summary>
    internal static FixedDescription? Parse(ReadOnlySpan<byte> bytes)
    {
        if (!TableHeader.IsWhole(bytes, TableSignature.Fadt, out ReadOnlySpan<byte> whole))
            return null;
        TableBytes table = new(whole);
        uint flags = table.Read32(112);
        ulong dsdt = table.Read64(140);
        RegisterAddress reset = table.ReadRegister(116);
        return new FixedDescription
        {
            Dsdt = dsdt != 0 ? dsdt : table.Read32(40),
            SmiCommandPort = table.Read32(48) <= ushort.MaxValue ? (ushort)table.Read32(48) : (ushort)0,
            AcpiEnable = table.Read8(52),
            Control1A = Prefer(table.ReadRegister(172), table.Read32(64), table.Read8(89)),
            Control1B = Prefer(table.ReadRegister(184), table.Read32(68), table.Read8(89)),
            Timer = Prefer(table.ReadRegister(208), table.Read32(76), table.Read8(91)),
            TimerBits = (flags & TimerIs32Bits) != 0 ? 32 : 24,
            ResetRegister = (flags & ResetRegisterSupported) != 0 && table.Length >= 129 ? reset : default,
            ResetValue = table.Read8(128),
            CenturyRegister = table.Read8(108),
            HasCmosClock = (table.Read16(109) & NoCmosClock) == 0,
        };
    }

    /// <summary>The extended field counts where it is filled in (ACPI 6.5, table 5.9).</summary>
    private static RegisterAddress Prefer(RegisterAddress extended, uint port, byte bytes) =>
        extended.IsPresent ? extended : port is 0 or > ushort.MaxValue ? default : RegisterAddress.OfPort(port, Math.Min(bytes, (byte)4));
}
