using System.Diagnostics.CodeAnalysis;

namespace System;

// The five forms. A null message means success.
public readonly partial struct Guid
{
    private const string Unrecognized = "Unrecognized Guid format.";
    private const string WrongLength = "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";
    private const string WrongDashes = "Dashes are in the wrong position for GUID parsing.";
    private const string WrongCharacter = "Guid string should only contain hexadecimal characters.";
    private const string NoBrace = "Expected {0xdddddddd, etc}.";
    private const string NoPrefix = "Expected 0x prefix.";
    private const string NoComma = "Could not find a comma, or the length between the previous token and the comma was zero (i.e., '0x,'etc.).";

    private const string NoClosingBrace =
        "Could not find a brace, or the length between the previous token and the brace was zero (i.e., '0x,'etc.).";

    private const string NoEndingBrace = "Could not find the ending brace.";
    private const string Junk = "Additional non-parsable characters are at the end of the string.";

    public static Guid Parse(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Parse(input.AsSpan());
    }

    public static Guid Parse(ReadOnlySpan<char> input)
    {
        string? failure = TryParseAny(input, out Guid result);
        if (failure is not null)
        {
            Throw(failure);
        }

        return result;
    }

    public static Guid Parse(string s, IFormatProvider? provider) => Parse(s);

    public static Guid Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? input, out Guid result) => TryParse(input.AsSpan(), out result);

    public static bool TryParse(ReadOnlySpan<char> input, out Guid result) => TryParseAny(input, out result) is null;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Guid result) => TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Guid result) => TryParse(s, out result);

    public static Guid ParseExact(string input, string format)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(format);
        return ParseExact(input.AsSpan(), format.AsSpan());
    }

    public static Guid ParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format)
    {
        if (format.Length != 1)
        {
            ThrowFormat();
        }

        string? failure = TryParseForm(input.Trim(), format[0], out Guid result);
        if (failure is not null)
        {
            Throw(failure);
        }

        return result;
    }

    public static bool TryParseExact([NotNullWhen(true)] string? input, [NotNullWhen(true)] string? format, out Guid result) =>
        TryParseExact(input.AsSpan(), format.AsSpan(), out result);

    public static bool TryParseExact(ReadOnlySpan<char> input, ReadOnlySpan<char> format, out Guid result)
    {
        result = default;
        return format.Length == 1 && (format[0] | 0x20) is 'd' or 'n' or 'b' or 'p' or 'x' && TryParseForm(input.Trim(), format[0], out result) is null;
    }

    private static string? TryParseAny(ReadOnlySpan<char> input, out Guid result)
    {
        input = input.Trim();
        if (input.Length < 32)
        {
            result = default;
            return Unrecognized;
        }

        char form = input[0] switch
        {
            '(' => 'p',
            '{' => input.Contains('-') ? 'b' : 'x',
            _ => input.Contains('-') ? 'd' : 'n',
        };
        return TryParseForm(input, form, out result);
    }

    private static string? TryParseForm(ReadOnlySpan<char> input, char form, out Guid result)
    {
        result = default;
        switch (form | 0x20)
        {
            case 'd':
                return TryParseHyphens(input, out result);
            case 'n':
                return TryParseDigits(input, out result);
            case 'b':
                return input.Length != 38 || input[0] != '{' || input[37] != '}' ? WrongLength : TryParseHyphens(input.Slice(1, 36), out result);
            case 'p':
                return input.Length != 38 || input[0] != '(' || input[37] != ')' ? WrongLength : TryParseHyphens(input.Slice(1, 36), out result);
            case 'x':
                return TryParseInitializer(input, out result);
            default:
                ThrowFormat();
                return null;
        }
    }

    private static string? TryParseHyphens(ReadOnlySpan<char> input, out Guid result)
    {
        result = default;
        if (input.Length != 36)
        {
            return WrongLength;
        }

        if (input[8] != '-' || input[13] != '-' || input[18] != '-' || input[23] != '-')
        {
            return WrongDashes;
        }

        if (!TryHexadecimal(input.Slice(0, 8), out uint a) || !TryHexadecimal(input.Slice(9, 4), out uint b) || !TryHexadecimal(input.Slice(14, 4), out uint c)
            || !TryHexadecimal(input.Slice(19, 4), out uint d) || !TryHexadecimal(input.Slice(24, 4), out uint e)
            || !TryHexadecimal(input.Slice(28, 8), out uint f))
        {
            return WrongCharacter;
        }

        result = Assemble(a, b, c, (d << 16) | e, f);
        return null;
    }

    private static string? TryParseDigits(ReadOnlySpan<char> input, out Guid result)
    {
        result = default;
        if (input.Length != 32)
        {
            return WrongLength;
        }

        if (!TryHexadecimal(input.Slice(0, 8), out uint a) || !TryHexadecimal(input.Slice(8, 8), out uint b) || !TryHexadecimal(input.Slice(16, 8), out uint c)
            || !TryHexadecimal(input.Slice(24, 8), out uint d))
        {
            return WrongCharacter;
        }

        result = Assemble(a, b >> 16, b, c, d);
        return null;
    }

    private static string? TryParseInitializer(ReadOnlySpan<char> input, out Guid result)
    {
        result = default;
        Span<char> compact = stackalloc char[input.Length <= 256 ? input.Length : 0];
        if (compact.Length == 0)
        {
            compact = new char[input.Length];
        }

        int length = 0;
        foreach (char character in input)
        {
            if (!char.IsWhiteSpace(character))
            {
                compact[length++] = character;
            }
        }

        ReadOnlySpan<char> rest = compact.Slice(0, length);
        if (rest.Length == 0 || rest[0] != '{')
        {
            return NoBrace;
        }

        rest = rest.Slice(1);
        Span<uint> parts = stackalloc uint[11];
        for (int i = 0; i < parts.Length; i++)
        {
            if (i == 3)
            {
                if (rest.Length == 0 || rest[0] != '{')
                {
                    return NoBrace;
                }

                rest = rest.Slice(1);
            }

            bool isLast = i == parts.Length - 1;
            if (rest.Length < 2 || rest[0] != '0' || (rest[1] | 0x20) != 'x')
            {
                return NoPrefix;
            }

            rest = rest.Slice(2);
            int end = rest.IndexOf(isLast ? '}' : ',');
            if (end <= 0)
            {
                return isLast ? NoClosingBrace : NoComma;
            }

            if (!TryHexadecimal(rest.Slice(0, end), out parts[i], out bool isTooLong) || isTooLong)
            {
                return isTooLong ? Unrecognized : WrongCharacter;
            }

            if (i >= 3 && parts[i] > byte.MaxValue)
            {
                return Unrecognized;
            }

            rest = rest.Slice(end + 1);
        }

        if (rest.Length == 0 || rest[0] != '}')
        {
            return NoEndingBrace;
        }

        if (rest.Length != 1)
        {
            return Junk;
        }

        uint high = 0;
        uint low = 0;
        for (int i = 3; i < 7; i++)
        {
            high = (high << 8) | parts[i];
            low = (low << 8) | parts[i + 4];
        }

        result = Assemble(parts[0], parts[1], parts[2], high, low);
        return null;
    }

    /// <summary>From the digits in their written order.</summary>
    private static Guid Assemble(uint a, uint b, uint c, uint high, uint low) => new(
        (int)a, (short)b, (short)c, (byte)(high >> 24), (byte)(high >> 16), (byte)(high >> 8), (byte)high, (byte)(low >> 24), (byte)(low >> 16),
        (byte)(low >> 8), (byte)low);

    private static bool TryHexadecimal(ReadOnlySpan<char> text, out uint value) => TryHexadecimal(text, out value, out _);

    /// <summary>.NET takes a plus sign and "0x" in front of each group of digits.</summary>
    private static bool TryHexadecimal(ReadOnlySpan<char> text, out uint value, out bool isTooLong)
    {
        if (text.Length > 0 && text[0] == '+')
        {
            text = text.Slice(1);
        }

        if (text.Length > 1 && text[0] == '0' && (text[1] | 0x20) == 'x')
        {
            text = text.Slice(2);
        }

        value = 0;
        int digits = 0;
        foreach (char character in text)
        {
            int digit = Number.HexadecimalDigit(character);
            if (digit < 0)
            {
                isTooLong = digits > 8;
                value = 0;
                return false;
            }

            value = (value << 4) | (uint)digit;
            digits += digits > 0 || digit > 0 ? 1 : 0;
        }

        isTooLong = digits > 8;
        return true;
    }

    [DoesNotReturn]
    private static void Throw(string failure) => throw new FormatException(failure);
}
