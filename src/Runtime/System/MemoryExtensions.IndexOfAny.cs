using System.Buffers;
using System.Runtime.CompilerServices;

namespace System;

// SAFETY: elements are seen as integers of the same size, and only where their equality is that of their bits.
public static unsafe partial class MemoryExtensions
{
    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1)));
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1)));
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1)));
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1)));
        }

        return SlowSearch.IndexOfAny(span, [value0, value1], Wanted.Any);
    }

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1), Unsafe.As<T, byte>(ref value2)));
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1), Unsafe.As<T, ushort>(ref value2)));
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1), Unsafe.As<T, uint>(ref value2)));
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1), Unsafe.As<T, ulong>(ref value2)));
        }

        return SlowSearch.IndexOfAny(span, [value0, value1, value2], Wanted.Any);
    }

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
    {
        switch (values.Length)
        {
            case 0:
                return -1;
            case 1:
                return IndexOf(span, values[0]);
            case 2:
                return IndexOfAny(span, values[0], values[1]);
            case 3:
                return IndexOfAny(span, values[0], values[1], values[2]);
        }

        if (typeof(T) == typeof(char))
        {
            if (values.Length <= 5)
            {
                ref ushort wanted = ref Unsafe.As<T, ushort>(ref values._reference);
                SpanHelpers.AnyOfFive<ushort> matcher = new(
                    wanted, Unsafe.Add(ref wanted, 1), Unsafe.Add(ref wanted, 2), Unsafe.Add(ref wanted, 3), Unsafe.Add(ref wanted, values.Length - 1));
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, matcher);
            }

            UnitSet set = new(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref values._reference), values.Length));
            return set.IndexOfAny(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref span._reference), span.Length));
        }

        return SlowSearch.IndexOfAny(span, values, Wanted.Any);
    }

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, SearchValues<T> values) where T : IEquatable<T>?
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return values.IndexOfAny(span);
    }

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.AnyOfTwo<byte>>(new SpanHelpers.AnyOfTwo<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1))));
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.AnyOfTwo<ushort>>(new SpanHelpers.AnyOfTwo<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1))));
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.AnyOfTwo<uint>>(new SpanHelpers.AnyOfTwo<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1))));
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.Not<ulong, SpanHelpers.AnyOfTwo<ulong>>(new SpanHelpers.AnyOfTwo<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1))));
        }

        return SlowSearch.IndexOfAny(span, [value0, value1], Wanted.Other);
    }

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.AnyOfThree<byte>>(new SpanHelpers.AnyOfThree<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1), Unsafe.As<T, byte>(ref value2))));
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.AnyOfThree<ushort>>(new SpanHelpers.AnyOfThree<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1), Unsafe.As<T, ushort>(ref value2))));
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.AnyOfThree<uint>>(new SpanHelpers.AnyOfThree<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1), Unsafe.As<T, uint>(ref value2))));
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.Not<ulong, SpanHelpers.AnyOfThree<ulong>>(new SpanHelpers.AnyOfThree<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1), Unsafe.As<T, ulong>(ref value2))));
        }

        return SlowSearch.IndexOfAny(span, [value0, value1, value2], Wanted.Other);
    }

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
    {
        switch (values.Length)
        {
            case 0:
                return span.IsEmpty ? -1 : 0;
            case 1:
                return IndexOfAnyExcept(span, values[0]);
            case 2:
                return IndexOfAnyExcept(span, values[0], values[1]);
            case 3:
                return IndexOfAnyExcept(span, values[0], values[1], values[2]);
        }

        if (typeof(T) == typeof(char))
        {
            UnitSet set = new(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref values._reference), values.Length));
            return set.IndexOfAnyExcept(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref span._reference), span.Length));
        }

        return SlowSearch.IndexOfAny(span, values, Wanted.Other);
    }

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, SearchValues<T> values) where T : IEquatable<T>?
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return values.IndexOfAnyExcept(span);
    }

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1)));
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1)));
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1)));
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.AnyOfTwo<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1)));
        }

        return SlowSearch.LastIndexOfAny(span, [value0, value1], Wanted.Any);
    }

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1), Unsafe.As<T, byte>(ref value2)));
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1), Unsafe.As<T, ushort>(ref value2)));
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1), Unsafe.As<T, uint>(ref value2)));
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.AnyOfThree<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1), Unsafe.As<T, ulong>(ref value2)));
        }

        return SlowSearch.LastIndexOfAny(span, [value0, value1, value2], Wanted.Any);
    }

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
    {
        switch (values.Length)
        {
            case 0:
                return -1;
            case 1:
                return LastIndexOf(span, values[0]);
            case 2:
                return LastIndexOfAny(span, values[0], values[1]);
            case 3:
                return LastIndexOfAny(span, values[0], values[1], values[2]);
        }

        if (typeof(T) == typeof(char))
        {
            UnitSet set = new(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref values._reference), values.Length));
            return set.LastIndexOfAny(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref span._reference), span.Length));
        }

        return SlowSearch.LastIndexOfAny(span, values, Wanted.Any);
    }

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, SearchValues<T> values) where T : IEquatable<T>?
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return values.LastIndexOfAny(span);
    }

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.AnyOfTwo<byte>>(new SpanHelpers.AnyOfTwo<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1))));
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.AnyOfTwo<ushort>>(new SpanHelpers.AnyOfTwo<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1))));
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.AnyOfTwo<uint>>(new SpanHelpers.AnyOfTwo<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1))));
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.Not<ulong, SpanHelpers.AnyOfTwo<ulong>>(new SpanHelpers.AnyOfTwo<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1))));
        }

        return SlowSearch.LastIndexOfAny(span, [value0, value1], Wanted.Other);
    }

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, byte>(ref span._reference), span.Length, new SpanHelpers.Not<byte, SpanHelpers.AnyOfThree<byte>>(new SpanHelpers.AnyOfThree<byte>(Unsafe.As<T, byte>(ref value0), Unsafe.As<T, byte>(ref value1), Unsafe.As<T, byte>(ref value2))));
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, new SpanHelpers.Not<ushort, SpanHelpers.AnyOfThree<ushort>>(new SpanHelpers.AnyOfThree<ushort>(Unsafe.As<T, ushort>(ref value0), Unsafe.As<T, ushort>(ref value1), Unsafe.As<T, ushort>(ref value2))));
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, uint>(ref span._reference), span.Length, new SpanHelpers.Not<uint, SpanHelpers.AnyOfThree<uint>>(new SpanHelpers.AnyOfThree<uint>(Unsafe.As<T, uint>(ref value0), Unsafe.As<T, uint>(ref value1), Unsafe.As<T, uint>(ref value2))));
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfMatch(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, new SpanHelpers.Not<ulong, SpanHelpers.AnyOfThree<ulong>>(new SpanHelpers.AnyOfThree<ulong>(Unsafe.As<T, ulong>(ref value0), Unsafe.As<T, ulong>(ref value1), Unsafe.As<T, ulong>(ref value2))));
        }

        return SlowSearch.LastIndexOfAny(span, [value0, value1, value2], Wanted.Other);
    }

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>?
    {
        switch (values.Length)
        {
            case 0:
                return span.Length - 1;
            case 1:
                return LastIndexOfAnyExcept(span, values[0]);
            case 2:
                return LastIndexOfAnyExcept(span, values[0], values[1]);
            case 3:
                return LastIndexOfAnyExcept(span, values[0], values[1], values[2]);
        }

        if (typeof(T) == typeof(char))
        {
            UnitSet set = new(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref values._reference), values.Length));
            return set.LastIndexOfAnyExcept(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref span._reference), span.Length));
        }

        return SlowSearch.LastIndexOfAny(span, values, Wanted.Other);
    }

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, SearchValues<T> values) where T : IEquatable<T>?
    {
        ThrowHelper.CheckNotNull(values, nameof(values));
        return values.LastIndexOfAnyExcept(span);
    }

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>? => IndexOfAny(span, value0, value1) >= 0;

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>? => IndexOfAny(span, value0, value1, value2) >= 0;

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>? => IndexOfAny(span, values) >= 0;

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, SearchValues<T> values) where T : IEquatable<T>? => IndexOfAny(span, values) >= 0;

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1) where T : IEquatable<T>? => IndexOfAnyExcept(span, value0, value1) >= 0;

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2) where T : IEquatable<T>? => IndexOfAnyExcept(span, value0, value1, value2) >= 0;

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values) where T : IEquatable<T>? => IndexOfAnyExcept(span, values) >= 0;

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, SearchValues<T> values) where T : IEquatable<T>? => IndexOfAnyExcept(span, values) >= 0;

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>? => IndexOfAnyExcept(span, value) >= 0;
}
