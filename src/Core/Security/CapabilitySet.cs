using System;
using Diesis.Abi;

namespace Diesis.Core.Security;

/// <summary>A set of capabilities (capabilities(7)), a bit each.</summary>
public readonly struct CapabilitySet(ulong bits) : IEquatable<CapabilitySet>
{
    public ulong Bits { get; } = bits;

    public static CapabilitySet Empty => default;

    public static CapabilitySet Full => new((1UL << ((int)Capability.CAP_LAST_CAP + 1)) - 1);

    public bool IsEmpty => Bits == 0;

    public bool Has(Capability capability) => (Bits >> (int)capability & 1) != 0;

    public bool IsSubsetOf(CapabilitySet other) => (Bits & ~other.Bits) == 0;

    public CapabilitySet With(Capability capability) => new(Bits | 1UL << (int)capability);

    public CapabilitySet Without(Capability capability) => new(Bits & ~(1UL << (int)capability));

    public CapabilitySet Without(CapabilitySet others) => new(Bits & ~others.Bits);

    public bool Equals(CapabilitySet other) => Bits == other.Bits;

    public override bool Equals(object? other) => other is CapabilitySet set && Equals(set);

    public override int GetHashCode() => Bits.GetHashCode();

    public static bool operator ==(CapabilitySet left, CapabilitySet right) => left.Bits == right.Bits;

    public static bool operator !=(CapabilitySet left, CapabilitySet right) => left.Bits != right.Bits;

    public static CapabilitySet operator &(CapabilitySet left, CapabilitySet right) => new(left.Bits & right.Bits);

    public static CapabilitySet operator |(CapabilitySet left, CapabilitySet right) => new(left.Bits | right.Bits);
}
