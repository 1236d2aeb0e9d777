namespace System;

public static unsafe partial class MemoryExtensions
{
    public static ReadOnlyMemory<char> AsMemory(this string? text) => text is null ? default : new ReadOnlyMemory<char>((object)text, 0, text.Length);

    public static ReadOnlyMemory<char> AsMemory(this string? text, int start)
    {
        int length = text is null ? 0 : text.Length;
        if ((uint)start > (uint)length)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        return new ReadOnlyMemory<char>((object?)text, start, length - start);
    }

    public static ReadOnlyMemory<char> AsMemory(this string? text, int start, int length)
    {
        int available = text is null ? 0 : text.Length;
        if ((ulong)(uint)start + (uint)length > (uint)available)
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        return new ReadOnlyMemory<char>((object?)text, start, length);
    }

    public static ReadOnlyMemory<char> AsMemory(this string? text, Index startIndex)
    {
        if (text is null)
        {
            if (!startIndex.Equals(Index.Start))
                ThrowHelper.ThrowArgumentNull(nameof(text));
            return default;
        }

        return text.AsMemory(startIndex.GetOffset(text.Length));
    }

    public static ReadOnlyMemory<char> AsMemory(this string? text, Range range)
    {
        if (text is null)
        {
            if (!range.Start.Equals(Index.Start) || !range.End.Equals(Index.Start))
                ThrowHelper.ThrowArgumentNull(nameof(text));
            return default;
        }

        (int start, int length) = range.GetOffsetAndLength(text.Length);
        return new ReadOnlyMemory<char>((object)text, start, length);
    }

    public static Memory<T> AsMemory<T>(this T[]? array) => new(array);

    public static Memory<T> AsMemory<T>(this T[]? array, int start)
    {
        if (array is null)
        {
            if (start != 0)
                ThrowHelper.ThrowArgumentOutOfRange();
            return default;
        }

        if ((uint)start > (uint)array.Length)
            ThrowHelper.ThrowArgumentOutOfRange();
        return new Memory<T>(array, start, array.Length - start);
    }

    public static Memory<T> AsMemory<T>(this T[]? array, int start, int length) => new(array, start, length);

    public static Memory<T> AsMemory<T>(this T[]? array, Index startIndex)
    {
        if (array is null)
        {
            if (!startIndex.Equals(Index.Start))
                ThrowHelper.ThrowArgumentNull(nameof(array));
            return default;
        }

        return array.AsMemory(startIndex.GetOffset(array.Length));
    }

    public static Memory<T> AsMemory<T>(this T[]? array, Range range)
    {
        if (array is null)
        {
            if (!range.Start.Equals(Index.Start) || !range.End.Equals(Index.Start))
                ThrowHelper.ThrowArgumentNull(nameof(array));
            return default;
        }

        (int start, int length) = range.GetOffsetAndLength(array.Length);
        return new Memory<T>(array, start, length);
    }

    public static Memory<T> AsMemory<T>(this ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);
}
