using System;

namespace Diesis.Core.Consoles;

/// <summary>Bytes in the order they came, up to a bound. Locks: none; the owner lets one caller in at a time. Nothing allocates.</summary>
public sealed class ByteQueue
{
    private readonly byte[] _bytes;
    private int _first;

    /// <param name="capacity">A power of two.</param>
    public ByteQueue(int capacity)
    {
        if (capacity <= 0 || (capacity & (capacity - 1)) != 0)
            throw new ArgumentException("The capacity is no power of two.", nameof(capacity));
        _bytes = new byte[capacity];
    }

    public int Count { get; private set; }

    public int Capacity => _bytes.Length;

    public int Room => _bytes.Length - Count;

    /// <summary>Adds a byte; false when there is no room.</summary>
    public bool TryAdd(byte value)
    {
        if (Room == 0)
            return false;
        _bytes[(_first + Count) & (_bytes.Length - 1)] = value;
        Count++;
        return true;
    }

    /// <summary>Adds as many bytes as there is room for, and says how many.</summary>
    public int Add(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, Room);
        int start = (_first + Count) & (_bytes.Length - 1);
        int beforeEnd = Math.Min(count, _bytes.Length - start);
        bytes.Slice(0, beforeEnd).CopyTo(_bytes.AsSpan(start));
        bytes.Slice(beforeEnd, count - beforeEnd).CopyTo(_bytes);
        Count += count;
        return count;
    }

    /// <summary>Takes the oldest byte; false when there is none.</summary>
    public bool TryTake(out byte value)
    {
        value = 0;
        if (Count == 0)
            return false;
        value = _bytes[_first];
        _first = (_first + 1) & (_bytes.Length - 1);
        Count--;
        return true;
    }

    /// <summary>Takes the oldest bytes, and says how many.</summary>
    public int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, Count);
        int beforeEnd = Math.Min(count, _bytes.Length - _first);
        _bytes.AsSpan(_first, beforeEnd).CopyTo(buffer);
        _bytes.AsSpan(0, count - beforeEnd).CopyTo(buffer.Slice(beforeEnd));
        _first = (_first + count) & (_bytes.Length - 1);
        Count -= count;
        return count;
    }
}
