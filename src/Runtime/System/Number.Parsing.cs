using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// Integers from text.
internal static partial class Number
{
    internal enum ParseStatus
    {
        Valid,
        Malformed,
        Overflow,
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWhite(uint character) => character == ' ' || character - '\t' <= '\r' - '\t';

    /// <summary>The plainest text: a minus sign perhaps, and one to eighteen digits. False for any other, valid or not, and for other styles.</summary>
    // SAFETY: every element read has an index that was compared with the length.
    internal static bool TryParseShort<TCharacter>(ReadOnlySpan<TCharacter> text, NumberStyles style, IFormatProvider? provider, out long value)
        where TCharacter : unmanaged
    {
        const int LongestText = 18;
        value = 0;
        if (style != NumberStyles.Integer || (uint)(text.Length - 1) >= LongestText || !NumberFormatInfo.IsInvariant(provider))
        {
            return false;
        }

        ref TCharacter start = ref MemoryMarshal.GetReference(text);
        nint length = text.Length;
        nint i = 0;
        bool isNegative = Get(ref start) == '-';
        if (isNegative)
        {
            i = 1;
            if (length == 1)
            {
                return false;
            }
        }

        long number = 0;
        do
        {
            uint digit = Get(ref Unsafe.Add(ref start, i)) - '0';
            if (digit > 9)
            {
                return false;
            }

            number = number * 10 + digit;
            i++;
        }
        while (i < length);

        value = isNegative ? -number : number;
        return true;
    }

    /// <summary>Parses into an integer type of which the caller tells the width and sign.</summary>
    /// <param name="bits">The value; of a negative one its two's complement in 64 bits.</param>
    internal static ParseStatus ParseInteger<TCharacter>(
        ReadOnlySpan<TCharacter> text, NumberStyles style, IFormatProvider? provider, int width, bool isSigned, out ulong bits)
        where TCharacter : unmanaged
    {
        ulong magnitude;
        bool isNegative;
        ParseStatus status;
        if (style == NumberStyles.Integer && NumberFormatInfo.IsInvariant(provider))
        {
            status = ParseDecimal(text, out magnitude, out isNegative);
        }
        else if ((style & (NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0)
        {
            return ParseBits(text, style, width, isSigned, out bits);
        }
        else
        {
            status = ParseGeneral(text, style, NumberFormatInfo.GetInstance(provider), isSigned, out magnitude, out isNegative);
        }

        bits = 0;
        if (status != ParseStatus.Valid)
        {
            return status;
        }

        ulong limit = ulong.MaxValue >> (64 - width);
        if (isSigned)
        {
            limit = (limit >> 1) + (isNegative ? 1u : 0u);
        }
        else if (isNegative)
        {
            limit = 0;
        }

        if (magnitude > limit)
        {
            return ParseStatus.Overflow;
        }

        bits = isNegative ? 0 - magnitude : magnitude;
        return ParseStatus.Valid;
    }

    /// <summary>The usual text: white space, sign, digits, white space, and NULs at the very end.</summary>
    // SAFETY: every element read has an index that was compared with the length.
    private static ParseStatus ParseDecimal<TCharacter>(ReadOnlySpan<TCharacter> text, out ulong magnitude, out bool isNegative)
        where TCharacter : unmanaged
    {
        magnitude = 0;
        isNegative = false;
        ref TCharacter start = ref MemoryMarshal.GetReference(text);
        int length = text.Length;
        int i = 0;
        while (i < length && IsWhite(Get(ref Unsafe.Add(ref start, i))))
        {
            i++;
        }

        if (i < length)
        {
            uint sign = Get(ref Unsafe.Add(ref start, i));
            if (sign is '-' or '+')
            {
                isNegative = sign == '-';
                i++;
            }
        }

        int digitsStart = i;
        ulong value = 0;
        int safe = Math.Min(length, i + 19);
        uint digit;
        while (i < safe && (digit = Get(ref Unsafe.Add(ref start, i)) - '0') <= 9)
        {
            value = value * 10 + digit;
            i++;
        }

        if (i == digitsStart)
        {
            return ParseStatus.Malformed;
        }

        bool overflows = false;
        while (i < length && (digit = Get(ref Unsafe.Add(ref start, i)) - '0') <= 9)
        {
            // Beyond nineteen digits (leading zeros count) each one may overflow.
            overflows |= value > ulong.MaxValue / 10 || (value == ulong.MaxValue / 10 && digit > 5);
            value = value * 10 + digit;
            i++;
        }

        if (i < length && !IsOnlyWhiteOrNul(text, i, allowsWhite: true))
        {
            return ParseStatus.Malformed;
        }

        magnitude = value;
        return overflows ? ParseStatus.Overflow : ParseStatus.Valid;
    }

    /// <summary>Whether white space and then NULs make up the rest.</summary>
    private static bool IsOnlyWhiteOrNul<TCharacter>(ReadOnlySpan<TCharacter> text, int index, bool allowsWhite)
        where TCharacter : unmanaged
    {
        while (allowsWhite && index < text.Length && IsWhite(Get(in text[index])))
        {
            index++;
        }

        while (index < text.Length && Get(in text[index]) == 0)
        {
            index++;
        }

        return index == text.Length;
    }

    private static ParseStatus ParseBits<TCharacter>(ReadOnlySpan<TCharacter> text, NumberStyles style, int width, bool isSigned, out ulong bits)
        where TCharacter : unmanaged
    {
        bits = 0;
        int shift = (style & NumberStyles.AllowHexSpecifier) != 0 ? 4 : 1;
        int i = 0;
        if ((style & NumberStyles.AllowLeadingWhite) != 0)
        {
            while (i < text.Length && IsWhite(Get(in text[i])))
            {
                i++;
            }
        }

        // Leading zeros do not count against the width; the first other digit has at most the bits of one.
        int digitsStart = i;
        while (i < text.Length && Get(in text[i]) == '0')
        {
            i++;
        }

        int significantStart = i;
        ulong value = 0;
        if (shift == 4)
        {
            for (uint digit; i < text.Length && (digit = HexadecimalValue(Get(in text[i]))) < 16; i++)
            {
                value = (value << 4) | digit;
            }
        }
        else
        {
            for (uint digit; i < text.Length && (digit = Get(in text[i]) - '0') < 2; i++)
            {
                value = (value << 1) | digit;
            }
        }

        long used = (long)(i - significantStart) * shift;
        if (i == digitsStart || (i < text.Length && !IsOnlyWhiteOrNul(text, i, (style & NumberStyles.AllowTrailingWhite) != 0)))
        {
            return ParseStatus.Malformed;
        }

        if (used > width)
        {
            return ParseStatus.Overflow;
        }

        int unused = 64 - width;
        bits = isSigned ? (ulong)((long)(value << unused) >> unused) : value;
        return ParseStatus.Valid;
    }

    /// <summary>The value of each hexadecimal digit from '0' to 'f'; 255 for what is none.</summary>
    private static ReadOnlySpan<byte> HexadecimalValues =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 255, 255, 255, 255, 255, 255, 10, 11, 12, 13, 14, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 10, 11, 12, 13, 14, 15,
    ];

    /// <summary>The value of a hexadecimal digit, 16 or more for what is none.</summary>
    // SAFETY: the index was compared with the table's length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HexadecimalValue(uint character)
    {
        uint index = character - '0';
        return index <= 'f' - '0' ? Unsafe.Add(ref MemoryMarshal.GetReference(HexadecimalValues), index) : byte.MaxValue;
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    internal static int HexadecimalDigit(uint character)
    {
        uint value = HexadecimalValue(character);
        return value < 16 ? (int)value : -1;
    }

    private static unsafe ParseStatus ParseGeneral<TCharacter>(
        ReadOnlySpan<TCharacter> text, NumberStyles style, NumberFormatInfo info, bool isSigned, out ulong magnitude, out bool isNegative)
        where TCharacter : unmanaged
    {
        // SAFETY: the number does not outlive this method.
        byte* digits = stackalloc byte[NumberBuffer.IntegerLength];
        NumberBuffer number = new(digits, NumberBuffer.IntegerLength);
        magnitude = 0;
        isNegative = false;
        if (!TryScan(text, style, info, ref number, out bool hasTail))
        {
            return ParseStatus.Malformed;
        }

        if (number.Scale > 20 || number.Scale < number.Count || hasTail || (!isSigned && number.IsNegative))
        {
            return ParseStatus.Overflow;
        }

        ulong value = 0;
        for (int i = 0; i < number.Scale; i++)
        {
            uint digit = (uint)number.DigitAt(i) - '0';
            if (value > ulong.MaxValue / 10 || (value == ulong.MaxValue / 10 && digit > 5))
            {
                return ParseStatus.Overflow;
            }

            value = value * 10 + digit;
        }

        magnitude = value;
        isNegative = number.IsNegative;
        return ParseStatus.Valid;
    }

    [DoesNotReturn]
    internal static void ThrowParse<TCharacter>(ParseStatus status, ReadOnlySpan<TCharacter> text, string typeName)
        where TCharacter : unmanaged
    {
        if (status == ParseStatus.Overflow)
        {
            ThrowOverflow(typeName);
        }

        string? shown = TextOf(text);
        throw new FormatException(shown is null ? "Input string was not in a correct format." : "The input string '" + shown + "' was not in a correct format.");
    }

    /// <param name="typeName">With its article, as "an Int32".</param>
    [DoesNotReturn]
    internal static void ThrowOverflow(string typeName) => throw new OverflowException("Value was either too large or too small for " + typeName + ".");

    /// <summary>What an error message shows of the text; null where that is no valid UTF-8.</summary>
    private static string? TextOf<TCharacter>(ReadOnlySpan<TCharacter> text)
        where TCharacter : unmanaged
    {
        if (Unsafe.SizeOf<TCharacter>() == sizeof(char))
        {
            return new string(MemoryMarshal.Cast<TCharacter, char>(text));
        }

        ReadOnlySpan<byte> utf8 = MemoryMarshal.Cast<TCharacter, byte>(text);
        return Text.Unicode.Utf8.IsValid(utf8) ? Text.Encoding.UTF8.GetString(utf8) : null;
    }
}
