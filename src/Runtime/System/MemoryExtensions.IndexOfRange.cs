using System.Runtime.CompilerServices;

namespace System;

// SAFETY: elements are seen as integers of the same size, and only where their order is that of their bits without sign.
public static unsafe partial class MemoryExtensions
{
    public static int IndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (typeof(T) == typeof(byte))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.InRange<byte>(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive)));
        if (typeof(T) == typeof(char) || typeof(T) == typeof(ushort))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.InRange<ushort>(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive)));
        if (typeof(T) == typeof(int))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, int>(ref span._reference), span.Length, new SpanHelpers.InRange<int>(Unsafe.As<T, int>(ref lowInclusive), Unsafe.As<T, int>(ref highInclusive)));
        if (typeof(T) == typeof(uint))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.InRange<uint>(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive)));
        return SlowSearch.IndexOfRange(span, lowInclusive, highInclusive, Wanted.Any);
    }

    public static int IndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (typeof(T) == typeof(byte))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.InRange<byte>>(new SpanHelpers.InRange<byte>(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive))));
        if (typeof(T) == typeof(char) || typeof(T) == typeof(ushort))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.InRange<ushort>>(new SpanHelpers.InRange<ushort>(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive))));
        if (typeof(T) == typeof(int))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, int>(ref span._reference), span.Length, new SpanHelpers.Not<int, SpanHelpers.InRange<int>>(new SpanHelpers.InRange<int>(Unsafe.As<T, int>(ref lowInclusive), Unsafe.As<T, int>(ref highInclusive))));
        if (typeof(T) == typeof(uint))
            return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.InRange<uint>>(new SpanHelpers.InRange<uint>(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive))));
        return SlowSearch.IndexOfRange(span, lowInclusive, highInclusive, Wanted.Other);
    }

    public static int LastIndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (typeof(T) == typeof(byte))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.InRange<byte>(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive)));
        if (typeof(T) == typeof(char) || typeof(T) == typeof(ushort))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.InRange<ushort>(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive)));
        if (typeof(T) == typeof(int))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, int>(ref span._reference), span.Length, new SpanHelpers.InRange<int>(Unsafe.As<T, int>(ref lowInclusive), Unsafe.As<T, int>(ref highInclusive)));
        if (typeof(T) == typeof(uint))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.InRange<uint>(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive)));
        return SlowSearch.LastIndexOfRange(span, lowInclusive, highInclusive, Wanted.Any);
    }

    public static int LastIndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (typeof(T) == typeof(byte))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.InRange<byte>>(new SpanHelpers.InRange<byte>(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive))));
        if (typeof(T) == typeof(char) || typeof(T) == typeof(ushort))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.InRange<ushort>>(new SpanHelpers.InRange<ushort>(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive))));
        if (typeof(T) == typeof(int))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, int>(ref span._reference), span.Length, new SpanHelpers.Not<int, SpanHelpers.InRange<int>>(new SpanHelpers.InRange<int>(Unsafe.As<T, int>(ref lowInclusive), Unsafe.As<T, int>(ref highInclusive))));
        if (typeof(T) == typeof(uint))
            return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.InRange<uint>>(new SpanHelpers.InRange<uint>(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive))));
        return SlowSearch.LastIndexOfRange(span, lowInclusive, highInclusive, Wanted.Other);
    }

    public static bool ContainsAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> =>
        IndexOfAnyInRange(span, lowInclusive, highInclusive) >= 0;

    public static bool ContainsAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> =>
        IndexOfAnyExceptInRange(span, lowInclusive, highInclusive) >= 0;

    private static void CheckRange<T>(T lowInclusive, T highInclusive)
    {
        if (lowInclusive is null || highInclusive is null)
            ThrowHelper.ThrowArgumentNull(lowInclusive is null ? nameof(lowInclusive) : nameof(highInclusive));
    }
}
