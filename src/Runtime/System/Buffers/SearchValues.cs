namespace System.Buffers;

/// <summary>Prepares sets of bytes or UTF-16 units for repeated searches.</summary>
public static class SearchValues
{
    public static SearchValues<byte> Create(params ReadOnlySpan<byte> values) => new ByteSearchValues(values);

    public static SearchValues<char> Create(params ReadOnlySpan<char> values) => new CharSearchValues(values);
}

/// <summary>An immutable set of values to search spans for.</summary>
public abstract class SearchValues<T> where T : IEquatable<T>?
{
    private protected SearchValues()
    {
    }

    public abstract bool Contains(T value);

    internal abstract int IndexOfAny(ReadOnlySpan<T> span);

    internal abstract int IndexOfAnyExcept(ReadOnlySpan<T> span);

    internal abstract int LastIndexOfAny(ReadOnlySpan<T> span);

    internal abstract int LastIndexOfAnyExcept(ReadOnlySpan<T> span);
}
