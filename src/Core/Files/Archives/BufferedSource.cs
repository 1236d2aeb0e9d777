using System;

namespace Diesis.Core.Files.Archives;

/// <summary>A source that can be looked at without reading on, and that counts where it is.</summary>
public sealed class BufferedSource(ByteSource source) : ByteSource
{
    private const int BufferBytes = 4096;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _at;
    private int _end;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next bytes, which stay to be read: at least so many, unless the end comes first.</summary>
    /// <param name="count">At most 4096.</param>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (_end - _at < count)
        {
            if (_at != 0)
            {
                _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
                _end -= _at;
                _at = 0;
            }
            int read = source.Read(_buffer.AsSpan(_end));
            if (read == 0)
                break;
            _end += read;
        }
        return _buffer.AsSpan(_at, Math.Min(count, _end - _at));
    }

    /// <summary>The next byte, or -1 at the end.</summary>
    public int ReadByte()
    {
        if (_at == _end && Peek(1).IsEmpty)
            return -1;
        Position++;
        return _buffer[_at++];
    }

    public override int Read(Span<byte> to)
    {
        if (_at == _end && to.Length >= BufferBytes)
        {
            int direct = source.Read(to);
            Position += direct;
            return direct;
        }
        ReadOnlySpan<byte> buffered = Peek(1).IsEmpty ? default : _buffer.AsSpan(_at, Math.Min(to.Length, _end - _at));
        buffered.CopyTo(to);
        _at += buffered.Length;
        Position += buffered.Length;
        return buffered.Length;
    }

    /// <summary>Passes over bytes.</summary>
    /// <returns>False if the end came first.</returns>
    public bool Skip(long count)
    {
        while (count > 0)
        {
            if (_at == _end && Peek(1).IsEmpty)
                return false;
            int part = (int)Math.Min(count, _end - _at);
            _at += part;
            Position += part;
            count -= part;
        }
        return true;
    }
}
