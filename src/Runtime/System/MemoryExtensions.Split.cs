using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace System;

public static unsafe partial class MemoryExtensions
{
    /// <summary>Writes the ranges of the pieces between separators; the last takes the rest when there is no room for more.</summary>
    public static int Split(this ReadOnlySpan<char> source, Span<Range> destination, char separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitInto(source, destination, new ReadOnlySpan<char>(in separator), default, SeparatorKind.Sequence, options);

    public static int Split(this ReadOnlySpan<char> source, Span<Range> destination, ReadOnlySpan<char> separator, StringSplitOptions options = StringSplitOptions.None)
    {
        // An empty separator separates nothing.
        SeparatorKind kind = separator.IsEmpty ? SeparatorKind.Nothing : SeparatorKind.Sequence;
        return SplitInto(source, destination, separator, default, kind, options);
    }

    /// <summary>As <c>Split</c>, with any of several characters as separator; without one, white space.</summary>
    public static int SplitAny(this ReadOnlySpan<char> source, Span<Range> destination, ReadOnlySpan<char> separators, StringSplitOptions options = StringSplitOptions.None)
    {
        SeparatorKind kind = separators.IsEmpty ? SeparatorKind.WhiteSpace : SeparatorKind.AnyUnit;
        if (kind == SeparatorKind.WhiteSpace && destination.Length > source.Length)
            options &= ~StringSplitOptions.TrimEntries;
        return SplitInto(source, destination, separators, default, kind, options);
    }

    /// <summary>As <c>Split</c>, with any of several texts as separator; without one, white space.</summary>
    public static int SplitAny(this ReadOnlySpan<char> source, Span<Range> destination, ReadOnlySpan<string> separators, StringSplitOptions options = StringSplitOptions.None)
    {
        SeparatorKind kind = separators.IsEmpty ? SeparatorKind.WhiteSpace : SeparatorKind.AnyText;
        return SplitInto(source, destination, default, separators, kind, options);
    }

    /// <summary>Walks the ranges between separators.</summary>
    public static SpanSplitEnumerator<T> Split<T>(this ReadOnlySpan<T> source, T separator) where T : IEquatable<T> => new(source, separator);

    public static SpanSplitEnumerator<T> Split<T>(this ReadOnlySpan<T> source, ReadOnlySpan<T> separator) where T : IEquatable<T> => new(source, separator, isSequence: true);

    public static SpanSplitEnumerator<T> SplitAny<T>(this ReadOnlySpan<T> source, [UnscopedRef] params ReadOnlySpan<T> separators) where T : IEquatable<T> =>
        new(source, separators, isSequence: false);

    public static SpanSplitEnumerator<T> SplitAny<T>(this ReadOnlySpan<T> source, SearchValues<T> separators) where T : IEquatable<T> => new(source, separators);

    private enum SeparatorKind
    {
        Nothing,
        Sequence,
        AnyUnit,
        AnyText,
        WhiteSpace,
    }

    private static int SplitInto(
        ReadOnlySpan<char> source,
        Span<Range> destination,
        ReadOnlySpan<char> separator,
        ReadOnlySpan<string> texts,
        SeparatorKind kind,
        StringSplitOptions options)
    {
        if ((options & ~(StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) != 0)
            ThrowHelper.ThrowArgument("Value of flags is invalid.", nameof(options));
        if (destination.IsEmpty)
            return 0;

        // A single place takes the source as it is, separators in front included.
        if (destination.Length == 1)
            kind = SeparatorKind.Nothing;

        bool trims = (options & StringSplitOptions.TrimEntries) != 0;
        bool drops = (options & StringSplitOptions.RemoveEmptyEntries) != 0;
        int filled = 0;
        int position = 0;
        while (true)
        {
            int start = position;
            int end = FindSeparator(source, position, separator, texts, kind, out int width);
            bool last = end < 0;
            if (last || filled == destination.Length - 1)
            {
                // The last place takes everything that is left; empty pieces before it are passed over when they are not wanted.
                if (!last && drops)
                {
                    while (!last && IsEmpty(source.Slice(start, end - start), trims))
                    {
                        start = end + width;
                        end = FindSeparator(source, start, separator, texts, kind, out width);
                        last = end < 0;
                    }
                }

                end = source.Length;
                last = true;
            }

            int from = start;
            int to = end;
            if (trims)
            {
                ReadOnlySpan<char> piece = source.Slice(from, to - from);
                from += piece.Length - piece.TrimStart().Length;
                to = from + source.Slice(from, to - from).TrimEnd().Length;
            }

            if (!drops || from != to)
                destination[filled++] = from..to;
            if (last)
                return filled;
            position = end + width;
        }
    }

    private static bool IsEmpty(ReadOnlySpan<char> piece, bool trims) => trims ? piece.IsWhiteSpace() : piece.IsEmpty;

    private static int FindSeparator(
        ReadOnlySpan<char> source, int position, ReadOnlySpan<char> separator, ReadOnlySpan<string> texts, SeparatorKind kind, out int width)
    {
        ReadOnlySpan<char> rest = source.Slice(position);
        width = kind == SeparatorKind.Sequence ? separator.Length : 1;
        int found = kind switch
        {
            SeparatorKind.Nothing => -1,
            SeparatorKind.Sequence => rest.IndexOf(separator),
            SeparatorKind.AnyUnit => rest.IndexOfAny(separator),
            SeparatorKind.AnyText => FindText(rest, texts, out width),
            _ => FindWhiteSpace(rest),
        };
        return found < 0 ? -1 : position + found;
    }

    private static int FindText(ReadOnlySpan<char> rest, ReadOnlySpan<string> texts, out int width)
    {
        for (int i = 0; i < rest.Length; i++)
        {
            foreach (string text in texts)
            {
                if (!string.IsNullOrEmpty(text) && rest.Slice(i).StartsWith(text.AsSpan()))
                {
                    width = text.Length;
                    return i;
                }
            }
        }

        width = 0;
        return -1;
    }

    private static int FindWhiteSpace(ReadOnlySpan<char> rest)
    {
        for (int i = 0; i < rest.Length; i++)
        {
            if (char.IsWhiteSpace(rest[i]))
                return i;
        }

        return -1;
    }
}
