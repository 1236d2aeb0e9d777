using System.Runtime.CompilerServices;

namespace System;

// SAFETY: elements are seen as unsigned integers of the same size; a range of signed ones is one of unsigned distances from its low end.
public static unsafe partial class MemoryExtensions
{
    public static int IndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (Bits.AreEquality<T>() && typeof(T) != typeof(bool))
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive)));
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive)));
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive)));
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, ulong>(ref lowInclusive), Unsafe.As<T, ulong>(ref highInclusive)));
        }

        return SlowSearch.IndexOfRange(span, lowInclusive, highInclusive, Wanted.Any);
    }

    public static int IndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (Bits.AreEquality<T>() && typeof(T) != typeof(bool))
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.InRange<byte>>(RangeOf(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive))));
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.InRange<ushort>>(RangeOf(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive))));
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.InRange<uint>>(RangeOf(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive))));
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.Not<ulong, SpanHelpers.InRange<ulong>>(RangeOf(Unsafe.As<T, ulong>(ref lowInclusive), Unsafe.As<T, ulong>(ref highInclusive))));
        }

        return SlowSearch.IndexOfRange(span, lowInclusive, highInclusive, Wanted.Other);
    }

    public static int LastIndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (Bits.AreEquality<T>() && typeof(T) != typeof(bool))
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive)));
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive)));
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive)));
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, RangeOf(Unsafe.As<T, ulong>(ref lowInclusive), Unsafe.As<T, ulong>(ref highInclusive)));
        }

        return SlowSearch.LastIndexOfRange(span, lowInclusive, highInclusive, Wanted.Any);
    }

    public static int LastIndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T>
    {
        CheckRange(lowInclusive, highInclusive);
        if (Bits.AreEquality<T>() && typeof(T) != typeof(bool))
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.InRange<byte>>(RangeOf(Unsafe.As<T, byte>(ref lowInclusive), Unsafe.As<T, byte>(ref highInclusive))));
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.InRange<ushort>>(RangeOf(Unsafe.As<T, ushort>(ref lowInclusive), Unsafe.As<T, ushort>(ref highInclusive))));
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.InRange<uint>>(RangeOf(Unsafe.As<T, uint>(ref lowInclusive), Unsafe.As<T, uint>(ref highInclusive))));
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.Not<ulong, SpanHelpers.InRange<ulong>>(RangeOf(Unsafe.As<T, ulong>(ref lowInclusive), Unsafe.As<T, ulong>(ref highInclusive))));
        }

        return SlowSearch.LastIndexOfRange(span, lowInclusive, highInclusive, Wanted.Other);
    }

    public static bool ContainsAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> =>
        IndexOfAnyInRange(span, lowInclusive, highInclusive) >= 0;

    public static bool ContainsAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive) where T : IComparable<T> =>
        IndexOfAnyExceptInRange(span, lowInclusive, highInclusive) >= 0;

    private static SpanHelpers.InRange<byte> RangeOf(byte low, byte high) => new(low, (byte)(high - low));

    private static SpanHelpers.InRange<ushort> RangeOf(ushort low, ushort high) => new(low, (ushort)(high - low));

    private static SpanHelpers.InRange<uint> RangeOf(uint low, uint high) => new(low, high - low);

    private static SpanHelpers.InRange<ulong> RangeOf(ulong low, ulong high) => new(low, high - low);

    private static void CheckRange<T>(T lowInclusive, T highInclusive)
    {
        if (lowInclusive is null || highInclusive is null)
            ThrowHelper.ThrowArgumentNull(lowInclusive is null ? nameof(lowInclusive) : nameof(highInclusive));
    }
}
