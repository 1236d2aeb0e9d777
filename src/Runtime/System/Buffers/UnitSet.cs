namespace System.Buffers;

/// <summary>A set of UTF-16 units: a filter on the low bytes, then the units themselves.</summary>
internal readonly ref struct UnitSet
{
    private readonly ByteSet _lowBytes;
    private readonly ReadOnlySpan<char> _values;

    internal UnitSet(ReadOnlySpan<char> values)
    {
        _values = values;
        foreach (char value in values)
        {
            _lowBytes.Add((byte)value);
        }
    }

    internal bool Contains(char value) => _lowBytes.Contains((byte)value) && _values.Contains(value);

    internal int IndexOfAny(ReadOnlySpan<char> span)
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (Contains(span[i]))
                return i;
        }

        return -1;
    }

    internal int IndexOfAnyExcept(ReadOnlySpan<char> span)
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (!Contains(span[i]))
                return i;
        }

        return -1;
    }

    internal int LastIndexOfAny(ReadOnlySpan<char> span)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (Contains(span[i]))
                return i;
        }

        return -1;
    }

    internal int LastIndexOfAnyExcept(ReadOnlySpan<char> span)
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (!Contains(span[i]))
                return i;
        }

        return -1;
    }
}
