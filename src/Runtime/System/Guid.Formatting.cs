using System.Diagnostics.CodeAnalysis;

namespace System;

// N: digits only; D: with hyphens; B and P: in braces or parentheses; X: as a C initialiser.
public readonly partial struct Guid
{
    private const int LongestText = 68;

    public override string ToString() => ToString("D");

    public string ToString(string? format)
    {
        Span<char> text = stackalloc char[LongestText];
        return new string(text.Slice(0, Write(text, format)));
    }

    public string ToString(string? format, IFormatProvider? provider) => ToString(format);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default)
    {
        Span<char> text = stackalloc char[LongestText];
        int length = Write(text, format);
        bool fits = text.Slice(0, length).TryCopyTo(destination);
        charsWritten = fits ? length : 0;
        return fits;
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default)
    {
        Span<char> text = stackalloc char[LongestText];
        int length = Write(text, format);
        bytesWritten = 0;
        if (length > utf8Destination.Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            utf8Destination[i] = (byte)text[i];
        }

        bytesWritten = length;
        return true;
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten, format);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten, format);

    private int Write(Span<char> text, ReadOnlySpan<char> format)
    {
        char letter = format.Length == 0 ? 'd' : format.Length == 1 ? (char)(format[0] | 0x20) : '\0';
        int length = 0;
        switch (letter)
        {
            case 'n':
                WriteDigits(text, ref length, hyphen: false);
                break;
            case 'd':
                WriteDigits(text, ref length, hyphen: true);
                break;
            case 'b' or 'p':
                text[length++] = letter == 'b' ? '{' : '(';
                WriteDigits(text, ref length, hyphen: true);
                text[length++] = letter == 'b' ? '}' : ')';
                break;
            case 'x':
                WriteInitializer(text, ref length);
                break;
            default:
                ThrowFormat();
                break;
        }

        return length;
    }

    private void WriteDigits(Span<char> text, ref int length, bool hyphen)
    {
        (ulong _, ulong tail) = Halves();
        WriteHexadecimal(text, ref length, (uint)_a, 8);
        WriteHyphen(text, ref length, hyphen);
        WriteHexadecimal(text, ref length, (ushort)_b, 4);
        WriteHyphen(text, ref length, hyphen);
        WriteHexadecimal(text, ref length, (ushort)_c, 4);
        WriteHyphen(text, ref length, hyphen);
        for (int i = 0; i < 8; i++)
        {
            if (i == 2)
            {
                WriteHyphen(text, ref length, hyphen);
            }

            WriteHexadecimal(text, ref length, (byte)(tail >> (8 * i)), 2);
        }
    }

    private void WriteInitializer(Span<char> text, ref int length)
    {
        (ulong _, ulong tail) = Halves();
        text[length++] = '{';
        WritePrefixed(text, ref length, (uint)_a, 8, ',');
        WritePrefixed(text, ref length, (ushort)_b, 4, ',');
        WritePrefixed(text, ref length, (ushort)_c, 4, ',');
        text[length++] = '{';
        for (int i = 0; i < 8; i++)
        {
            WritePrefixed(text, ref length, (byte)(tail >> (8 * i)), 2, i < 7 ? ',' : '}');
        }

        text[length++] = '}';
    }

    private static void WritePrefixed(Span<char> text, ref int length, uint value, int digits, char end)
    {
        text[length++] = '0';
        text[length++] = 'x';
        WriteHexadecimal(text, ref length, value, digits);
        text[length++] = end;
    }

    private static void WriteHyphen(Span<char> text, ref int length, bool hyphen)
    {
        if (hyphen)
        {
            text[length++] = '-';
        }
    }

    private static void WriteHexadecimal(Span<char> text, ref int length, uint value, int digits)
    {
        for (int i = digits - 1; i >= 0; i--)
        {
            uint digit = value & 0xF;
            text[length + i] = (char)(digit + (digit < 10 ? '0' : 'a' - 10u));
            value >>= 4;
        }

        length += digits;
    }

    [DoesNotReturn]
    private static void ThrowFormat() =>
        throw new FormatException("Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\", \"b\", \"X\" or \"x\".");
}
