using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>The order a sort works with. Implemented by structs so that each sort is compiled with its comparison inside.</summary>
internal interface ISortOrder<T>
{
    /// <summary>Whether the order is known to be total and never to throw, so that sorts need not guard against it.</summary>
    static abstract bool IsTotal { get; }

    /// <summary>Whether <paramref name="x"/> comes before <paramref name="y"/>.</summary>
    bool IsLess(T x, T y);

    /// <summary>Whether <paramref name="x"/> comes after <paramref name="y"/>; apart from IsLess for orders that are not quite consistent.</summary>
    bool IsGreater(T x, T y);
}

/// <summary>The order that value types have themselves. Floating-point keys must not hold NaN.</summary>
internal readonly struct NaturalOrder<T> : ISortOrder<T>
{
    /// <summary>True where the order is one of the processor's comparisons.</summary>
    public static bool IsTotal
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
            || typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte)
            || typeof(T) == typeof(char) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
            || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(T x, T y)
    {
        if (typeof(T) == typeof(int))
            return (int)(object)x! < (int)(object)y!;
        if (typeof(T) == typeof(uint))
            return (uint)(object)x! < (uint)(object)y!;
        if (typeof(T) == typeof(long))
            return (long)(object)x! < (long)(object)y!;
        if (typeof(T) == typeof(ulong))
            return (ulong)(object)x! < (ulong)(object)y!;
        if (typeof(T) == typeof(double))
            return (double)(object)x! < (double)(object)y!;
        if (typeof(T) == typeof(float))
            return (float)(object)x! < (float)(object)y!;
        if (typeof(T) == typeof(byte))
            return (byte)(object)x! < (byte)(object)y!;
        if (typeof(T) == typeof(sbyte))
            return (sbyte)(object)x! < (sbyte)(object)y!;
        if (typeof(T) == typeof(char))
            return (char)(object)x! < (char)(object)y!;
        if (typeof(T) == typeof(short))
            return (short)(object)x! < (short)(object)y!;
        if (typeof(T) == typeof(ushort))
            return (ushort)(object)x! < (ushort)(object)y!;
        if (typeof(T) == typeof(nint))
            return (nint)(object)x! < (nint)(object)y!;
        if (typeof(T) == typeof(nuint))
            return (nuint)(object)x! < (nuint)(object)y!;
        return Comparer<T>.Default.Compare(x, y) < 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsGreater(T x, T y) => IsTotal ? IsLess(y, x) : Comparer<T>.Default.Compare(x, y) > 0;
}

/// <summary>The order of string.CompareTo, nulls first.</summary>
internal readonly struct StringOrder : ISortOrder<string?>
{
    public static bool IsTotal => true;

    public bool IsLess(string? x, string? y) => x is null ? y is not null : x.CompareTo(y) < 0;

    public bool IsGreater(string? x, string? y) => IsLess(y, x);
}

internal readonly struct ComparisonOrder<T>(Comparison<T> comparison) : ISortOrder<T>
{
    private readonly Comparison<T> _comparison = comparison;

    public static bool IsTotal => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLess(T x, T y) => _comparison(x, y) < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsGreater(T x, T y) => _comparison(x, y) > 0;
}
