namespace System.Globalization;

/// <summary>Text of dates and times, by the invariant culture's standard formats or a custom one.</summary>
internal static class DateTimeFormat
{
    internal const string BadFormat = "Input string was not in a correct format.";

    internal static string Format(DateTime value, TimeSpan? offset, ReadOnlySpan<char> format, string defaultFormat)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        Append(ref buffer, value, offset, format.Length == 0 ? defaultFormat : format);
        return buffer.ToString();
    }

    /// <param name="offset">From UTC, of a DateTimeOffset.</param>
    internal static void Append(scoped ref FormatBuffer buffer, DateTime value, TimeSpan? offset, scoped ReadOnlySpan<char> format)
    {
        if (format.Length == 1)
        {
            char letter = format[0];
            if (letter is 'r' or 'R' or 'u' && offset is TimeSpan difference)
            {
                value -= difference;
                offset = default(TimeSpan);
            }
            else if (letter == 'U')
            {
                if (offset is not null)
                {
                    throw new FormatException(BadFormat);
                }

                value = value.ToUniversalTime();
            }

            format = ExpandStandard(letter, offset is not null);
        }

        AppendCustom(ref buffer, value, offset, format);
    }

    /// <summary>The pattern that a standard format stands for.</summary>
    internal static string ExpandStandard(char letter, bool hasOffset) => letter switch
    {
        'd' => "MM/dd/yyyy",
        'D' => "dddd, dd MMMM yyyy",
        'f' => "dddd, dd MMMM yyyy HH:mm",
        'F' or 'U' => "dddd, dd MMMM yyyy HH:mm:ss",
        'g' => "MM/dd/yyyy HH:mm",
        'G' => "MM/dd/yyyy HH:mm:ss",
        'm' or 'M' => "MMMM dd",
        'o' or 'O' => hasOffset ? "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffzzz" : "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
        'r' or 'R' => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        's' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        't' => "HH:mm",
        'T' => "HH:mm:ss",
        'u' => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        'y' or 'Y' => "yyyy MMMM",
        _ => throw new FormatException(BadFormat),
    };

    /// <summary>How often the character at an index is repeated from there on.</summary>
    internal static int RunLength(scoped ReadOnlySpan<char> format, int index)
    {
        int end = index + 1;
        while (end < format.Length && format[end] == format[index])
        {
            end++;
        }

        return end - index;
    }

    /// <summary>Appends what stands between the quote at an index and the next, and gives the length of all of it.</summary>
    internal static int AppendQuoted(scoped ref FormatBuffer buffer, scoped ReadOnlySpan<char> format, int index)
    {
        char quote = format[index];
        for (int i = index + 1; i < format.Length; i++)
        {
            if (format[i] == quote)
            {
                return i + 1 - index;
            }

            if (format[i] == '\\')
            {
                if (++i >= format.Length)
                {
                    throw new FormatException(BadFormat);
                }
            }

            buffer.Append(format[i]);
        }

        throw new FormatException("Cannot find a matching quote character for the character '" + quote.ToString() + "'.");
    }

    private static void AppendCustom(scoped ref FormatBuffer buffer, DateTime value, TimeSpan? offset, scoped ReadOnlySpan<char> format)
    {
        value.GetDate(out int year, out int month, out int day);
        uint fraction = (uint)(value.Ticks % TimeSpan.TicksPerSecond);
        for (int i = 0; i < format.Length;)
        {
            char symbol = format[i];
            int count = RunLength(format, i);
            switch (symbol)
            {
                case 'd' when count <= 2:
                    TimeSpanFormat.AppendNumber(ref buffer, (uint)day, count);
                    break;
                case 'd':
                    buffer.Append((count == 3 ? DateTimeFormatInfo.ShortDays : DateTimeFormatInfo.FullDays)[(int)value.DayOfWeek]);
                    break;
                case 'M' when count <= 2:
                    TimeSpanFormat.AppendNumber(ref buffer, (uint)month, count);
                    break;
                case 'M':
                    buffer.Append((count == 3 ? DateTimeFormatInfo.ShortMonths : DateTimeFormatInfo.FullMonths)[month - 1]);
                    break;
                case 'y':
                    TimeSpanFormat.AppendNumber(ref buffer, (uint)(count <= 2 ? year % 100 : year), count);
                    break;
                case 'g':
                    buffer.Append("A.D.");
                    break;
                case 'h':
                    int hour = value.Hour % 12;
                    TimeSpanFormat.AppendNumber(ref buffer, (uint)(hour == 0 ? 12 : hour), Math.Min(count, 2));
                    break;
                case 'H':
                    TimeSpanFormat.AppendNumber(ref buffer, (uint)value.Hour, Math.Min(count, 2));
                    break;
                case 'm':
                    TimeSpanFormat.AppendNumber(ref buffer, (uint)value.Minute, Math.Min(count, 2));
                    break;
                case 's':
                    TimeSpanFormat.AppendNumber(ref buffer, (uint)value.Second, Math.Min(count, 2));
                    break;
                case 'f' or 'F':
                    AppendFraction(ref buffer, fraction, symbol, count);
                    break;
                case 't':
                    string designator = value.Hour < 12 ? "AM" : "PM";
                    buffer.Append(designator.AsSpan(0, Math.Min(count, 2)));
                    break;
                case 'z':
                    AppendOffset(ref buffer, offset ?? default, count);
                    break;
                case 'K':
                    count = 1;
                    if (offset is not null || value.Kind == DateTimeKind.Local)
                    {
                        AppendOffset(ref buffer, offset ?? default, 3);
                    }
                    else if (value.Kind == DateTimeKind.Utc)
                    {
                        buffer.Append('Z');
                    }

                    break;
                case '\'' or '"':
                    count = AppendQuoted(ref buffer, format, i);
                    break;
                case '%':
                    if (i + 1 >= format.Length || format[i + 1] == '%')
                    {
                        throw new FormatException(BadFormat);
                    }

                    // Only makes a single character a custom format.
                    count = 1;
                    break;
                case '\\':
                    if (i + 1 >= format.Length)
                    {
                        throw new FormatException(BadFormat);
                    }

                    buffer.Append(format[i + 1]);
                    count = 2;
                    break;
                default:
                    buffer.Append(symbol);
                    count = 1;
                    break;
            }

            i += count;
        }
    }

    private static void AppendFraction(scoped ref FormatBuffer buffer, uint fraction, char symbol, int count)
    {
        if (count > 7)
        {
            throw new FormatException(BadFormat);
        }

        int length = buffer.Length;
        TimeSpanFormat.AppendFraction(ref buffer, fraction, count, symbol == 'F');
        if (symbol == 'F' && buffer.Length == length && length > 0 && buffer.Text[length - 1] == '.')
        {
            // No fraction: no point before it either.
            buffer.RemoveLast();
        }
    }

    private static void AppendOffset(scoped ref FormatBuffer buffer, TimeSpan offset, int count)
    {
        buffer.Append(offset.Ticks < 0 ? '-' : '+');
        offset = offset.Duration();
        TimeSpanFormat.AppendNumber(ref buffer, (uint)offset.Hours, Math.Min(count, 2));
        if (count > 2)
        {
            buffer.Append(':');
            TimeSpanFormat.AppendNumber(ref buffer, (uint)offset.Minutes, 2);
        }
    }
}
