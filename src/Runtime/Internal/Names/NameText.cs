using System;

namespace Internal.Runtime;

/// <summary>UTF-8 text built in a buffer of the caller's, without allocation: what does not fit is left out.</summary>
internal ref struct NameText
{
    private readonly Span<byte> _buffer;

    internal NameText(Span<byte> buffer)
    {
        _buffer = buffer;
    }

    internal int Length { get; private set; }

    internal readonly ReadOnlySpan<byte> Bytes => _buffer.Slice(0, Length);

    internal void Append(byte value)
    {
        if (Length < _buffer.Length)
        {
            _buffer[Length++] = value;
        }
    }

    internal void Append(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Append(text[i]);
        }
    }
}
