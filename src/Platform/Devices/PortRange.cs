using System;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Devices;

/// <summary>Some consecutive I/O ports of one device: what a driver may touch, and no more.</summary>
/// <remarks>
/// A value without objects, so that it works before there is a heap. An offset beyond the range is a bug of the driver and throws.
/// </remarks>
public readonly struct PortRange
{
    private readonly ushort _first;
    private readonly ushort _count;

    /// <summary>The ports from <paramref name="first"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are none, or go beyond port 0xffff.</exception>
    public PortRange(ushort first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, ushort.MaxValue + 1);
        _first = first;
        _count = (ushort)Math.Min(count, ushort.MaxValue);
    }

    public ushort First => _first;

    public int Count => _count;

    public byte Read8(int offset) => Instructions.PortRead8(Port(offset, 1));

    public ushort Read16(int offset) => DeviceInstructions.PortRead16(Port(offset, 2));

    public uint Read32(int offset) => DeviceInstructions.PortRead32(Port(offset, 4));

    public void Write8(int offset, byte value) => Instructions.PortWrite8(Port(offset, 1), value);

    public void Write16(int offset, ushort value) => DeviceInstructions.PortWrite16(Port(offset, 2), value);

    public void Write32(int offset, uint value) => Instructions.PortWrite32(Port(offset, 4), value);

    private ushort Port(int offset, int bytes)
    {
        if (offset < 0 || offset > _count - bytes)
            ThrowOutOfRange();
        return (ushort)(_first + offset);
    }

    private static void ThrowOutOfRange() => throw new ArgumentOutOfRangeException("offset");
}
