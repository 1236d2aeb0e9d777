using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>
/// Where the slower formats put their text: on the caller's stack first, in an array when that is full. The text then becomes a string or
/// goes to a UTF-16 or UTF-8 destination.
/// </summary>
internal ref struct FormatBuffer
{
    /// <summary>Characters that a caller should offer on its stack: enough for all but padded numbers.</summary>
    internal const int StackLength = 96;

    private Span<char> _characters;
    private int _length;

    internal FormatBuffer(Span<char> initial)
    {
        _characters = initial;
        _length = 0;
    }

    internal readonly int Length => _length;

    internal readonly ReadOnlySpan<char> Text => _characters.Slice(0, _length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(char value)
    {
        int length = _length;
        if ((uint)length < (uint)_characters.Length)
        {
            _characters[length] = value;
            _length = length + 1;
        }
        else
        {
            Grow(1);
            _characters[_length++] = value;
        }
    }

    internal void Append(string text)
    {
        if (text.Length == 1)
        {
            Append(text[0]);
            return;
        }

        Span<char> destination = AppendSpan(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            destination[i] = text[i];
        }
    }

    internal void Append(scoped ReadOnlySpan<char> text) => text.CopyTo(AppendSpan(text.Length));

    internal void Append(char value, int count)
    {
        if (count > 0)
        {
            AppendSpan(count).Fill(value);
        }
    }

    internal void AppendAscii(scoped ReadOnlySpan<byte> text)
    {
        Span<char> destination = AppendSpan(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            destination[i] = (char)text[i];
        }
    }

    /// <summary>Appends room for count characters, for the caller to write.</summary>
    internal Span<char> AppendSpan(int count)
    {
        if (count > _characters.Length - _length)
        {
            Grow(count);
        }

        Span<char> added = _characters.Slice(_length, count);
        _length += count;
        return added;
    }

    internal void Insert(int index, string text)
    {
        int tail = _length - index;
        AppendSpan(text.Length);
        _characters.Slice(index, tail).CopyTo(_characters.Slice(index + text.Length));
        for (int i = 0; i < text.Length; i++)
        {
            _characters[index + i] = text[i];
        }
    }

    internal void RemoveLast() => _length--;

    public override readonly string ToString() => new string(_characters.Slice(0, _length));

    internal readonly bool TryCopyTo(Span<char> destination, out int charsWritten)
    {
        if (_characters.Slice(0, _length).TryCopyTo(destination))
        {
            charsWritten = _length;
            return true;
        }

        charsWritten = 0;
        return false;
    }

    /// <summary>UTF-8; a lone surrogate (only a custom format's literal can be one) becomes U+FFFD.</summary>
    internal readonly bool TryCopyTo(Span<byte> utf8Destination, out int bytesWritten)
    {
        int written = 0;
        bytesWritten = 0;
        for (int i = 0; i < _length; i++)
        {
            uint scalar = _characters[i];
            if (scalar < 0x80)
            {
                if ((uint)written >= (uint)utf8Destination.Length)
                {
                    return false;
                }

                utf8Destination[written++] = (byte)scalar;
                continue;
            }

            if ((scalar & 0xF800) == 0xD800)
            {
                uint low = i + 1 < _length ? _characters[i + 1] : 0u;
                if (scalar < 0xDC00 && (low & 0xFC00) == 0xDC00)
                {
                    scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
                    i++;
                }
                else
                {
                    scalar = 0xFFFD;
                }
            }

            int needed = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
            if (utf8Destination.Length - written < needed)
            {
                return false;
            }

            int shift = 6 * (needed - 1);
            utf8Destination[written++] = (byte)((0xF00u >> needed) | (scalar >> shift));
            while (shift != 0)
            {
                shift -= 6;
                utf8Destination[written++] = (byte)(0x80 | ((scalar >> shift) & 0x3F));
            }
        }

        bytesWritten = written;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        int capacity = Math.Max(checked(_length + needed), Math.Max(2 * _characters.Length, 256));
        char[] larger = new char[capacity];
        _characters.Slice(0, _length).CopyTo(larger);
        _characters = larger;
    }
}
