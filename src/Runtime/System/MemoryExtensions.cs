using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>What can be asked of spans and done with them. Arrays and writable spans convert to the read-only span that most members take.</summary>
// SAFETY: references are formed only within checked bounds, and elements seen as bytes only where their equality is that of their bits.
public static unsafe partial class MemoryExtensions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<char> AsSpan(this string? text) =>
        text is null ? default : new ReadOnlySpan<char>(ref text.GetRawStringData(), text.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<char> AsSpan(this string? text, int start)
    {
        if (text is null)
        {
            if (start != 0)
                ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
            return default;
        }

        if ((uint)start > (uint)text.Length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        return new ReadOnlySpan<char>(ref Unsafe.Add(ref text.GetRawStringData(), (nint)(uint)start), text.Length - start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<char> AsSpan(this string? text, int start, int length)
    {
        if (text is null)
        {
            if (start != 0 || length != 0)
                ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
            return default;
        }

        if ((ulong)(uint)start + (uint)length > (uint)text.Length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        return new ReadOnlySpan<char>(ref Unsafe.Add(ref text.GetRawStringData(), (nint)(uint)start), length);
    }

    public static ReadOnlySpan<char> AsSpan(this string? text, Index startIndex)
    {
        if (text is null)
        {
            if (!startIndex.Equals(Index.Start))
                ThrowHelper.ThrowArgumentOutOfRange(nameof(startIndex));
            return default;
        }

        int start = startIndex.GetOffset(text.Length);
        if ((uint)start > (uint)text.Length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(startIndex));
        return text.AsSpan(start);
    }

    public static ReadOnlySpan<char> AsSpan(this string? text, Range range)
    {
        if (text is null)
        {
            if (!range.Start.Equals(Index.Start) || !range.End.Equals(Index.Start))
                ThrowHelper.ThrowArgumentNull(nameof(text));
            return default;
        }

        (int start, int length) = range.GetOffsetAndLength(text.Length);
        return text.AsSpan(start, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> AsSpan<T>(this T[]? array) => new(array);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> AsSpan<T>(this T[]? array, int start, int length) => new(array, start, length);

    public static Span<T> AsSpan<T>(this T[]? array, int start)
    {
        if (array is null)
        {
            if (start != 0)
                ThrowHelper.ThrowArgumentOutOfRange();
            return default;
        }

        if ((uint)start > (uint)array.Length)
            ThrowHelper.ThrowArgumentOutOfRange();
        return new Span<T>(array, start, array.Length - start);
    }

    public static Span<T> AsSpan<T>(this T[]? array, Index startIndex)
    {
        if (array is null)
        {
            if (!startIndex.Equals(Index.Start))
                ThrowHelper.ThrowArgumentNull(nameof(array));
            return default;
        }

        return array.AsSpan(startIndex.GetOffset(array.Length));
    }

    public static Span<T> AsSpan<T>(this T[]? array, Range range)
    {
        if (array is null)
        {
            if (!range.Start.Equals(Index.Start) || !range.End.Equals(Index.Start))
                ThrowHelper.ThrowArgumentNull(nameof(array));
            return default;
        }

        (int start, int length) = range.GetOffsetAndLength(array.Length);
        return new Span<T>(array, start, length);
    }

    public static Span<T> AsSpan<T>(this ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);

    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, int start)
    {
        if ((uint)start > (uint)segment.Count)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        return new Span<T>(segment.Array, segment.Offset + start, segment.Count - start);
    }

    public static Span<T> AsSpan<T>(this ArraySegment<T> segment, int start, int length)
    {
        if ((uint)start > (uint)segment.Count)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        if ((uint)length > (uint)(segment.Count - start))
            ThrowHelper.ThrowArgumentOutOfRange(nameof(length));
        return new Span<T>(segment.Array, segment.Offset + start, length);
    }

    public static void CopyTo<T>(this T[]? source, Span<T> destination) => new ReadOnlySpan<T>(source).CopyTo(destination);

    public static void CopyTo<T>(this T[]? source, Memory<T> destination) => new ReadOnlySpan<T>(source).CopyTo(destination.Span);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>())
        {
            return span.Length == other.Length && SpanHelpers.SequenceEqual(
                ref Unsafe.As<T, byte>(ref span._reference), ref Unsafe.As<T, byte>(ref other._reference), (nuint)(uint)span.Length * (nuint)sizeof(T));
        }

        return SlowSearch.SequenceEqual(span, other);
    }

    public static int SequenceCompareTo<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other) where T : IComparable<T>?
    {
        if (typeof(T) == typeof(byte))
            return SpanHelpers.SequenceCompareTo(ref Unsafe.As<T, byte>(ref span._reference), span.Length, ref Unsafe.As<T, byte>(ref other._reference), other.Length);
        if (typeof(T) == typeof(char))
            return SpanHelpers.SequenceCompareTo(ref Unsafe.As<T, char>(ref span._reference), span.Length, ref Unsafe.As<T, char>(ref other._reference), other.Length);

        int shorter = Math.Min(span.Length, other.Length);
        for (int i = 0; i < shorter; i++)
        {
            int order = span[i] is { } element ? element.CompareTo(other[i]) : other[i] is null ? 0 : -1;
            if (order != 0)
                return order;
        }

        return span.Length.CompareTo(other.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>? =>
        value.Length <= span.Length && SequenceEqual(span.Slice(0, value.Length), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EndsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>? =>
        value.Length <= span.Length && SequenceEqual(span.Slice(span.Length - value.Length), value);

    public static bool StartsWith<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>? => span.Length != 0 && SlowSearch.Same(span[0], value);

    public static bool EndsWith<T>(this ReadOnlySpan<T> span, T value) where T : IEquatable<T>? => span.Length != 0 && SlowSearch.Same(span[^1], value);

    public static int CommonPrefixLength<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        int shorter = Math.Min(span.Length, other.Length);
        if (Bits.AreEquality<T>())
        {
            nuint bytes = SpanHelpers.CommonPrefixLength(
                ref Unsafe.As<T, byte>(ref span._reference), ref Unsafe.As<T, byte>(ref other._reference), (nuint)shorter * (nuint)sizeof(T));
            return (int)(bytes / (nuint)sizeof(T));
        }

        for (int i = 0; i < shorter; i++)
        {
            if (!System.Collections.Generic.EqualityComparer<T>.Default.Equals(span[i], other[i]))
                return i;
        }

        return shorter;
    }

    public static void Reverse<T>(this Span<T> span) => SpanHelpers.Reverse(ref span._reference, (nuint)(uint)span.Length);

    public static void Replace<T>(this Span<T> span, T oldValue, T newValue) where T : IEquatable<T>? => ReplaceInto(span, span, oldValue, newValue);

    public static void Replace<T>(this ReadOnlySpan<T> source, Span<T> destination, T oldValue, T newValue) where T : IEquatable<T>?
    {
        if (source.Length == 0)
            return;
        if (source.Length > destination.Length)
            ThrowHelper.ThrowDestinationTooShort();
        if (!Unsafe.AreSame(ref source._reference, ref destination._reference) && source.Overlaps(destination.Slice(0, source.Length)))
            ThrowHelper.ThrowArgument("This operation is invalid on overlapping buffers.");
        ReplaceInto(source, destination, oldValue, newValue);
    }

    /// <summary>Whether two spans share memory.</summary>
    public static bool Overlaps<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        if (span.IsEmpty || other.IsEmpty)
            return false;

        nint distance = Unsafe.ByteOffset(ref span._reference, ref other._reference);
        return (nuint)distance < (nuint)((nint)span.Length * sizeof(T)) || (nuint)(-distance) < (nuint)((nint)other.Length * sizeof(T));
    }

    /// <summary>Whether two spans share memory, and how many elements the second starts behind the first.</summary>
    public static bool Overlaps<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other, out int elementOffset)
    {
        if (!Overlaps(span, other))
        {
            elementOffset = 0;
            return false;
        }

        nint distance = Unsafe.ByteOffset(ref span._reference, ref other._reference);
        if (distance % sizeof(T) != 0)
            ThrowHelper.ThrowArgument("Overlapping spans have mismatching alignment.");
        elementOffset = (int)(distance / sizeof(T));
        return true;
    }

    private static void ReplaceInto<T>(ReadOnlySpan<T> source, Span<T> destination, T oldValue, T newValue) where T : IEquatable<T>?
    {
        if (Bits.AreEquality<T>() && sizeof(T) == 2)
        {
            SpanHelpers.Replace(
                ref Unsafe.As<T, ushort>(ref source._reference), ref Unsafe.As<T, ushort>(ref destination._reference),
                Unsafe.As<T, ushort>(ref oldValue), Unsafe.As<T, ushort>(ref newValue), source.Length);
        }
        else if (Bits.AreEquality<T>() && sizeof(T) == 1)
        {
            SpanHelpers.Replace(
                ref Unsafe.As<T, byte>(ref source._reference), ref Unsafe.As<T, byte>(ref destination._reference),
                Unsafe.As<T, byte>(ref oldValue), Unsafe.As<T, byte>(ref newValue), source.Length);
        }
        else
        {
            for (int i = 0; i < source.Length; i++)
            {
                destination[i] = SlowSearch.Same(source[i], oldValue) ? newValue : source[i];
            }
        }
    }
}
