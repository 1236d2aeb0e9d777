using System;

namespace Diesis.Core.Files;

/// <summary>A device's number: its driver's (major) and the driver's own (minor), as makedev(3) packs them.</summary>
public readonly struct DeviceNumber(ulong value) : IEquatable<DeviceNumber>
{
    public DeviceNumber(uint major, uint minor)
        : this((ulong)(minor & 0xff) | (ulong)(major & 0xfff) << 8 | (ulong)(minor & ~0xffU) << 12 | (ulong)(major & ~0xfffU) << 32)
    {
    }

    public ulong Value { get; } = value;

    public uint Major => (uint)(Value >> 8 & 0xfff | Value >> 32 & ~0xfffUL);

    public uint Minor => (uint)(Value & 0xff | Value >> 12 & ~0xffUL);

    public bool Equals(DeviceNumber other) => Value == other.Value;

    public override bool Equals(object? other) => other is DeviceNumber number && Equals(number);

    public override int GetHashCode() => Value.GetHashCode();

    public static bool operator ==(DeviceNumber left, DeviceNumber right) => left.Value == right.Value;

    public static bool operator !=(DeviceNumber left, DeviceNumber right) => left.Value != right.Value;
}
