using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Time;

/// <summary>The ACPI power management timer, 3.579545 MHz (ACPI 6.5, section 4.8.2.1).</summary>
internal sealed class PowerTimerSource : ClockSource
{
    private const ulong Hertz = 3_579_545;

    private readonly PortRange _port;
    private readonly MmioRegion? _register;

    private PowerTimerSource(PortRange port, MmioRegion? register, int bits) : base("acpi_pm", 200, bits)
    {
        _port = port;
        _register = register;
        Scale = new TickScale(Hertz);
    }

    /// <summary>Null where the machine has no such timer.</summary>
    internal static PowerTimerSource? Start(FixedDescription description)
    {
        const int Bytes = 4;
        RegisterAddress timer = description.Timer;
        if (!timer.IsPresent)
            return null;
        PowerTimerSource? source = null;
        if (timer.Space == RegisterSpace.Port && timer.Address <= ushort.MaxValue - Bytes)
            source = new PowerTimerSource(new PortRange((ushort)timer.Address, Bytes), null, description.TimerBits);
        else if (timer.Space == RegisterSpace.Memory && MmioRegion.Map(timer.Address, Bytes) is MmioRegion register)
            source = new PowerTimerSource(default, register, description.TimerBits);
        return source is not null && source.IsCounting() ? source : null;
    }

    internal override ulong Read() => (_register is null ? _port.Read32(0) : _register.Read32(0)) & ((1UL << Bits) - 1);

    /// <summary>A register that is not there reads as one value for ever.</summary>
    private bool IsCounting()
    {
        const int Attempts = 10_000;
        ulong first = Read();
        for (int i = 0; i < Attempts; i++)
        {
            if (Read() != first)
                return true;
        }
        return false;
    }
}
