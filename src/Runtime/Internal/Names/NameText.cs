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

    /// <summary>The text as UTF-16. The names are valid UTF-8 but for one that was cut off, whose last character may be lost.</summary>
    public override readonly string ToString() => Decode(Bytes);

    internal static string Decode(ReadOnlySpan<byte> utf8)
    {
        char[] characters = new char[utf8.Length];
        int count = 0;
        int i = 0;
        while (i < utf8.Length)
        {
            int lead = utf8[i];
            int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            if (i + length > utf8.Length)
            {
                break;
            }

            int scalar = length == 1 ? lead : lead & (0x7F >> length);
            for (int k = 1; k < length; k++)
            {
                scalar = scalar << 6 | (utf8[i + k] & 0x3F);
            }

            if (scalar >= 0x10000)
            {
                characters[count++] = (char)(0xD7C0 + (scalar >> 10));
                scalar = 0xDC00 | (scalar & 0x3FF);
            }

            characters[count++] = (char)scalar;
            i += length;
        }

        return new string(characters, 0, count);
    }
}
