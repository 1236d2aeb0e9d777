using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Time;

/// <summary>The main counter of the high precision event timer (IA-PC HPET specification 1.0a, section 2.3).</summary>
internal sealed class EventTimerSource : ClockSource
{
    private const uint RegionBytes = 1024;
    private const uint Capabilities = 0x00;
    private const uint Configuration = 0x10;
    private const uint MainCounter = 0xf0;
    private const ulong CounterEnabled = 1;
    private const ulong CounterHas64Bits = 1 << 13;
    private const ulong FemtosecondsPerSecond = 1_000_000_000_000_000;

    /// <summary>The slowest counter that the specification allows: 100 ns a tick.</summary>
    private const uint LongestPeriod = 100_000_000;

    private readonly MmioRegion _registers;

    private EventTimerSource(MmioRegion registers, int bits, ulong hertz) : base("hpet", 250, bits)
    {
        _registers = registers;
        Scale = new TickScale(hertz);
    }

    /// <summary>Starts the counter. Null where the table's address holds no such timer.</summary>
    internal static EventTimerSource? Start(EventTimerTable table)
    {
        MmioRegion? registers = MmioRegion.Map(table.Address, RegionBytes);
        if (registers is null)
            return null;
        ulong capabilities = registers.Read64(Capabilities);
        uint period = (uint)(capabilities >> 32);
        if (period is 0 or > LongestPeriod)
            return null;
        registers.Write64(Configuration, registers.Read64(Configuration) | CounterEnabled);
        return new EventTimerSource(registers, (capabilities & CounterHas64Bits) != 0 ? 64 : 32, (FemtosecondsPerSecond + period / 2) / period);
    }

    /// <remarks>A counter of 64 bits is read in one piece, which is atomic where the bus is 64 bits wide; every PCIe machine's is.</remarks>
    internal override ulong Read() => Bits == 64 ? _registers.Read64(MainCounter) : _registers.Read32(MainCounter);
}
