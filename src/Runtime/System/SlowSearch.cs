namespace System;

/// <summary>Which elements a search asks for: those among the given values or all others.</summary>
internal enum Wanted
{
    Any,
    Other,
}

/// <summary>Searches for elements whose equality is their type's own affair, one by one.</summary>
internal static class SlowSearch
{
    internal static int IndexOf<T>(ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (Same(span[i], value))
                return i;
        }

        return -1;
    }

    internal static int LastIndexOf<T>(ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (Same(span[i], value))
                return i;
        }

        return -1;
    }

    internal static int IndexOfExcept<T>(ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (!Same(span[i], value))
                return i;
        }

        return -1;
    }

    internal static int LastIndexOfExcept<T>(ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (!Same(span[i], value))
                return i;
        }

        return -1;
    }

    internal static int Count<T>(ReadOnlySpan<T> span, T value) where T : IEquatable<T>?
    {
        int count = 0;
        foreach (ref readonly T element in span)
        {
            if (Same(element, value))
                count++;
        }

        return count;
    }

    internal static int IndexOf<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
    {
        for (int i = 0; i <= span.Length - value.Length; i++)
        {
            if (SequenceEqual(span.Slice(i, value.Length), value))
                return i;
        }

        return -1;
    }

    internal static int LastIndexOf<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> value) where T : IEquatable<T>?
    {
        for (int i = span.Length - value.Length; i >= 0; i--)
        {
            if (SequenceEqual(span.Slice(i, value.Length), value))
                return i;
        }

        return -1;
    }

    internal static int IndexOfAny<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> values, Wanted wanted) where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (IndexOf(values, span[i]) >= 0 == (wanted == Wanted.Any))
                return i;
        }

        return -1;
    }

    internal static int LastIndexOfAny<T>(ReadOnlySpan<T> span, ReadOnlySpan<T> values, Wanted wanted) where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (IndexOf(values, span[i]) >= 0 == (wanted == Wanted.Any))
                return i;
        }

        return -1;
    }

    internal static int IndexOfRange<T>(ReadOnlySpan<T> span, T low, T high, Wanted wanted) where T : IComparable<T>
    {
        for (int i = 0; i < span.Length; i++)
        {
            if ((low.CompareTo(span[i]) <= 0 && high.CompareTo(span[i]) >= 0) == (wanted == Wanted.Any))
                return i;
        }

        return -1;
    }

    internal static int LastIndexOfRange<T>(ReadOnlySpan<T> span, T low, T high, Wanted wanted) where T : IComparable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if ((low.CompareTo(span[i]) <= 0 && high.CompareTo(span[i]) >= 0) == (wanted == Wanted.Any))
                return i;
        }

        return -1;
    }

    internal static bool SequenceEqual<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second) where T : IEquatable<T>?
    {
        if (first.Length != second.Length)
            return false;

        for (int i = 0; i < first.Length; i++)
        {
            if (!Same(first[i], second[i]))
                return false;
        }

        return true;
    }

    internal static bool Same<T>(T left, T right) where T : IEquatable<T>? => left is null ? right is null : left.Equals(right);
}
