namespace System.Globalization;

/// <summary>Text of time spans: c (constant), g (short), G (long) and custom formats.</summary>
internal static class TimeSpanFormat
{
    private const string BadFormat = "Input string was not in a correct format.";

    internal static string Format(TimeSpan value, ReadOnlySpan<char> format)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        Append(ref buffer, value, format);
        return buffer.ToString();
    }

    internal static void Append(scoped ref FormatBuffer buffer, TimeSpan value, scoped ReadOnlySpan<char> format)
    {
        ulong magnitude = value.Ticks < 0 ? 0 - (ulong)value.Ticks : (ulong)value.Ticks;
        uint fraction = (uint)(magnitude % TimeSpan.TicksPerSecond);
        ulong totalSeconds = magnitude / TimeSpan.TicksPerSecond;
        uint days = (uint)(totalSeconds / TimeSpan.SecondsPerDay);
        uint seconds = (uint)(totalSeconds % TimeSpan.SecondsPerDay);
        uint hours = seconds / 3600;
        uint minutes = seconds / 60 % 60;
        seconds %= 60;
        if (format.Length > 1)
        {
            AppendCustom(ref buffer, format, days, hours, minutes, seconds, fraction);
            return;
        }

        char letter = format.Length == 0 ? 'c' : format[0];
        if (letter is not ('c' or 't' or 'T' or 'g' or 'G'))
        {
            throw new FormatException(BadFormat);
        }

        if (value.Ticks < 0)
        {
            buffer.Append('-');
        }

        if (days != 0 || letter == 'G')
        {
            AppendNumber(ref buffer, days, 1);
            buffer.Append(letter is 'g' or 'G' ? ':' : '.');
        }

        AppendNumber(ref buffer, hours, letter == 'g' ? 1 : 2);
        buffer.Append(':');
        AppendNumber(ref buffer, minutes, 2);
        buffer.Append(':');
        AppendNumber(ref buffer, seconds, 2);
        if (letter == 'G' || fraction != 0)
        {
            buffer.Append('.');
            if (letter == 'g')
            {
                AppendFraction(ref buffer, fraction, 7, dropsZeros: true);
            }
            else
            {
                AppendNumber(ref buffer, fraction, 7);
            }
        }
    }

    internal static void AppendNumber(scoped ref FormatBuffer buffer, uint value, int minimumDigits)
    {
        Span<char> digits = buffer.AppendSpan(Math.Max(minimumDigits, Number.CountDigits(value)));
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (char)('0' + value % 10);
            value /= 10;
        }
    }

    /// <summary>So many digits of the fraction of a second, or none of the zeros at their end.</summary>
    internal static void AppendFraction(scoped ref FormatBuffer buffer, uint ticks, int digits, bool dropsZeros)
    {
        for (int i = digits; i < 7; i++)
        {
            ticks /= 10;
        }

        while (dropsZeros && digits > 0 && ticks % 10 == 0)
        {
            ticks /= 10;
            digits--;
        }

        if (digits > 0)
        {
            AppendNumber(ref buffer, ticks, digits);
        }
    }

    private static void AppendCustom(
        scoped ref FormatBuffer buffer, scoped ReadOnlySpan<char> format, uint days, uint hours, uint minutes, uint seconds, uint fraction)
    {
        for (int i = 0; i < format.Length;)
        {
            char symbol = format[i];
            int count = DateTimeFormat.RunLength(format, i);
            switch (symbol)
            {
                case 'h':
                    AppendChecked(ref buffer, hours, count, 2);
                    break;
                case 'm':
                    AppendChecked(ref buffer, minutes, count, 2);
                    break;
                case 's':
                    AppendChecked(ref buffer, seconds, count, 2);
                    break;
                case 'd':
                    AppendChecked(ref buffer, days, count, 8);
                    break;
                case 'f' or 'F':
                    if (count > 7)
                    {
                        throw new FormatException(BadFormat);
                    }

                    AppendFraction(ref buffer, fraction, count, symbol == 'F');
                    break;
                case '\'' or '"':
                    count = DateTimeFormat.AppendQuoted(ref buffer, format, i);
                    break;
                case '%' when i + 1 < format.Length && format[i + 1] != '%':
                    // Only makes the next one a custom format.
                    count = 1;
                    break;
                case '\\' when i + 1 < format.Length:
                    buffer.Append(format[i + 1]);
                    count = 2;
                    break;
                default:
                    throw new FormatException(BadFormat);
            }

            i += count;
        }
    }

    private static void AppendChecked(scoped ref FormatBuffer buffer, uint value, int count, int limit)
    {
        if (count > limit)
        {
            throw new FormatException(BadFormat);
        }

        AppendNumber(ref buffer, value, count);
    }
}
