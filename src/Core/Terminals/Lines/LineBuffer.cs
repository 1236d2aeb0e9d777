using System;
using System.Numerics;

namespace Diesis.Core.Terminals.Lines;

/// <summary>What was typed and not yet read: complete lines first, then the line that is still being edited. A ring with the lines' ends marked.</summary>
/// <remarks>
/// An end of file is a zero byte that is marked as an end; it is never given to a reader. Positions count for ever and are reduced to places
/// in the ring when used. Locks: none; the owner lets one caller in at a time. Nothing allocates.
/// </remarks>
internal sealed class LineBuffer
{
    internal const int Capacity = 4096;

    private const byte EndOfFile = 0;
    private const int WordBits = 64;

    private readonly byte[] _bytes = new byte[Capacity];
    private readonly ulong[] _ends = new ulong[Capacity / WordBits];
    private uint _tail;
    private uint _lineEnd;
    private uint _head;

    /// <summary>The end before <see cref="_lineEnd"/> was set since the mode changed: whatever byte stands there is text.</summary>
    private bool _isPushed;

    internal int Count => (int)(_head - _tail);

    internal int Room => Capacity - Count;

    /// <summary>Bytes in complete lines, ends of file included.</summary>
    internal int CompleteCount => (int)(_lineEnd - _tail);

    /// <summary>Bytes of the line that is being edited.</summary>
    internal int PendingCount => (int)(_head - _lineEnd);

    /// <summary>A byte of the line that is being edited.</summary>
    internal byte Pending(int index) => _bytes[(_lineEnd + (uint)index) % Capacity];

    internal void Add(byte value)
    {
        Clear(_head);
        _bytes[_head++ % Capacity] = value;
    }

    /// <summary>Adds as many bytes as there is room for; how many.</summary>
    internal int Add(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, Room);
        for (int done = 0; done < count;)
        {
            int at = (int)(_head % Capacity);
            int piece = Math.Min(count - done, Capacity - at);
            bytes.Slice(done, piece).CopyTo(_bytes.AsSpan(at));
            _head += (uint)piece;
            done += piece;
        }
        return count;
    }

    /// <summary>Ends the line with a byte that belongs to it.</summary>
    internal void AddEnd(byte value)
    {
        Add(value);
        Mark(_head - 1);
        _lineEnd = _head;
    }

    internal void AddEndOfFile() => AddEnd(EndOfFile);

    /// <summary>Drops the last bytes of the line that is being edited.</summary>
    internal void Drop(int count) => _head -= (uint)Math.Min(count, PendingCount);

    internal void Clear()
    {
        _tail = _lineEnd = _head = 0;
        _isPushed = false;
        _ends.AsSpan().Clear();
    }

    /// <summary>The mode has changed to lines: what is there counts as one, whatever its end is.</summary>
    internal void BeginLines()
    {
        _ends.AsSpan().Clear();
        _lineEnd = _head;
        _isPushed = Count != 0;
        if (_isPushed)
            Mark(_head - 1);
    }

    /// <summary>Takes bytes whatever lines they form.</summary>
    internal int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, Count);
        CopyOut(buffer.Slice(0, count));
        if ((int)(_lineEnd - _tail) < 0)
            _lineEnd = _tail;
        return count;
    }

    /// <summary>Takes a line or as much of it as fits.</summary>
    /// <param name="end">Whether the line, or what was left of it, is taken to its end.</param>
    /// <returns>Bytes taken: 0 at an end of file.</returns>
    /// <remarks>Preconditions: <see cref="CompleteCount"/> is not 0. An end of file right after the bytes that fit goes with them.</remarks>
    internal int TakeLine(Span<byte> buffer, out LineEnd end)
    {
        int length = FindEnd();
        bool isEndOfFile = _bytes[(_tail + (uint)length - 1) % Capacity] == EndOfFile && !(_isPushed && _tail + (uint)length == _lineEnd);
        int text = isEndOfFile ? length - 1 : length;
        int count = Math.Min(buffer.Length, text);
        CopyOut(buffer.Slice(0, count));
        if (count == text && isEndOfFile)
            _tail++;
        end = count < text ? LineEnd.Inside : isEndOfFile ? LineEnd.EndOfFile : LineEnd.EndOfLine;
        if (_tail == _lineEnd)
            _isPushed = false;
        return count;
    }

    /// <summary>Bytes of complete lines that a reader would get: without ends of file.</summary>
    internal int CountText()
    {
        int count = 0;
        for (uint at = _tail; at != _lineEnd; at++)
        {
            bool isEndOfFile = IsMarked(at) && _bytes[at % Capacity] == EndOfFile && !(_isPushed && at + 1 == _lineEnd);
            count += isEndOfFile ? 0 : 1;
        }
        return count;
    }

    /// <summary>The length of the first line with its end.</summary>
    private int FindEnd()
    {
        uint at = _tail;
        while (at != _lineEnd)
        {
            uint place = at % Capacity;
            ulong word = _ends[place / WordBits] >> (int)(place % WordBits);
            uint step = word != 0 ? (uint)BitOperations.TrailingZeroCount(word) : WordBits - place % WordBits;
            if (word != 0 && (int)(_lineEnd - (at + step)) > 0)
                return (int)(at + step + 1 - _tail);
            at = (int)(_lineEnd - (at + step)) > 0 ? at + step : _lineEnd;
        }
        return CompleteCount;
    }

    private void CopyOut(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int at = (int)(_tail % Capacity);
            int piece = Math.Min(buffer.Length, Capacity - at);
            _bytes.AsSpan(at, piece).CopyTo(buffer);
            buffer = buffer.Slice(piece);
            _tail += (uint)piece;
        }
    }

    private bool IsMarked(uint position) => (_ends[position % Capacity / WordBits] >> (int)(position % WordBits) & 1) != 0;

    private void Mark(uint position) => _ends[position % Capacity / WordBits] |= 1UL << (int)(position % WordBits);

    private void Clear(uint position) => _ends[position % Capacity / WordBits] &= ~(1UL << (int)(position % WordBits));
}

/// <summary>Where the reading of a line stopped.</summary>
internal enum LineEnd
{
    /// <summary>The buffer was full first.</summary>
    Inside,
    EndOfLine,
    EndOfFile,
}
