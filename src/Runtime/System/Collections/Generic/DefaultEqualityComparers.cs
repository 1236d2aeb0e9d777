using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

// The classes behind EqualityComparer<T>.Default. ilc finds the first five by name (its ComparerIntrinsics); the just-in-time
// optimizer knows from it which one a T gets and calls it directly.

internal sealed class GenericEqualityComparer<T> : EqualityComparer<T>
    where T : IEquatable<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool Equals(T? x, T? y)
    {
        if (x is not null)
            return y is not null && x.Equals(y);
        return y is null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode([DisallowNull] T obj) => obj?.GetHashCode() ?? 0;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GenericEqualityComparer<T>;

    public override int GetHashCode() => typeof(GenericEqualityComparer<T>).GetHashCode();
}

internal sealed class NullableEqualityComparer<T> : EqualityComparer<T?>
    where T : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool Equals(T? x, T? y)
    {
        if (x.HasValue)
            return y.HasValue && EqualityComparer<T>.Default.Equals(x.GetValueOrDefault(), y.GetValueOrDefault());
        return !y.HasValue;
    }

    public override int GetHashCode(T? obj) => obj.GetHashCode();

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is NullableEqualityComparer<T>;

    public override int GetHashCode() => typeof(NullableEqualityComparer<T>).GetHashCode();
}

internal sealed class EnumEqualityComparer<T> : EqualityComparer<T>
    where T : struct, Enum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool Equals(T x, T y) => EnumBits.ToUInt64(x) == EnumBits.ToUInt64(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode(T obj) => EnumBits.GetHashCode(obj);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is EnumEqualityComparer<T>;

    public override int GetHashCode() => typeof(EnumEqualityComparer<T>).GetHashCode();
}

internal sealed class ObjectEqualityComparer<T> : EqualityComparer<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool Equals(T? x, T? y)
    {
        if (x is not null)
            return y is not null && x.Equals(y);
        return y is null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode([DisallowNull] T obj) => obj?.GetHashCode() ?? 0;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ObjectEqualityComparer<T>;

    public override int GetHashCode() => typeof(ObjectEqualityComparer<T>).GetHashCode();
}

internal sealed class StringEqualityComparer : EqualityComparer<string>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool Equals(string? x, string? y) => string.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode(string obj) => obj?.GetHashCode() ?? 0;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is StringEqualityComparer;

    public override int GetHashCode() => typeof(StringEqualityComparer).GetHashCode();
}

/// <summary>GenericEqualityComparer for a T known to be equatable only at run time.</summary>
internal sealed class EquatableEqualityComparer<T> : EqualityComparer<T>
{
    public override bool Equals(T? x, T? y)
    {
        if (x is not null)
        {
            // SAFETY: made only where T implements IEquatable<T> (EqualityComparer.Create), so the cast needs no check.
            return y is not null && Unsafe.As<IEquatable<T>>((object)x).Equals(y);
        }
        return y is null;
    }

    public override int GetHashCode([DisallowNull] T obj) => obj?.GetHashCode() ?? 0;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is EquatableEqualityComparer<T>;

    public override int GetHashCode() => typeof(EquatableEqualityComparer<T>).GetHashCode();
}
