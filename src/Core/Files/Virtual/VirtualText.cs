using System;
using System.Text;

namespace Diesis.Core.Files.Virtual;

/// <summary>Text that grows at its end, as bytes: names of files have no encoding.</summary>
public sealed class VirtualText
{
    private const int FirstBytes = 512;
    private const int Digits = 20;

    private byte[] _bytes = new byte[FirstBytes];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public byte[] ToArray() => Bytes.ToArray();

    public VirtualText Add(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
        return this;
    }

    public VirtualText Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    public VirtualText Add(char character)
    {
        byte value = (byte)character;
        return Add(new ReadOnlySpan<byte>(in value));
    }

    public VirtualText Add(long value)
    {
        Span<byte> digits = stackalloc byte[Digits];
        value.TryFormat(digits, out int length);
        return Add(digits[..length]);
    }

    public VirtualText Add(ulong value)
    {
        Span<byte> digits = stackalloc byte[Digits];
        value.TryFormat(digits, out int length);
        return Add(digits[..length]);
    }

    /// <summary>At the right end of a column.</summary>
    public VirtualText AddRight(long value, int width)
    {
        Span<byte> digits = stackalloc byte[Digits];
        value.TryFormat(digits, out int length);
        return Pad(width - length).Add(digits[..length]);
    }

    /// <summary>At the left end of a column.</summary>
    public VirtualText AddLeft(string text, int width) => Add(text).Pad(width - text.Length);

    /// <summary>In hexadecimal, with zeros up to so many digits.</summary>
    public VirtualText AddHexadecimal(ulong value, int digits = 1)
    {
        Span<byte> text = stackalloc byte[16];
        int at = text.Length;
        while (value != 0 || text.Length - at < digits)
        {
            text[--at] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>= 4;
        }
        return Add(text[at..]);
    }

    public VirtualText AddOctal(uint value, int digits)
    {
        Span<byte> text = stackalloc byte[11];
        int at = text.Length;
        while (value != 0 || text.Length - at < digits)
        {
            text[--at] = (byte)('0' + (value & 7));
            value >>= 3;
        }
        return Add(text[at..]);
    }

    /// <summary>A fraction with two places: hundredths.</summary>
    public VirtualText AddHundredths(long hundredths) => Add(hundredths / 100).Add('.').Add((char)('0' + hundredths / 10 % 10)).Add((char)('0' + hundredths % 10));

    public VirtualText Pad(int count)
    {
        for (; count > 0; count--)
            Add(' ');
        return this;
    }

    public VirtualText End() => Add('\n');

    /// <summary>The bits that are set, as a list of ranges (cpuset(7), "List format").</summary>
    public VirtualText AddList(ulong bits)
    {
        const int Bits = 64;
        bool isFirst = true;
        for (int at = 0; at < Bits; at++)
        {
            if ((bits >> at & 1) == 0)
                continue;
            int end = at;
            while (end < Bits - 1 && (bits >> (end + 1) & 1) != 0)
                end++;
            if (!isFirst)
                Add(',');
            isFirst = false;
            Add(at);
            if (end != at)
                Add('-').Add(end);
            at = end;
        }
        return this;
    }

    /// <summary>A name in which blanks and what would end a field are written as octal numbers, as in /proc/mounts.</summary>
    public VirtualText AddEscaped(ReadOnlySpan<byte> name)
    {
        foreach (byte value in name)
        {
            if (value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\\' or (byte)'#')
                Add('\\').AddOctal(value, 3);
            else
                Add((char)value);
        }
        return this;
    }
}
