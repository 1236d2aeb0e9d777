using System.Globalization;

namespace System;

// Custom formats: "#,##0.00;(#,##0.00);zero" and their like.
internal static partial class Number
{
    /// <summary>What the characters of one section ask for. Positions count digit placeholders from the left.</summary>
    private struct CustomSection
    {
        internal int DigitCount;
        internal int DecimalPosition;
        internal int FirstZero;
        internal int LastZero;
        internal int ScaleAdjustment;
        internal bool IsScientific;
        internal bool HasGroups;
    }

    private static void FormatCustom(
        scoped ref FormatBuffer buffer, scoped ref NumberBuffer number, scoped ReadOnlySpan<char> format, NumberFormatInfo info)
    {
        int start = FindSection(format, number.Count == 0 ? 2 : number.IsNegative ? 1 : 0);
        CustomSection section;
        while (true)
        {
            section = ScanSection(format.Slice(start));
            if (number.Count == 0)
            {
                if (!number.IsFloat)
                {
                    number.IsNegative = false;
                }

                number.Scale = 0;
                break;
            }

            number.Scale += section.ScaleAdjustment;
            int position = section.IsScientific ? section.DigitCount : number.Scale + section.DigitCount - section.DecimalPosition;
            number.Round(position, isExact: false);
            if (number.Count != 0)
            {
                break;
            }

            // Rounded to zero: the section for zero formats it, if there is one.
            int zeroStart = FindSection(format, 2);
            if (zeroStart == start)
            {
                break;
            }

            start = zeroStart;
        }

        int length = buffer.Length;
        bool showsSign = number.IsNegative && start == 0;
        if (showsSign && number.Scale != 0)
        {
            buffer.Append(info.NegativeSign);
        }

        WriteSection(ref buffer, ref number, format.Slice(start), section, info);
        if (showsSign && number.Scale == 0 && buffer.Length > length)
        {
            buffer.Insert(length, info.NegativeSign);
        }
    }

    /// <summary>Where the section starts: 0 positive, 1 negative, 2 zero. One that is missing or empty falls back to the first.</summary>
    private static int FindSection(scoped ReadOnlySpan<char> format, int section)
    {
        int i = 0;
        while (section > 0 && i < format.Length && format[i] != '\0')
        {
            char symbol = format[i++];
            switch (symbol)
            {
                case '\'' or '"':
                    i = SkipQuoted(format, i, symbol);
                    break;
                case '\\':
                    i++;
                    break;
                case ';':
                    section--;
                    break;
            }
        }

        return section == 0 && i < format.Length && format[i] is not ('\0' or ';') ? i : 0;
    }

    private static int SkipQuoted(scoped ReadOnlySpan<char> format, int index, char quote)
    {
        while (index < format.Length && format[index] != '\0' && format[index++] != quote)
        {
        }

        return index;
    }

    /// <summary>Whether an exponent part ("0", "+0", "-0") follows an 'E'.</summary>
    private static bool IsExponent(scoped ReadOnlySpan<char> format, int index) =>
        index < format.Length
        && (format[index] == '0' || (format[index] is '+' or '-' && index + 1 < format.Length && format[index + 1] == '0'));

    private static CustomSection ScanSection(scoped ReadOnlySpan<char> format)
    {
        CustomSection section = new() { DecimalPosition = -1, FirstZero = int.MaxValue };
        int groupPosition = -1;
        int commas = 0;
        for (int i = 0; i < format.Length && format[i] is not (';' or '\0');)
        {
            char symbol = format[i++];
            switch (symbol)
            {
                case '#':
                    section.DigitCount++;
                    break;
                case '0':
                    section.FirstZero = Math.Min(section.FirstZero, section.DigitCount);
                    section.LastZero = ++section.DigitCount;
                    break;
                case '.' when section.DecimalPosition < 0:
                    section.DecimalPosition = section.DigitCount;
                    break;
                case ',' when section.DigitCount > 0 && section.DecimalPosition < 0:
                    if (groupPosition == section.DigitCount)
                    {
                        commas++;
                        break;
                    }

                    section.HasGroups |= groupPosition >= 0;
                    groupPosition = section.DigitCount;
                    commas = 1;
                    break;
                case '%':
                    section.ScaleAdjustment += 2;
                    break;
                case '\u2030':
                    section.ScaleAdjustment += 3;
                    break;
                case '\'' or '"':
                    i = SkipQuoted(format, i, symbol);
                    break;
                case '\\':
                    i++;
                    break;
                case 'E' or 'e' when IsExponent(format, i):
                    while (++i < format.Length && format[i] == '0')
                    {
                    }

                    section.IsScientific = true;
                    break;
            }
        }

        if (section.DecimalPosition < 0)
        {
            section.DecimalPosition = section.DigitCount;
        }

        if (groupPosition == section.DecimalPosition)
        {
            // Commas right before the decimal point divide by a thousand each.
            section.ScaleAdjustment -= commas * 3;
        }
        else
        {
            section.HasGroups |= groupPosition >= 0;
        }

        return section;
    }

    /// <summary>Whether a group separator follows the digit that has this many integer digits to its right, itself included.</summary>
    private static bool EndsGroup(int digitPosition, int integerDigits, ReadOnlySpan<int> groups)
    {
        if (digitPosition < 2 || digitPosition > integerDigits || groups.Length == 0)
        {
            return false;
        }

        int edge = 0;
        for (int i = 0; ; i = Math.Min(i + 1, groups.Length - 1))
        {
            int size = groups[i];
            edge += size;
            if (size == 0 || edge >= digitPosition - 1)
            {
                return size != 0 && edge == digitPosition - 1;
            }
        }
    }

    private static void WriteSection(
        scoped ref FormatBuffer buffer,
        scoped ref NumberBuffer number,
        scoped ReadOnlySpan<char> format,
        in CustomSection section,
        NumberFormatInfo info)
    {
        int decimalPosition = section.DecimalPosition;
        int firstZero = section.FirstZero < decimalPosition ? decimalPosition - section.FirstZero : 0;
        int lastZero = section.LastZero > decimalPosition ? decimalPosition - section.LastZero : 0;
        bool isScientific = section.IsScientific;

        // How many digits the number has before the point more (positive) or fewer (negative) than there are placeholders.
        int surplus = isScientific ? 0 : number.Scale - decimalPosition;
        int digitPosition = isScientific ? decimalPosition : Math.Max(number.Scale, decimalPosition);
        int groupedDigits = section.HasGroups ? Math.Max(firstZero, digitPosition + Math.Min(surplus, 0)) : 0;
        ReadOnlySpan<int> groups = info.NumberGroups;
        bool wrotePoint = false;
        int next = 0;

        for (int i = 0; i < format.Length && format[i] is not (';' or '\0');)
        {
            char symbol = format[i++];
            if (symbol is '#' or '0' or '.')
            {
                for (; surplus > 0; surplus--)
                {
                    buffer.Append(number.DigitAt(next++));
                    if (EndsGroup(digitPosition--, groupedDigits, groups))
                    {
                        buffer.Append(info.NumberGroupSeparator);
                    }
                }
            }

            switch (symbol)
            {
                case '#' or '0':
                    char digit = '\0';
                    if (surplus < 0)
                    {
                        surplus++;
                        digit = digitPosition <= firstZero ? '0' : '\0';
                    }
                    else if (next < number.Count)
                    {
                        digit = number.DigitAt(next++);
                    }
                    else if (digitPosition > lastZero)
                    {
                        digit = '0';
                    }

                    if (digit != '\0')
                    {
                        buffer.Append(digit);
                        if (EndsGroup(digitPosition, groupedDigits, groups))
                        {
                            buffer.Append(info.NumberGroupSeparator);
                        }
                    }

                    digitPosition--;
                    break;

                case '.':
                    if (digitPosition == 0 && !wrotePoint
                        && (lastZero < 0 || (decimalPosition < section.DigitCount && next < number.Count)))
                    {
                        buffer.Append(info.NumberDecimalSeparator);
                        wrotePoint = true;
                    }

                    break;

                case '%':
                    buffer.Append(info.PercentSymbol);
                    break;

                case '\u2030':
                    buffer.Append(info.PerMilleSymbol);
                    break;

                case ',':
                    break;

                case '\'' or '"':
                    while (i < format.Length && format[i] != '\0' && format[i] != symbol)
                    {
                        buffer.Append(format[i++]);
                    }

                    if (i < format.Length && format[i] != '\0')
                    {
                        i++;
                    }

                    break;

                case '\\':
                    if (i < format.Length && format[i] != '\0')
                    {
                        buffer.Append(format[i++]);
                    }

                    break;

                case 'E' or 'e':
                    i = WriteExponent(ref buffer, ref number, format, i, ref isScientific, decimalPosition, info);
                    break;

                default:
                    buffer.Append(symbol);
                    break;
            }
        }
    }

    /// <summary>The index after the exponent part. Only the first one stands for the exponent; later ones are literal.</summary>
    private static int WriteExponent(
        scoped ref FormatBuffer buffer,
        scoped ref NumberBuffer number,
        scoped ReadOnlySpan<char> format,
        int index,
        ref bool isScientific,
        int decimalPosition,
        NumberFormatInfo info)
    {
        char symbol = format[index - 1];
        if (!isScientific)
        {
            buffer.Append(symbol);
            if (index < format.Length && format[index] is '+' or '-')
            {
                buffer.Append(format[index++]);
            }

            while (index < format.Length && format[index] == '0')
            {
                buffer.Append(format[index++]);
            }

            return index;
        }

        if (!IsExponent(format, index))
        {
            buffer.Append(symbol);
            return index;
        }

        int digits = format[index] == '0' ? 1 : 0;
        bool showPlus = format[index] == '+';
        while (++index < format.Length && format[index] == '0')
        {
            digits++;
        }

        int exponent = number.Count == 0 ? 0 : number.Scale - decimalPosition;
        AppendExponent(ref buffer, info, exponent, symbol, Math.Min(digits, 10), showPlus);
        isScientific = false;
        return index;
    }
}
