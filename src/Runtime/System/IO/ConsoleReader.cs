using System.Text.Unicode;
using Internal.Runtime;

namespace System.IO;

/// <summary>Standard input as text: UTF-8, malformed bytes replaced by U+FFFD.</summary>
internal sealed unsafe class ConsoleReader : TextReader
{
    private const int BufferBytes = 1024;

    private readonly byte[] _bytes = new byte[BufferBytes];
    private readonly char[] _characters = new char[BufferBytes];
    private int _byteCount;
    private int _next;
    private int _end;

    /// <summary>Returns what the stream has, without waiting for more, as soon as there is something.</summary>
    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
            return 0;
        int count = Math.Min(_end - _next, buffer.Length);
        new ReadOnlySpan<char>(_characters, _next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    public override int Peek() => Fill() ? _characters[_next] : -1;

    public override int Read() => Fill() ? _characters[_next++] : -1;

    /// <summary>Makes sure that there is a character; false at the end of the input.</summary>
    private bool Fill()
    {
        while (_next == _end)
        {
            nint count;
            // SAFETY: the home writes at most as many bytes as it is told.
            fixed (byte* free = &_bytes[_byteCount])
                count = Home.Read(free, (nuint)(BufferBytes - _byteCount));
            _byteCount += (int)count;
            if (_byteCount == 0)
                return false;

            // An incomplete sequence at the end waits for the rest of it, unless the input has ended.
            Utf8.ToUtf16(new ReadOnlySpan<byte>(_bytes, 0, _byteCount), _characters, out int read, out _end, true, isFinalBlock: count == 0);
            _next = 0;
            _byteCount -= read;
            new ReadOnlySpan<byte>(_bytes, read, _byteCount).CopyTo(_bytes);
        }
        return true;
    }
}
