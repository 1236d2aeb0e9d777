using System.Runtime.CompilerServices;
using System.Text;

namespace System;

public static unsafe partial class MemoryExtensions
{
    public static bool Equals(this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType) =>
        string.IgnoresCase(comparisonType) ? span.EqualsOrdinalIgnoreCase(other) : span.SequenceEqual(other);

    public static int CompareTo(this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType) =>
        string.IgnoresCase(comparisonType) ? span.CompareToOrdinalIgnoreCase(other) : span.SequenceCompareTo(other);

    public static bool Contains(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        IndexOf(span, value, comparisonType) >= 0;

    public static int IndexOf(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        string.IgnoresCase(comparisonType) ? span.IndexOfOrdinalIgnoreCase(value) : span.IndexOf(value);

    public static int LastIndexOf(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        string.IgnoresCase(comparisonType) ? span.LastIndexOfOrdinalIgnoreCase(value) : span.LastIndexOf(value);

    public static bool StartsWith(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        string.IgnoresCase(comparisonType)
            ? value.Length <= span.Length && span.Slice(0, value.Length).EqualsOrdinalIgnoreCase(value)
            : span.StartsWith(value);

    public static bool EndsWith(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        string.IgnoresCase(comparisonType)
            ? value.Length <= span.Length && span.Slice(span.Length - value.Length).EqualsOrdinalIgnoreCase(value)
            : span.EndsWith(value);

    /// <summary>Writes the upper-case form; the number of units, or -1 when the destination is too short.</summary>
    public static int ToUpperInvariant(this ReadOnlySpan<char> source, Span<char> destination)
    {
        if (source.Overlaps(destination))
            ThrowOverlapping();
        if (destination.Length < source.Length)
            return -1;
        Casing.ToUpper(source, destination);
        return source.Length;
    }

    /// <summary>Writes the lower-case form; the number of units, or -1 when the destination is too short.</summary>
    public static int ToLowerInvariant(this ReadOnlySpan<char> source, Span<char> destination)
    {
        if (source.Overlaps(destination))
            ThrowOverlapping();
        if (destination.Length < source.Length)
            return -1;
        Casing.ToLower(source, destination);
        return source.Length;
    }

    public static SpanRuneEnumerator EnumerateRunes(this ReadOnlySpan<char> span) => new(span);

    public static SpanLineEnumerator EnumerateLines(this ReadOnlySpan<char> span) => new(span);

    /// <summary>Writes an interpolated string into the span; false, with nothing counted, when it is too short.</summary>
    public static bool TryWrite(this Span<char> destination, [InterpolatedStringHandlerArgument(nameof(destination))] ref TryWriteInterpolatedStringHandler handler, out int charsWritten)
    {
        if (handler.Succeeded)
        {
            charsWritten = handler.Position;
            return true;
        }

        charsWritten = 0;
        return false;
    }

    public static bool TryWrite(
        this Span<char> destination,
        IFormatProvider? provider,
        [InterpolatedStringHandlerArgument(nameof(destination), nameof(provider))] ref TryWriteInterpolatedStringHandler handler,
        out int charsWritten) => TryWrite(destination, ref handler, out charsWritten);

    private static void ThrowOverlapping() => throw new InvalidOperationException("This operation is invalid on overlapping buffers.");
}
