namespace System.Globalization;

/// <summary>Dates and times from text that must follow a format.</summary>
internal static class DateTimeExactParse
{
    internal static bool TryParse(
        ReadOnlySpan<char> text, ReadOnlySpan<char> format, ref DateTimeStyles styles, out DateTimeParts parts, out bool isBadFormat)
    {
        parts = new DateTimeParts();
        isBadFormat = false;
        if (text.Length == 0)
        {
            return false;
        }

        if (format.Length == 0)
        {
            parts.Failure = "Format specifier '' was invalid.";
            return false;
        }

        if (format.Length == 1)
        {
            char letter = format[0];
            if (letter is not ('d' or 'D' or 'f' or 'F' or 'g' or 'G' or 'm' or 'M' or 'o' or 'O' or 'r' or 'R' or 's' or 't' or 'T' or 'u' or 'U' or 'y' or 'Y'))
            {
                isBadFormat = true;
                return false;
            }

            format = DateTimeFormat.ExpandStandard(letter, hasOffset: false);
            if (letter is 'o' or 'O')
            {
                styles = (styles & ~(DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite)) | DateTimeStyles.RoundtripKind;
            }
        }

        if ((styles & DateTimeStyles.AllowLeadingWhite) != 0)
        {
            text = text.TrimStart();
        }

        if ((styles & DateTimeStyles.AllowTrailingWhite) != 0)
        {
            text = text.TrimEnd();
        }

        Matcher matcher = new() { Text = text, AllowsInnerWhite = (styles & DateTimeStyles.AllowInnerWhite) != 0 };
        bool matches = matcher.TryMatch(format, ref parts);
        isBadFormat = matcher.IsBadFormat;

        return matches;
    }

    private ref struct Matcher
    {
        internal ReadOnlySpan<char> Text;
        internal bool AllowsInnerWhite;
        internal bool IsBadFormat;
        internal bool Conflict;
        private int _index;

        internal bool TryMatch(ReadOnlySpan<char> format, ref DateTimeParts parts)
        {
            for (int i = 0; i < format.Length;)
            {
                char symbol = format[i];
                int count = DateTimeFormat.RunLength(format, i);
                bool matches;
                switch (symbol)
                {
                    case 'y':
                        matches = count switch
                        {
                            <= 2 => TryDigits(count, 2, out int shortYear) && Set(ref parts.Year, DateTimeParse.FullYear(shortYear)),
                            3 => TryDigits(3, 4, out int year) && Set(ref parts.Year, year),
                            _ => TryDigits(count, count, out int fullYear) && Set(ref parts.Year, fullYear),
                        };
                        break;
                    case 'M' when count <= 2:
                        matches = TryDigits(count, 2, out int month) && Set(ref parts.Month, month);
                        break;
                    case 'M':
                        matches = TryName(count == 3 ? DateTimeFormatInfo.ShortMonths : DateTimeFormatInfo.FullMonths, out int named) && Set(ref parts.Month, named + 1);
                        break;
                    case 'd' when count <= 2:
                        matches = TryDigits(count, 2, out int day) && Set(ref parts.Day, day);
                        break;
                    case 'd':
                        matches = TryName(count == 3 ? DateTimeFormatInfo.ShortDays : DateTimeFormatInfo.FullDays, out int weekday) && Set(ref parts.DayOfWeek, weekday);
                        break;
                    case 'H':
                        matches = TryDigits(Math.Min(count, 2), 2, out int hour) && Set(ref parts.Hour, hour);
                        break;
                    case 'h':
                        matches = TryDigits(Math.Min(count, 2), 2, out int halfHour) && halfHour is >= 1 and <= 12 && Set(ref parts.Hour, halfHour);
                        if (matches && parts.Half < 0 && halfHour == 12 && !format.Contains('t'))
                        {
                            parts.Hour = 0;
                        }

                        break;
                    case 'm':
                        matches = TryDigits(Math.Min(count, 2), 2, out int minute) && Set(ref parts.Minute, minute);
                        break;
                    case 's':
                        matches = TryDigits(Math.Min(count, 2), 2, out int second) && Set(ref parts.Second, second);
                        break;
                    case 'f' or 'F':
                        matches = TryFraction(count, symbol == 'f', ref parts);
                        break;
                    case 't':
                        matches = TryHalf(count, ref parts);
                        break;
                    case 'z':
                        matches = TryOffset(count, ref parts);
                        break;
                    case 'K':
                        count = 1;
                        matches = TryKind(ref parts);
                        break;
                    case 'g':
                        matches = TryLiteral("A.D.") || TryLiteral("AD");
                        break;
                    case '\'' or '"':
                        int end = format.Slice(i + 1).IndexOf(symbol);
                        if (end < 0)
                        {
                            IsBadFormat = true;
                            return false;
                        }

                        matches = TryLiteral(format.Slice(i + 1, end));
                        count = end + 2;
                        break;
                    case '%' when i + 1 < format.Length && format[i + 1] != '%':
                        count = 1;
                        matches = true;
                        break;
                    case '\\' when i + 1 < format.Length:
                        matches = TryLiteral(format.Slice(i + 1, 1));
                        count = 2;
                        break;
                    case '%' or '\\':
                        IsBadFormat = true;
                        return false;
                    case '.' when _index < Text.Length && Text[_index] != '.' && i + 1 < format.Length && format[i + 1] == 'F':
                    case '.' when _index == Text.Length && i + 1 < format.Length && format[i + 1] == 'F':
                        // A point may be missing together with an optional fraction.
                        count = 1 + DateTimeFormat.RunLength(format, i + 1);
                        matches = true;
                        break;
                    default:
                        matches = TryLiteral(format.Slice(i, 1));
                        count = 1;
                        break;
                }

                if (!matches)
                {
                    parts.Failure = Conflict ? "DateTime pattern '" + symbol.ToString() + "' appears more than once with different values." : null;
                    return false;
                }

                i += count;
            }

            SkipWhite();
            return _index == Text.Length;
        }

        /// <summary>A part that comes twice must be the same both times.</summary>
        private bool Set(ref int part, int value)
        {
            if (part >= 0 && part != value)
            {
                Conflict = true;
                return false;
            }

            part = value;
            return true;
        }

        private void SkipWhite()
        {
            while (AllowsInnerWhite && _index < Text.Length && char.IsWhiteSpace(Text[_index]))
            {
                _index++;
            }
        }

        private bool TryDigits(int minimum, int maximum, out int value)
        {
            SkipWhite();
            value = 0;
            int start = _index;
            while (_index < Text.Length && _index - start < maximum && char.IsAsciiDigit(Text[_index]))
            {
                value = Math.Min(value * 10 + Text[_index++] - '0', 99_999);
            }

            return _index - start >= minimum;
        }

        private bool TryLiteral(ReadOnlySpan<char> literal)
        {
            foreach (char expected in literal)
            {
                if (AllowsInnerWhite && char.IsWhiteSpace(expected))
                {
                    SkipWhite();
                    continue;
                }

                SkipWhite();
                if (_index >= Text.Length || Text[_index] != expected)
                {
                    return false;
                }

                _index++;
            }

            return true;
        }

        private bool TryName(string[] names, out int index)
        {
            SkipWhite();
            index = -1;
            int length = 0;
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i].Length > length && Text.Slice(_index).StartsWith(names[i], StringComparison.OrdinalIgnoreCase))
                {
                    index = i;
                    length = names[i].Length;
                }
            }

            _index += length;
            return index >= 0;
        }

        private bool TryFraction(int count, bool isRequired, ref DateTimeParts parts)
        {
            if (count > 7)
            {
                IsBadFormat = true;
                return false;
            }

            int start = _index;
            int ticks = 0;
            while (_index < Text.Length && _index - start < count && char.IsAsciiDigit(Text[_index]))
            {
                ticks = ticks * 10 + Text[_index++] - '0';
            }

            int digits = _index - start;
            parts.FractionTicks = ticks * (int)Number.PowersOfTen[7 - digits];
            return !isRequired || digits == count;
        }

        private bool TryHalf(int count, ref DateTimeParts parts)
        {
            SkipWhite();
            if (_index >= Text.Length || (Text[_index] | 0x20) is not ('a' or 'p'))
            {
                return false;
            }

            int half = (Text[_index++] | 0x20) == 'a' ? 0 : 1;
            if (count > 1)
            {
                if (_index >= Text.Length || (Text[_index++] | 0x20) != 'm')
                {
                    return false;
                }
            }

            return Set(ref parts.Half, half);
        }

        private bool TryKind(ref DateTimeParts parts)
        {
            if (_index >= Text.Length)
            {
                return true;
            }

            if (Text[_index] == 'Z')
            {
                _index++;
                parts.IsUtc = true;
                return true;
            }

            return Text[_index] is not ('+' or '-') || TryOffset(3, ref parts);
        }

        private bool TryOffset(int count, ref DateTimeParts parts)
        {
            SkipWhite();
            if (_index < Text.Length && Text[_index] == 'Z' && count >= 3)
            {
                _index++;
                parts.IsUtc = true;
                return true;
            }

            if (_index >= Text.Length || Text[_index] is not ('+' or '-'))
            {
                return false;
            }

            bool isNegative = Text[_index++] == '-';
            int minutes = 0;
            if (!TryDigits(Math.Min(count, 2) == 1 ? 1 : 2, 2, out int hours))
            {
                return false;
            }

            if (count >= 3)
            {
                if (_index < Text.Length && Text[_index] == ':')
                {
                    _index++;
                }

                if (!TryDigits(2, 2, out minutes) || minutes > 59)
                {
                    return false;
                }
            }

            parts.HasOffset = true;
            parts.Offset = new TimeSpan(isNegative ? -hours : hours, isNegative ? -minutes : minutes, 0);
            return parts.Offset.Duration().Ticks <= 14 * TimeSpan.TicksPerHour;
        }
    }
}
