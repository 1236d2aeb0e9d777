using Diesis.Platform.Devices;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Interrupts;

/// <summary>An I/O APIC: turns lines into messages to processors (82093AA data sheet).</summary>
/// <remarks>Not safe for several processors: <see cref="InterruptLines"/> locks.</remarks>
internal sealed class IoApic
{
    private const uint SelectOffset = 0x00;
    private const uint WindowOffset = 0x10;
    private const uint RegionBytes = 0x20;
    private const uint VersionRegister = 1;
    private const uint FirstRoute = 0x10;

    private readonly MmioRegion _registers;

    private IoApic(MmioRegion registers, uint firstLine)
    {
        _registers = registers;
        FirstLine = firstLine;
        LineCount = (int)(Read(VersionRegister) >> 16 & 0xff) + 1;
    }

    /// <summary>Global number of its first input.</summary>
    internal uint FirstLine { get; }

    internal int LineCount { get; }

    /// <summary>Finds it and masks all of its lines. Null where its registers cannot be mapped or are not there.</summary>
    internal static IoApic? Start(FirmwareIoApic described)
    {
        MmioRegion? registers = MmioRegion.Map(described.Address, RegionBytes);
        if (registers is null)
            return null;
        IoApic controller = new(registers, described.FirstLine);
        if (controller.Read(VersionRegister) == uint.MaxValue)
            return null;
        for (int i = 0; i < controller.LineCount; i++)
            controller.SetRoute(i, new LineRoute(Vector.Spurious, 0, LinePolarity.ActiveHigh, LineTrigger.Edge, IsMasked: true));
        return controller;
    }

    internal bool Has(uint globalLine) => globalLine >= FirstLine && globalLine - FirstLine < (uint)LineCount;

    internal LineRoute Route(int input) => LineRoute.Decode(Read(RouteRegister(input)) | (ulong)Read(RouteRegister(input) + 1) << 32);

    /// <summary>Masked meanwhile, since the register is written in two halves.</summary>
    internal void SetRoute(int input, LineRoute route)
    {
        ulong value = route.Encoded;
        ulong masked = (route with { IsMasked = true }).Encoded;
        Write(RouteRegister(input), (uint)masked);
        Write(RouteRegister(input) + 1, (uint)(value >> 32));
        Write(RouteRegister(input), (uint)value);
    }

    private static uint RouteRegister(int input) => FirstRoute + (uint)input * 2;

    private uint Read(uint register)
    {
        _registers.Write32(SelectOffset, register);
        return _registers.Read32(WindowOffset);
    }

    private void Write(uint register, uint value)
    {
        _registers.Write32(SelectOffset, register);
        _registers.Write32(WindowOffset, value);
    }
}
