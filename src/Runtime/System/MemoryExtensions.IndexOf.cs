using System.Runtime.CompilerServices;

namespace System;

// SAFETY: elements are seen as integers of the same size, and only where their equality is that of their bits.
public static unsafe partial class MemoryExtensions
{
    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOf(ref Unsafe.As<T, byte>(ref span._reference), Unsafe.As<T, byte>(ref value), span.Length);
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOf(ref Unsafe.As<T, ushort>(ref span._reference), Unsafe.As<T, ushort>(ref value), span.Length);
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOf(ref Unsafe.As<T, uint>(ref span._reference), Unsafe.As<T, uint>(ref value), span.Length);
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOf(ref Unsafe.As<T, ulong>(ref span._reference), Unsafe.As<T, ulong>(ref value), span.Length);
        }

        return SlowSearch.IndexOf(span, value);
    }

    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOf(ref Unsafe.As<T, byte>(ref span._reference), Unsafe.As<T, byte>(ref value), span.Length);
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOf(ref Unsafe.As<T, ushort>(ref span._reference), Unsafe.As<T, ushort>(ref value), span.Length);
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOf(ref Unsafe.As<T, uint>(ref span._reference), Unsafe.As<T, uint>(ref value), span.Length);
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOf(ref Unsafe.As<T, ulong>(ref span._reference), Unsafe.As<T, ulong>(ref value), span.Length);
        }

        return SlowSearch.LastIndexOf(span, value);
    }

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfExcept(ref Unsafe.As<T, byte>(ref span._reference), Unsafe.As<T, byte>(ref value), span.Length);
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfExcept(ref Unsafe.As<T, ushort>(ref span._reference), Unsafe.As<T, ushort>(ref value), span.Length);
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfExcept(ref Unsafe.As<T, uint>(ref span._reference), Unsafe.As<T, uint>(ref value), span.Length);
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfExcept(ref Unsafe.As<T, ulong>(ref span._reference), Unsafe.As<T, ulong>(ref value), span.Length);
        }

        return SlowSearch.IndexOfExcept(span, value);
    }

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfExcept(ref Unsafe.As<T, byte>(ref span._reference), Unsafe.As<T, byte>(ref value), span.Length);
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfExcept(ref Unsafe.As<T, ushort>(ref span._reference), Unsafe.As<T, ushort>(ref value), span.Length);
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfExcept(ref Unsafe.As<T, uint>(ref span._reference), Unsafe.As<T, uint>(ref value), span.Length);
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfExcept(ref Unsafe.As<T, ulong>(ref span._reference), Unsafe.As<T, ulong>(ref value), span.Length);
        }

        return SlowSearch.LastIndexOfExcept(span, value);
    }

    public static int Count<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.Count(ref Unsafe.As<T, byte>(ref span._reference), Unsafe.As<T, byte>(ref value), span.Length);
            if (sizeof(T) == 2)
                return SpanHelpers.Count(ref Unsafe.As<T, ushort>(ref span._reference), Unsafe.As<T, ushort>(ref value), span.Length);
            if (sizeof(T) == 4)
                return SpanHelpers.Count(ref Unsafe.As<T, uint>(ref span._reference), Unsafe.As<T, uint>(ref value), span.Length);
            if (sizeof(T) == 8)
                return SpanHelpers.Count(ref Unsafe.As<T, ulong>(ref span._reference), Unsafe.As<T, ulong>(ref value), span.Length);
        }

        return SlowSearch.Count(span, value);
    }

    public static int IndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.IndexOfSequence(ref Unsafe.As<T, byte>(ref span._reference), span.Length, ref Unsafe.As<T, byte>(ref value._reference), value.Length);
            if (sizeof(T) == 2)
                return SpanHelpers.IndexOfSequence(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, ref Unsafe.As<T, ushort>(ref value._reference), value.Length);
            if (sizeof(T) == 4)
                return SpanHelpers.IndexOfSequence(ref Unsafe.As<T, uint>(ref span._reference), span.Length, ref Unsafe.As<T, uint>(ref value._reference), value.Length);
            if (sizeof(T) == 8)
                return SpanHelpers.IndexOfSequence(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, ref Unsafe.As<T, ulong>(ref value._reference), value.Length);
        }

        return SlowSearch.IndexOf(span, value);
    }

    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            if (sizeof(T) == 1)
                return SpanHelpers.LastIndexOfSequence(ref Unsafe.As<T, byte>(ref span._reference), span.Length, ref Unsafe.As<T, byte>(ref value._reference), value.Length);
            if (sizeof(T) == 2)
                return SpanHelpers.LastIndexOfSequence(ref Unsafe.As<T, ushort>(ref span._reference), span.Length, ref Unsafe.As<T, ushort>(ref value._reference), value.Length);
            if (sizeof(T) == 4)
                return SpanHelpers.LastIndexOfSequence(ref Unsafe.As<T, uint>(ref span._reference), span.Length, ref Unsafe.As<T, uint>(ref value._reference), value.Length);
            if (sizeof(T) == 8)
                return SpanHelpers.LastIndexOfSequence(ref Unsafe.As<T, ulong>(ref span._reference), span.Length, ref Unsafe.As<T, ulong>(ref value._reference), value.Length);
        }

        return SlowSearch.LastIndexOf(span, value);
    }

    /// <summary>How often the text stands in the span, without overlaps; an empty one never.</summary>
    public static int Count<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
    {
        if (value.IsEmpty)
            return 0;
        if (value.Length == 1)
            return Count(span, value[0]);

        int count = 0;
        int found;
        while ((found = span.IndexOf(value)) >= 0)
        {
            count++;
            span = span.Slice(found + value.Length);
        }

        return count;
    }

    public static bool Contains<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>? => IndexOf(span, value) >= 0;
}
