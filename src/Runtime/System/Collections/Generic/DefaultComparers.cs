using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

// The classes behind Comparer<T>.Default; see DefaultEqualityComparers.cs.

internal sealed class GenericComparer<T> : Comparer<T>
    where T : IComparable<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int Compare(T? x, T? y)
    {
        if (x is not null)
            return y is not null ? x.CompareTo(y) : 1;
        return y is null ? 0 : -1;
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GenericComparer<T>;

    public override int GetHashCode() => typeof(GenericComparer<T>).GetHashCode();
}

internal sealed class NullableComparer<T> : Comparer<T?>
    where T : struct
{
    public override int Compare(T? x, T? y)
    {
        if (x.HasValue)
            return y.HasValue ? Comparer<T>.Default.Compare(x.GetValueOrDefault(), y.GetValueOrDefault()) : 1;
        return y.HasValue ? -1 : 0;
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is NullableComparer<T>;

    public override int GetHashCode() => typeof(NullableComparer<T>).GetHashCode();
}

internal sealed class EnumComparer<T> : Comparer<T>
    where T : struct, Enum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int Compare(T x, T y) => EnumBits.Compare(x, y);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is EnumComparer<T>;

    public override int GetHashCode() => typeof(EnumComparer<T>).GetHashCode();
}

internal sealed class ObjectComparer<T> : Comparer<T>
{
    public override int Compare(T? x, T? y) => Comparer.CompareObjects(x, y);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ObjectComparer<T>;

    public override int GetHashCode() => typeof(ObjectComparer<T>).GetHashCode();
}

/// <summary>GenericComparer for a T known to be comparable only at run time.</summary>
internal sealed class ComparableComparer<T> : Comparer<T>
{
    public override int Compare(T? x, T? y)
    {
        if (x is not null)
        {
            // SAFETY: made only where T implements IComparable<T> (Comparer.Create), so the cast needs no check.
            return y is not null ? Unsafe.As<IComparable<T>>((object)x).CompareTo(y) : 1;
        }
        return y is null ? 0 : -1;
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ComparableComparer<T>;

    public override int GetHashCode() => typeof(ComparableComparer<T>).GetHashCode();
}
