using System;
using System.Buffers.Binary;

namespace Diesis.Platform.Diagnostics;

/// <summary>
/// The kernel log's memory: a ring of bytes in which a new record overwrites the oldest ones. Any number of readers, each with a
/// <see cref="LogCursor"/>; one that was overtaken is told how many records it lost.
/// </summary>
/// <remarks>
/// Positions count bytes since the start and never wrap (64 bits); an index into the storage is the position modulo its length. A record is
/// <see cref="HeaderBytes"/> of header, the tag, the text; it may lie across the end of the storage.
/// Locks: none; the owner of the state excludes others during each call. Nothing allocates.
/// </remarks>
internal readonly ref struct LogRing
{
    internal const int MaximumTag = 15;
    internal const int MaximumText = 1024;

    /// <summary>A reader's buffer of this size takes any record.</summary>
    internal const int MaximumRecord = MaximumTag + MaximumText;

    internal const int MinimumStorage = 2 * (HeaderBytes + MaximumRecord);

    private const int HeaderBytes = 16;

    private readonly Span<byte> _storage;
    private readonly ref State _state;

    /// <summary>Both ends of what the storage holds. All zero: nothing.</summary>
    internal struct State
    {
        internal ulong OldestPosition;
        internal ulong OldestSequence;
        internal ulong NextPosition;
        internal ulong NextSequence;
    }

    /// <param name="storage">At least <see cref="MinimumStorage"/> bytes, a power of two.</param>
    internal LogRing(Span<byte> storage, ref State state)
    {
        _storage = storage;
        _state = ref state;
    }

    internal ulong OldestSequence => _state.OldestSequence;

    internal ulong NextSequence => _state.NextSequence;

    /// <summary>A cursor at the oldest record that is still there.</summary>
    internal LogCursor Oldest => new() { Position = _state.OldestPosition, Sequence = _state.OldestSequence };

    /// <summary>A cursor behind the newest record.</summary>
    internal LogCursor End => new() { Position = _state.NextPosition, Sequence = _state.NextSequence };

    /// <summary>A cursor at the last <paramref name="count"/> records, or at the oldest when there are fewer.</summary>
    internal LogCursor Last(ulong count)
    {
        LogCursor cursor = Oldest;
        while (_state.NextSequence - cursor.Sequence > count)
            Advance(ref cursor.Position, ref cursor.Sequence);
        return cursor;
    }

    /// <summary>Appends a record. Tag and text that are too long are cut, between two characters of their UTF-8.</summary>
    internal void Append(LogLevel level, int processor, long timeNanoseconds, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> text)
    {
        tag = Cut(tag, MaximumTag);
        text = Cut(text, MaximumText);
        int length = HeaderBytes + tag.Length + text.Length;
        while (_state.NextPosition + (ulong)length - _state.OldestPosition > (ulong)_storage.Length)
            Advance(ref _state.OldestPosition, ref _state.OldestSequence);

        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)length);
        header[2] = (byte)level;
        header[3] = (byte)tag.Length;
        header[4] = (byte)processor;
        header.Slice(5, 3).Clear();
        BinaryPrimitives.WriteInt64LittleEndian(header.Slice(8), timeNanoseconds);

        ulong position = _state.NextPosition;
        Put(position, header);
        Put(position + HeaderBytes, tag);
        Put(position + HeaderBytes + (ulong)tag.Length, text);
        _state.NextPosition = position + (ulong)length;
        _state.NextSequence++;
    }

    /// <summary>Reads the record at the cursor and moves the cursor behind it; false at the end.</summary>
    /// <param name="buffer">Receives tag and text, at least <see cref="MaximumRecord"/> bytes.</param>
    internal bool TryRead(scoped ref LogCursor cursor, scoped Span<byte> buffer, out LogRecord record)
    {
        ulong lost = 0;
        if (cursor.Sequence < _state.OldestSequence)
        {
            lost = _state.OldestSequence - cursor.Sequence;
            cursor = Oldest;
        }
        if (cursor.Sequence >= _state.NextSequence)
        {
            record = default;
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        Get(cursor.Position, header);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header) - HeaderBytes;
        int tagLength = header[3];
        Get(cursor.Position + HeaderBytes, buffer.Slice(0, length));
        long time = BinaryPrimitives.ReadInt64LittleEndian(header.Slice(8));
        record = new LogRecord(cursor.Sequence, lost, (LogLevel)header[2], header[4], time, tagLength, length - tagLength);
        cursor.Position += (ulong)(HeaderBytes + length);
        cursor.Sequence++;
        return true;
    }

    private void Advance(ref ulong position, ref ulong sequence)
    {
        int mask = _storage.Length - 1;
        int low = _storage[(int)position & mask];
        int high = _storage[(int)(position + 1) & mask];
        position += (ulong)(low | high << 8);
        sequence++;
    }

    private void Put(ulong position, ReadOnlySpan<byte> bytes)
    {
        int index = (int)(position & (ulong)(_storage.Length - 1));
        int first = Math.Min(bytes.Length, _storage.Length - index);
        bytes.Slice(0, first).CopyTo(_storage.Slice(index));
        bytes.Slice(first).CopyTo(_storage);
    }

    private void Get(ulong position, Span<byte> bytes)
    {
        int index = (int)(position & (ulong)(_storage.Length - 1));
        int first = Math.Min(bytes.Length, _storage.Length - index);
        _storage.Slice(index, first).CopyTo(bytes);
        _storage.Slice(0, bytes.Length - first).CopyTo(bytes.Slice(first));
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int maximum)
    {
        if (text.Length <= maximum)
            return text;
        int length = maximum;
        while (length > 0 && (text[length] & 0xc0) == 0x80)
            length--;
        return text.Slice(0, length);
    }
}
