using System.Diagnostics.CodeAnalysis;

namespace System.Globalization;

/// <summary>Time spans from text: "[-]d", "[-][d.]hh:mm[:ss[.fffffff]]", the same with a colon after the days, and exact formats.</summary>
internal static class TimeSpanParse
{
    private const int FractionDigits = 7;

    internal enum Status
    {
        Valid,
        Malformed,
        Overflow,
        BadFormat,
        UnknownFormat,
    }

    internal static TimeSpan Parse(ReadOnlySpan<char> text)
    {
        Status status = TryParse(text, out long ticks);
        if (status != Status.Valid)
        {
            Throw(status, text);
        }

        return new TimeSpan(ticks);
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out TimeSpan result)
    {
        Status status = TryParse(text, out long ticks);
        result = new TimeSpan(ticks);
        return status == Status.Valid;
    }

    internal static TimeSpan ParseExact(ReadOnlySpan<char> text, ReadOnlySpan<char> format, TimeSpanStyles styles)
    {
        CheckStyles(styles);
        Status status = TryParseExact(text, format, styles, out long ticks);
        if (status != Status.Valid)
        {
            Throw(status, text, format);
        }

        return new TimeSpan(ticks);
    }

    internal static bool TryParseExact(ReadOnlySpan<char> text, ReadOnlySpan<char> format, TimeSpanStyles styles, out TimeSpan result)
    {
        CheckStyles(styles);
        Status status = TryParseExact(text, format, styles, out long ticks);
        result = new TimeSpan(ticks);
        return status == Status.Valid;
    }

    [DoesNotReturn]
    private static void Throw(Status status, ReadOnlySpan<char> text, ReadOnlySpan<char> format = default)
    {
        throw status switch
        {
            Status.Overflow => new OverflowException(
                "The TimeSpan string '" + new string(text) + "' could not be parsed because at least one of the numeric components is out of range or contains too many digits."),
            Status.UnknownFormat => new FormatException("Format specifier '" + new string(format) + "' was invalid."),
            Status.BadFormat => new FormatException("Input string was not in a correct format."),
            _ => new FormatException("String '" + new string(text) + "' was not recognized as a valid TimeSpan."),
        };
    }

    private static void CheckStyles(TimeSpanStyles styles)
    {
        if (styles is not (TimeSpanStyles.None or TimeSpanStyles.AssumeNegative))
        {
            throw new ArgumentException("An undefined TimeSpanStyles value is being used.", nameof(styles));
        }
    }

    /// <summary>Numbers and what stands between them; the pattern of separators then tells which number is which.</summary>
    private static Status TryParse(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        text = text.Trim();
        bool isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative)
        {
            text = text.Slice(1);
        }

        Span<uint> numbers = stackalloc uint[5];
        Span<int> lengths = stackalloc int[5];
        Span<char> separators = stackalloc char[5];
        int count = 0;
        bool tooLarge = false;
        int i = 0;
        while (true)
        {
            if (count == 5 || i >= text.Length || !char.IsAsciiDigit(text[i]))
            {
                return Status.Malformed;
            }

            int start = i;
            ulong value = 0;
            for (; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            {
                value = Math.Min(value * 10 + text[i] - '0', uint.MaxValue);
            }

            numbers[count] = (uint)value;
            lengths[count] = i - start;
            tooLarge |= value >= 0x1000_0000;
            if (i == text.Length)
            {
                count++;
                break;
            }

            separators[count++] = text[i++];
        }

        if (tooLarge)
        {
            return Status.Overflow;
        }

        uint days = 0;
        int first = 0;
        ReadOnlySpan<char> shape = separators.Slice(0, count - 1);
        bool hasFraction = false;
        switch (count)
        {
            case 1:
                return Assemble(numbers[0], 0, 0, 0, 0, isNegative, out ticks);
            case 2 when shape.SequenceEqual(":"):
            case 3 when shape.SequenceEqual("::"):
                break;
            case 4 when shape.SequenceEqual("::."):
                hasFraction = true;
                break;
            case 3 when shape.SequenceEqual(".:"):
            case 4 when shape.SequenceEqual(".::") || shape.SequenceEqual(":::"):
                days = numbers[0];
                first = 1;
                break;
            case 5 when shape.SequenceEqual(".::.") || shape.SequenceEqual(":::."):
                days = numbers[0];
                first = 1;
                hasFraction = true;
                break;
            default:
                return Status.Malformed;
        }

        if (count == 3 && first == 0 && numbers[0] > 23)
        {
            // Too many hours: days, hours and minutes then.
            return Assemble(numbers[0], numbers[1], numbers[2], 0, 0, isNegative, out ticks);
        }

        int timeParts = count - first - (hasFraction ? 1 : 0);
        uint seconds = timeParts > 2 ? numbers[first + 2] : 0;
        uint fraction = 0;
        if (hasFraction && !TryScaleFraction(numbers[count - 1], lengths[count - 1], out fraction))
        {
            return Status.Overflow;
        }

        return Assemble(days, numbers[first], numbers[first + 1], seconds, fraction, isNegative, out ticks);
    }

    /// <summary>The digits after the point to ticks; from the eighth on they round, unless the first is not zero.</summary>
    private static bool TryScaleFraction(uint value, int digits, out uint ticks)
    {
        ticks = value;
        if (value == 0)
        {
            return true;
        }

        bool hasLeadingZeros = digits > Number.CountDigits(value);
        if (!hasLeadingZeros && value > 9_999_999)
        {
            return false;
        }

        for (; digits < FractionDigits; digits++)
        {
            ticks *= 10;
        }

        if (digits > FractionDigits)
        {
            double power = 1;
            for (; digits > FractionDigits; digits--)
            {
                power *= 10;
            }

            ticks = (uint)Math.Round(value / power, MidpointRounding.AwayFromZero);
        }

        return true;
    }

    private static Status Assemble(ulong days, uint hours, uint minutes, uint seconds, uint fraction, bool isNegative, out long ticks)
    {
        const ulong MaximumDays = 10_675_199;
        ticks = 0;
        if (days > MaximumDays || hours > 23 || minutes > 59 || seconds > 59)
        {
            return Status.Overflow;
        }

        ulong magnitude = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * TimeSpan.TicksPerSecond + fraction;
        if (magnitude > (ulong)long.MaxValue + (isNegative ? 1u : 0u))
        {
            return Status.Overflow;
        }

        ticks = isNegative ? (long)(0 - magnitude) : (long)magnitude;
        return Status.Valid;
    }

    private static Status TryParseExact(ReadOnlySpan<char> text, ReadOnlySpan<char> format, TimeSpanStyles styles, out long ticks)
    {
        ticks = 0;
        if (format.Length == 0)
        {
            return Status.BadFormat;
        }

        if (format.Length == 1)
        {
            return TryParseStandard(text, format[0], out ticks);
        }

        uint days = 0;
        uint hours = 0;
        uint minutes = 0;
        uint seconds = 0;
        uint fraction = 0;
        int index = 0;
        for (int i = 0; i < format.Length;)
        {
            char symbol = format[i];
            int count = DateTimeFormat.RunLength(format, i);
            bool matches;
            switch (symbol)
            {
                case 'd' when count <= 8:
                    matches = TryDigits(text, ref index, count, count < 2 ? 8 : count, out days);
                    break;
                case 'h' when count <= 2:
                    matches = TryDigits(text, ref index, count, 2, out hours);
                    break;
                case 'm' when count <= 2:
                    matches = TryDigits(text, ref index, count, 2, out minutes);
                    break;
                case 's' when count <= 2:
                    matches = TryDigits(text, ref index, count, 2, out seconds);
                    break;
                case 'f' or 'F' when count <= FractionDigits:
                    int start = index;
                    matches = TryDigits(text, ref index, symbol == 'f' ? count : 0, count, out fraction);
                    for (int digits = index - start; digits < FractionDigits; digits++)
                    {
                        fraction *= 10;
                    }

                    break;
                case '\'' or '"':
                    matches = TryQuoted(text, ref index, format, i, out count);
                    break;
                case '%' when i + 1 < format.Length && format[i + 1] != '%':
                    count = 1;
                    matches = true;
                    break;
                case '\\' when i + 1 < format.Length:
                    matches = index < text.Length && text[index] == format[i + 1];
                    index++;
                    count = 2;
                    break;
                default:
                    return Status.BadFormat;
            }

            if (!matches)
            {
                return symbol is '\'' or '"' or '\\' ? Status.Malformed : Status.BadFormat;
            }

            i += count;
        }

        return index != text.Length ? Status.Malformed : Assemble(days, hours, minutes, seconds, fraction, styles == TimeSpanStyles.AssumeNegative, out ticks);
    }

    private static bool TryQuoted(ReadOnlySpan<char> text, ref int index, ReadOnlySpan<char> format, int quote, out int count)
    {
        FormatBuffer literal = new(stackalloc char[FormatBuffer.StackLength]);
        count = DateTimeFormat.AppendQuoted(ref literal, format, quote);
        bool matches = text.Slice(index).StartsWith(literal.Text);
        index += literal.Length;
        return matches;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, ref int index, int minimum, int maximum, out uint value)
    {
        value = 0;
        int start = index;
        while (index < text.Length && index - start < maximum && char.IsAsciiDigit(text[index]))
        {
            value = value * 10 + text[index++] - '0';
        }

        return index - start >= minimum;
    }

    private static Status TryParseStandard(ReadOnlySpan<char> text, char letter, out long ticks)
    {
        ticks = 0;
        switch (letter)
        {
            case 'c' or 't' or 'T':
                Status status = TryParse(text, out ticks);

                // The constant form has a point after the days.
                if (status == Status.Valid && text.Count(':') == 3)
                {
                    ticks = 0;
                    status = Status.Malformed;
                }

                return status;
            case 'g':
                return TryParse(text, out ticks);
            case 'G':
                return text.Count(':') == 3 && text.Contains('.') ? TryParse(text, out ticks) : Status.Malformed;
            default:
                return Status.UnknownFormat;
        }
    }
}
