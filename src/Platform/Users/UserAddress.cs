using System;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Users;

/// <summary>An address in a program's own memory. A number, not a pointer: what is there is reached through <see cref="UserMemory"/> alone.</summary>
public readonly struct UserAddress(ulong value) : IEquatable<UserAddress>
{
    /// <summary>The first address that is not a program's: the end of the lower half, less a page that no mapping may have (Intel SDM, SYSRET).</summary>
    public const ulong End = 0x7fff_ffff_f000;

    /// <summary>No mapping lies below.</summary>
    public const ulong Lowest = 0x1_0000;

    public ulong Value { get; } = value;

    public bool IsNull => Value == 0;

    /// <summary>Whether a range lies within what can be a program's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUserRange(UserAddress start, nuint bytes) => start.Value <= End && bytes <= End - start.Value;

    public bool Equals(UserAddress other) => Value == other.Value;

    public override bool Equals(object? other) => other is UserAddress address && Equals(address);

    public override int GetHashCode() => Value.GetHashCode();

    public static bool operator ==(UserAddress left, UserAddress right) => left.Value == right.Value;

    public static bool operator !=(UserAddress left, UserAddress right) => left.Value != right.Value;

    public static bool operator <(UserAddress left, UserAddress right) => left.Value < right.Value;

    public static bool operator >(UserAddress left, UserAddress right) => left.Value > right.Value;

    public static bool operator <=(UserAddress left, UserAddress right) => left.Value <= right.Value;

    public static bool operator >=(UserAddress left, UserAddress right) => left.Value >= right.Value;

    public static UserAddress operator +(UserAddress address, nuint bytes) => new(address.Value + bytes);

    public static UserAddress operator -(UserAddress address, nuint bytes) => new(address.Value - bytes);

    public static nuint operator -(UserAddress left, UserAddress right) => (nuint)(left.Value - right.Value);
}
