using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

// Format strings of integers, and the standard formats that work on taken-apart numbers.
internal static partial class Number
{
    internal static string FormatSigned(long value, ulong mask, string? format, IFormatProvider? provider)
    {
        if (string.IsNullOrEmpty(format))
        {
            return Int64ToString(value, provider);
        }

        char letter = ParseFormat(format, out int precision);
        char upper = ToUpper(letter);
        if (precision <= 1 && (upper == 'D' || (upper == 'G' && precision < 1)))
        {
            return Int64ToString(value, provider);
        }

        if (upper == 'X')
        {
            return ToHexadecimal((ulong)value & mask, precision, letter == 'X');
        }

        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        FormatInteger(ref buffer, value < 0 ? (ulong)-value : (ulong)value, value < 0, (ulong)value & mask, letter, precision, format, provider);
        return buffer.ToString();
    }

    internal static string FormatUnsigned(ulong value, string? format, IFormatProvider? provider)
    {
        if (string.IsNullOrEmpty(format))
        {
            return UInt64ToString(value);
        }

        char letter = ParseFormat(format, out int precision);
        char upper = ToUpper(letter);
        if (precision <= 1 && (upper == 'D' || (upper == 'G' && precision < 1)))
        {
            return UInt64ToString(value);
        }

        if (upper == 'X')
        {
            return ToHexadecimal(value, precision, letter == 'X');
        }

        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        FormatInteger(ref buffer, value, isNegative: false, value, letter, precision, format, provider);
        return buffer.ToString();
    }

    private static string ToHexadecimal(ulong bits, int precision, bool isUpper)
    {
        int count = Math.Max(precision, CountHexadecimal(bits));
        string text = string.FastAllocateString(count);
        PutHexadecimal(ref Characters(text), count, bits, isUpper);
        return text;
    }

    /// <param name="mask">The bits of the value's own type: what hexadecimal and binary show of a negative number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryFormatSigned<TCharacter>(
        long value, ulong mask, Span<TCharacter> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        where TCharacter : unmanaged
    {
        if (format.Length == 0)
        {
            return value >= 0
                ? TryUInt64ToDecimal((ulong)value, destination, out written)
                : TryNegativeToDecimal((ulong)-value, NumberFormatInfo.NegativeSignOf(provider), destination, out written);
        }

        return TryFormatInteger(
            value < 0 ? (ulong)-value : (ulong)value, value < 0, (ulong)value & mask, destination, out written, format, provider);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryFormatUnsigned<TCharacter>(
        ulong value, Span<TCharacter> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        where TCharacter : unmanaged
    {
        return format.Length == 0
            ? TryUInt64ToDecimal(value, destination, out written)
            : TryFormatInteger(value, isNegative: false, value, destination, out written, format, provider);
    }

    private static bool TryFormatInteger<TCharacter>(
        ulong magnitude,
        bool isNegative,
        ulong bits,
        Span<TCharacter> destination,
        out int written,
        ReadOnlySpan<char> format,
        IFormatProvider? provider)
        where TCharacter : unmanaged
    {
        char letter = ParseFormat(format, out int precision);
        char upper = ToUpper(letter);
        if (!isNegative && precision <= 1 && (upper == 'D' || (upper == 'G' && precision < 1)))
        {
            return TryUInt64ToDecimal(magnitude, destination, out written);
        }

        if (upper == 'X')
        {
            int count = Math.Max(precision, CountHexadecimal(bits));
            if (count > destination.Length)
            {
                written = 0;
                return false;
            }

            written = count;
            PutHexadecimal(ref MemoryMarshal.GetReference(destination), count, bits, letter == 'X');
            return true;
        }

        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        FormatInteger(ref buffer, magnitude, isNegative, bits, letter, precision, format, provider);
        return TryCopy(ref buffer, destination, out written);
    }

    // SAFETY: TCharacter is char or byte, so the span is given back as what it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCopy<TCharacter>(ref FormatBuffer buffer, Span<TCharacter> destination, out int written)
        where TCharacter : unmanaged
    {
        return Unsafe.SizeOf<TCharacter>() == sizeof(char)
            ? buffer.TryCopyTo(MemoryMarshal.Cast<TCharacter, char>(destination), out written)
            : buffer.TryCopyTo(MemoryMarshal.Cast<TCharacter, byte>(destination), out written);
    }

    private static unsafe void FormatInteger(
        scoped ref FormatBuffer buffer,
        ulong magnitude,
        bool isNegative,
        ulong bits,
        char letter,
        int precision,
        scoped ReadOnlySpan<char> format,
        IFormatProvider? provider)
    {
        switch (ToUpper(letter))
        {
            case 'D':
            case 'G' when precision < 1:
                if (isNegative)
                {
                    buffer.Append(NumberFormatInfo.NegativeSignOf(provider));
                }

                AppendDigits(ref buffer, magnitude, Math.Max(CountDigits(magnitude), letter is 'D' or 'd' ? precision : 0));
                return;
            case 'X':
                AppendHexadecimal(ref buffer, bits, precision, letter == 'X');
                return;
            case 'B':
                AppendBinary(ref buffer, bits, precision);
                return;
        }

        // SAFETY: the number does not outlive this method.
        byte* digits = stackalloc byte[NumberBuffer.IntegerLength];
        NumberBuffer number = new(digits, NumberBuffer.IntegerLength);
        number.SetInteger(magnitude, isNegative);
        NumberFormatInfo info = NumberFormatInfo.GetInstance(provider);
        if (letter == '\0')
        {
            FormatCustom(ref buffer, ref number, format, info);
        }
        else
        {
            FormatStandard(ref buffer, ref number, letter, precision, info);
        }
    }

    private static char ToUpper(char letter) => letter is >= 'a' and <= 'z' ? (char)(letter - 32) : letter;

    /// <summary>Formats C, E, F, G, N, P and R of a number whose digits are made.</summary>
    private static void FormatStandard(
        scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, char letter, int precision, NumberFormatInfo info)
    {
        bool isExact = number.IsFloat;
        switch (ToUpper(letter))
        {
            case 'C':
                precision = precision < 0 ? info.CurrencyDecimalDigits : precision;
                number.Round(number.Scale + precision, isExact);
                AppendCurrency(ref buffer, ref number, precision, info);
                break;

            case 'F':
                precision = precision < 0 ? info.NumberDecimalDigits : precision;
                number.Round(number.Scale + precision, isExact);
                if (number.IsNegative)
                {
                    buffer.Append(info.NegativeSign);
                }

                AppendFixed(ref buffer, ref number, precision, default, info.NumberDecimalSeparator, "");
                break;

            case 'N':
                precision = precision < 0 ? info.NumberDecimalDigits : precision;
                number.Round(number.Scale + precision, isExact);
                AppendNumber(ref buffer, ref number, precision, info);
                break;

            case 'E':
                precision = precision < 0 ? 6 : precision;
                number.Round(precision + 1, isExact);
                if (number.IsNegative)
                {
                    buffer.Append(info.NegativeSign);
                }

                AppendScientific(ref buffer, ref number, precision + 1, letter, info);
                break;

            case 'R' when !number.IsFloat:
            case 'G':
                AppendGeneral(ref buffer, ref number, precision, letter, info);
                break;

            case 'P':
                precision = precision < 0 ? info.PercentDecimalDigits : precision;
                if (number.Count != 0)
                {
                    number.Scale += 2;
                }

                number.Round(number.Scale + precision, isExact);
                AppendPercent(ref buffer, ref number, precision, info);
                break;

            default:
                ThrowBadFormat();
                break;
        }
    }

    /// <summary>'G' with a precision: scientific where the exponent is below -5 or not below the precision.</summary>
    private static void AppendGeneral(
        scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, int precision, char letter, NumberFormatInfo info)
    {
        bool rounds = true;
        if (precision < 1)
        {
            precision = number.Count;
            rounds = number.IsFloat;
        }

        if (rounds)
        {
            number.Round(precision, number.IsFloat);
        }

        if (number.IsNegative && (number.Count != 0 || number.IsFloat))
        {
            buffer.Append(info.NegativeSign);
        }

        int position = number.Scale;
        bool isScientific = rounds && (position > precision || position < -3);
        if (isScientific)
        {
            position = 1;
        }

        int index = 0;
        if (position > 0)
        {
            do
            {
                buffer.Append(number.DigitAt(index++));
            }
            while (--position > 0);
        }
        else
        {
            buffer.Append('0');
        }

        if (index < number.Count || position < 0)
        {
            buffer.Append(info.NumberDecimalSeparator);
            buffer.Append('0', -position);
            if (index < number.Count)
            {
                buffer.AppendAscii(number.Digits.Slice(index, number.Count - index));
            }
        }

        if (isScientific)
        {
            AppendExponent(ref buffer, info, number.Scale - 1, letter == 'g' || letter == 'r' ? 'e' : 'E', 2, showPlus: true);
        }
    }

    private static void AppendScientific(
        scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, int digits, char symbol, NumberFormatInfo info)
    {
        buffer.Append(number.DigitAt(0));
        if (digits > 1)
        {
            buffer.Append(info.NumberDecimalSeparator);
            AppendPadded(ref buffer, ref number, 1, digits - 1);
        }

        AppendExponent(ref buffer, info, number.Count == 0 ? 0 : number.Scale - 1, symbol, 3, showPlus: true);
    }

    private static void AppendExponent(
        scoped ref FormatBuffer buffer, NumberFormatInfo info, int exponent, char symbol, int minimumDigits, bool showPlus)
    {
        buffer.Append(symbol);
        if (exponent < 0)
        {
            buffer.Append(info.NegativeSign);
            exponent = -exponent;
        }
        else if (showPlus)
        {
            buffer.Append(info.PositiveSign);
        }

        AppendDigits(ref buffer, (ulong)exponent, Math.Max(minimumDigits, CountDigits((uint)exponent)));
    }

    /// <summary>Digits from a place on, with zeros where the number has no more.</summary>
    private static void AppendPadded(scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, int index, int count)
    {
        int present = Math.Clamp(number.Count - index, 0, count);
        if (present > 0)
        {
            buffer.AppendAscii(number.Digits.Slice(index, present));
        }

        buffer.Append('0', count - present);
    }

    /// <summary>Integer part in groups (none where groups is empty), separator and exactly the given number of decimals.</summary>
    private static void AppendFixed(
        scoped ref FormatBuffer buffer,
        scoped ref NumberBuffer number,
        int decimals,
        ReadOnlySpan<int> groups,
        string decimalSeparator,
        string groupSeparator)
    {
        int position = number.Scale;
        int index = 0;
        if (position <= 0)
        {
            buffer.Append('0');
        }
        else if (groups.Length == 0)
        {
            AppendPadded(ref buffer, ref number, 0, position);
            index = position;
        }
        else
        {
            AppendGroups(ref buffer, ref number, position, groups, groupSeparator);
            index = position;
        }

        if (decimals > 0)
        {
            buffer.Append(decimalSeparator);
            int zeros = position < 0 ? Math.Min(-position, decimals) : 0;
            buffer.Append('0', zeros);
            AppendPadded(ref buffer, ref number, index, decimals - zeros);
        }
    }

    private static void AppendGroups(
        scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, int count, ReadOnlySpan<int> groups, string separator)
    {
        int separators = 0;
        for (int covered = 0, i = 0; groups[i] != 0 && (covered += groups[i]) < count; i = Math.Min(i + 1, groups.Length - 1))
        {
            separators++;
        }

        Span<char> destination = buffer.AppendSpan(count + separators * separator.Length);
        int target = destination.Length;
        int group = 0;
        int left = groups[0] == 0 ? int.MaxValue : groups[0];
        for (int index = count - 1; index >= 0; index--)
        {
            if (left == 0)
            {
                target -= separator.Length;
                separator.AsSpan().CopyTo(destination.Slice(target));
                group = Math.Min(group + 1, groups.Length - 1);
                left = groups[group] == 0 ? int.MaxValue : groups[group];
            }

            destination[--target] = number.DigitAt(index);
            left--;
        }
    }

    private static void AppendNumber(scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, int decimals, NumberFormatInfo info)
    {
        string pattern = !number.IsNegative ? "#" : info.NumberNegativePattern switch { 0 => "(#)", 1 => "-#", 2 => "- #", 3 => "#-", _ => "# -" };
        AppendPattern(
            ref buffer, ref number, decimals, pattern, info, info.NumberGroups, info.NumberDecimalSeparator, info.NumberGroupSeparator);
    }

    private static void AppendPercent(scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, int decimals, NumberFormatInfo info)
    {
        string pattern = number.IsNegative
            ? info.PercentNegativePattern switch
            {
                0 => "-# %", 1 => "-#%", 2 => "-%#", 3 => "%-#", 4 => "%#-", 5 => "#-%", 6 => "#%-", 7 => "-% #", 8 => "# %-", 9 => "% #-", 10 => "% -#",
                _ => "#- %",
            }
            : info.PercentPositivePattern switch { 0 => "# %", 1 => "#%", 2 => "%#", _ => "% #" };
        AppendPattern(
            ref buffer, ref number, decimals, pattern, info, info.PercentGroups, info.PercentDecimalSeparator, info.PercentGroupSeparator);
    }

    private static void AppendCurrency(scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, int decimals, NumberFormatInfo info)
    {
        string pattern = number.IsNegative
            ? info.CurrencyNegativePattern switch
            {
                0 => "($#)", 1 => "-$#", 2 => "$-#", 3 => "$#-", 4 => "(#$)", 5 => "-#$", 6 => "#-$", 7 => "#$-", 8 => "-# $", 9 => "-$ #", 10 => "# $-",
                11 => "$ #-", 12 => "$ -#", 13 => "#- $", 14 => "($ #)", 15 => "(# $)", _ => "$- #",
            }
            : info.CurrencyPositivePattern switch { 0 => "$#", 1 => "#$", 2 => "$ #", _ => "# $" };
        AppendPattern(
            ref buffer, ref number, decimals, pattern, info, info.CurrencyGroups, info.CurrencyDecimalSeparator, info.CurrencyGroupSeparator);
    }

    /// <summary>In a pattern '#' is the number, '-' the negative sign, '$' and '%' their symbols; all else is literal.</summary>
    private static void AppendPattern(
        scoped ref FormatBuffer buffer,
        scoped ref NumberBuffer number,
        int decimals,
        string pattern,
        NumberFormatInfo info,
        ReadOnlySpan<int> groups,
        string decimalSeparator,
        string groupSeparator)
    {
        foreach (char symbol in pattern)
        {
            switch (symbol)
            {
                case '#':
                    AppendFixed(ref buffer, ref number, decimals, groups, decimalSeparator, groupSeparator);
                    break;
                case '-':
                    buffer.Append(info.NegativeSign);
                    break;
                case '$':
                    buffer.Append(info.CurrencySymbol);
                    break;
                case '%':
                    buffer.Append(info.PercentSymbol);
                    break;
                default:
                    buffer.Append(symbol);
                    break;
            }
        }
    }
}
