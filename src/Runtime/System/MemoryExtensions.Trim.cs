namespace System;

public static unsafe partial class MemoryExtensions
{
    public static bool IsWhiteSpace(this ReadOnlySpan<char> span)
    {
        foreach (char unit in span)
        {
            if (!char.IsWhiteSpace(unit))
                return false;
        }

        return true;
    }

    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span) => span.TrimEnd().TrimStart();

    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span)
    {
        int start = 0;
        while (start < span.Length && char.IsWhiteSpace(span[start]))
        {
            start++;
        }

        return span.Slice(start);
    }

    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span)
    {
        int end = span.Length;
        while (end > 0 && char.IsWhiteSpace(span[end - 1]))
        {
            end--;
        }

        return span.Slice(0, end);
    }

    public static Span<char> Trim(this Span<char> span) => span.TrimEnd().TrimStart();

    public static Span<char> TrimStart(this Span<char> span) => span.Slice(span.Length - ((ReadOnlySpan<char>)span).TrimStart().Length);

    public static Span<char> TrimEnd(this Span<char> span) => span.Slice(0, ((ReadOnlySpan<char>)span).TrimEnd().Length);

    public static ReadOnlyMemory<char> Trim(this ReadOnlyMemory<char> memory) => memory.TrimEnd().TrimStart();

    public static ReadOnlyMemory<char> TrimStart(this ReadOnlyMemory<char> memory) => memory.Slice(memory.Length - memory.Span.TrimStart().Length);

    public static ReadOnlyMemory<char> TrimEnd(this ReadOnlyMemory<char> memory) => memory.Slice(0, memory.Span.TrimEnd().Length);

    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span, char trimChar) => span.TrimEnd(trimChar).TrimStart(trimChar);

    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span, char trimChar) => span.TrimStart<char>(trimChar);

    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span, char trimChar) => span.TrimEnd<char>(trimChar);

    /// <summary>Without any of the characters at both ends; without characters to trim, white space is.</summary>
    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span, ReadOnlySpan<char> trimChars) => span.TrimEnd(trimChars).TrimStart(trimChars);

    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span, ReadOnlySpan<char> trimChars) =>
        trimChars.IsEmpty ? span.TrimStart() : span.TrimStart<char>(trimChars);

    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span, ReadOnlySpan<char> trimChars) =>
        trimChars.IsEmpty ? span.TrimEnd() : span.TrimEnd<char>(trimChars);

    public static ReadOnlySpan<T> Trim<T>(this ReadOnlySpan<T> span, T trimElement) where T : IEquatable<T>? =>
        span.TrimEnd<T>(trimElement).TrimStart<T>(trimElement);

    public static ReadOnlySpan<T> TrimStart<T>(this ReadOnlySpan<T> span, T trimElement) where T : IEquatable<T>?
    {
        int start = 0;
        while (start < span.Length && SlowSearch.Same(span[start], trimElement))
        {
            start++;
        }

        return span.Slice(start);
    }

    public static ReadOnlySpan<T> TrimEnd<T>(this ReadOnlySpan<T> span, T trimElement) where T : IEquatable<T>?
    {
        int end = span.Length;
        while (end > 0 && SlowSearch.Same(span[end - 1], trimElement))
        {
            end--;
        }

        return span.Slice(0, end);
    }

    public static ReadOnlySpan<T> Trim<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T>? =>
        span.TrimEnd<T>(trimElements).TrimStart<T>(trimElements);

    public static ReadOnlySpan<T> TrimStart<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T>?
    {
        int start = 0;
        while (start < span.Length && SlowSearch.IndexOf(trimElements, span[start]) >= 0)
        {
            start++;
        }

        return span.Slice(start);
    }

    public static ReadOnlySpan<T> TrimEnd<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements) where T : IEquatable<T>?
    {
        int end = span.Length;
        while (end > 0 && SlowSearch.IndexOf(trimElements, span[end - 1]) >= 0)
        {
            end--;
        }

        return span.Slice(0, end);
    }
}
