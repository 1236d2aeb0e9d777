using System;

namespace Diesis.Core.Terminals;

/// <summary>What a terminal answers to questions about itself, until the keyboard's side takes it. Bounded: what does not fit is lost.</summary>
internal sealed class TerminalReplies
{
    private const int Capacity = 256;

    private readonly byte[] _bytes = new byte[Capacity];
    private int _length;

    internal void Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > Capacity - _length)
            return;
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>CSI row ; column R: the cursor's place, from 1.</summary>
    internal void AddPosition(int row, int column)
    {
        Span<byte> text = stackalloc byte[32];
        int length = 0;
        text[length++] = 0x1b;
        text[length++] = (byte)'[';
        length += WriteNumber(text.Slice(length), row);
        text[length++] = (byte)';';
        length += WriteNumber(text.Slice(length), column);
        text[length++] = (byte)'R';
        Add(text.Slice(0, length));
    }

    /// <returns>The bytes taken.</returns>
    internal int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _length);
        _bytes.AsSpan(0, count).CopyTo(buffer);
        _bytes.AsSpan(count, _length - count).CopyTo(_bytes);
        _length -= count;
        return count;
    }

    private static int WriteNumber(Span<byte> text, int value)
    {
        int length = 1;
        for (int rest = value / 10; rest != 0; rest /= 10)
            length++;
        for (int i = length - 1; i >= 0; i--, value /= 10)
            text[i] = (byte)('0' + value % 10);
        return length;
    }
}
