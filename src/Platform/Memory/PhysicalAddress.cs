using System;

namespace Diesis.Platform.Memory;

/// <summary>An address as it stands on the bus: a byte of RAM or of a device.</summary>
public readonly struct PhysicalAddress(ulong value) : IEquatable<PhysicalAddress>, IComparable<PhysicalAddress>
{
    public ulong Value { get; } = value;

    /// <summary>The frame that the byte is in. Precondition: below 16 TiB.</summary>
    public FrameNumber Frame => new((uint)(Value >> FrameNumber.FrameShift));

    public bool Equals(PhysicalAddress other) => Value == other.Value;

    public int CompareTo(PhysicalAddress other) => Value.CompareTo(other.Value);

    public override bool Equals(object? other) => other is PhysicalAddress address && Equals(address);

    public override int GetHashCode() => Value.GetHashCode();

    public static bool operator ==(PhysicalAddress left, PhysicalAddress right) => left.Value == right.Value;

    public static bool operator !=(PhysicalAddress left, PhysicalAddress right) => left.Value != right.Value;

    public static PhysicalAddress operator +(PhysicalAddress address, ulong bytes) => new(address.Value + bytes);
}
