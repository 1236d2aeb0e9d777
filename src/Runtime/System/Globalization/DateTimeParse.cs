namespace System.Globalization;

/// <summary>
/// Dates and times from free text: ISO 8601, the invariant culture's month/day/year, names of months and days, 24-hour and AM/PM times,
/// offsets, "Z" and "GMT", in the orders people write them.
/// </summary>
internal static class DateTimeParse
{
    /// <summary>Years of two digits up to it are of this century.</summary>
    private const int LastTwoDigitYear = 49;

    internal static FormatException NotRecognized(ReadOnlySpan<char> text, string typeName) =>
        new("String '" + new string(text) + "' was not recognized as a valid " + typeName + ".");

    internal static FormatException NotRecognized(ReadOnlySpan<char> text, in DateTimeParts parts) =>
        parts.Failure is null ? NotRecognized(text, "DateTime") : new FormatException(parts.Failure.Replace("{0}", new string(text)));

    internal static void CheckStyles(DateTimeStyles styles, string parameter)
    {
        const DateTimeStyles Invalid = ~(DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AdjustToUniversal
            | DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind);
        const DateTimeStyles Assume = DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal;
        if ((styles & Invalid) != 0)
        {
            throw new ArgumentException("An undefined DateTimeStyles value is being used.", parameter);
        }

        if ((styles & Assume) == Assume)
        {
            throw new ArgumentException("The DateTimeStyles values AssumeLocal and AssumeUniversal cannot be used together.", parameter);
        }

        if ((styles & DateTimeStyles.RoundtripKind) != 0 && (styles & (Assume | DateTimeStyles.AdjustToUniversal)) != 0)
        {
            throw new ArgumentException(
                "The DateTimeStyles value RoundtripKind cannot be used with the values AssumeLocal, AssumeUniversal or AdjustToUniversal.", parameter);
        }
    }

    internal static bool TryParse(ReadOnlySpan<char> text, DateTimeStyles styles, out DateTimeParts parts)
    {
        parts = new DateTimeParts();
        Scanner scanner = new() { Text = text.Trim().TrimEnd('\0') };
        return scanner.Text.Length > 0 && scanner.TryScan(ref parts) && scanner.TrySetDate(ref parts);
    }

    /// <summary>The index of a name in a list, its first three letters being enough for lists of short names; -1 if it is not there.</summary>
    internal static int FindName(ReadOnlySpan<char> word, string[] full, string[] abbreviated)
    {
        for (int i = 0; i < full.Length; i++)
        {
            if (full[i].Length > 0
                && (word.Equals(full[i], StringComparison.OrdinalIgnoreCase) || word.Equals(abbreviated[i], StringComparison.OrdinalIgnoreCase)))
            {
                return i;
            }
        }

        return -1;
    }

    internal static int FullYear(int twoDigits) => twoDigits + (twoDigits <= LastTwoDigitYear ? 2000 : 1900);

    private ref struct Scanner
    {
        internal ReadOnlySpan<char> Text;
        private int _index;
        private int _count;
        private int _countAtTime;
        private int _first;
        private int _second;
        private int _third;
        private int _firstLength;
        private int _secondLength;
        private int _thirdLength;
        private bool _monthWasFirst;

        private readonly char Current => _index < Text.Length ? Text[_index] : '\0';

        internal bool TryScan(ref DateTimeParts parts)
        {
            while (_index < Text.Length)
            {
                char character = Text[_index];
                bool matches;
                if (char.IsAsciiDigit(character))
                {
                    matches = TryNumber(ref parts);
                }
                else if (char.IsAsciiLetter(character))
                {
                    matches = TryWord(ref parts);
                }
                else if (character is '+' or '-' && parts.Hour >= 0 && _count == _countAtTime)
                {
                    matches = TryOffset(ref parts);
                }
                else
                {
                    // Separators. A point or hyphen or slash stands only between the parts of a date.
                    matches = char.IsWhiteSpace(character) || character == ',' || (character is '/' or '-' or '.' && (_count > 0 || parts.Month > 0));
                    _index++;
                    matches &= character is not ('/' or '-' or '.') || char.IsAsciiLetterOrDigit(Current);
                }

                if (!matches)
                {
                    return false;
                }
            }

            return true;
        }

        private static string UnknownWord(int index) =>
            "The string '{0}' was not recognized as a valid DateTime. There is an unknown word starting at index '" + index.ToString() + "'.";

        private int ScanDigits(out int length)
        {
            int start = _index;
            int value = 0;
            while (char.IsAsciiDigit(Current))
            {
                value = Math.Min(value * 10 + Current - '0', 99_999_999);
                _index++;
            }

            length = _index - start;
            return value;
        }

        private bool TryNumber(ref DateTimeParts parts)
        {
            int value = ScanDigits(out int length);
            if (Current == ':')
            {
                return TryTime(ref parts, value, length);
            }

            // A number and AM or PM is an hour.
            int ahead = _index;
            while (ahead < Text.Length && Text[ahead] == ' ')
            {
                ahead++;
            }

            if (length <= 2 && parts.Hour < 0 && ahead + 1 < Text.Length && (Text[ahead] | 0x20) is 'a' or 'p' && (Text[ahead + 1] | 0x20) == 'm'
                && (ahead + 2 == Text.Length || !char.IsAsciiLetter(Text[ahead + 2])))
            {
                parts.Hour = value;
                _countAtTime = _count;
                return value is >= 1 and <= 12;
            }

            switch (_count++)
            {
                case 0:
                    (_first, _firstLength) = (value, length);
                    return true;
                case 1:
                    (_second, _secondLength) = (value, length);
                    return true;
                case 2:
                    (_third, _thirdLength) = (value, length);
                    return true;
                default:
                    return false;
            }
        }

        private bool TryTime(ref DateTimeParts parts, int hour, int length)
        {
            if (parts.Hour >= 0 || length > 2)
            {
                return false;
            }

            parts.Hour = hour;
            _countAtTime = _count;
            _index++;
            parts.Minute = ScanDigits(out length);
            if (length is 0 or > 2)
            {
                return false;
            }

            if (Current != ':')
            {
                return true;
            }

            _index++;
            parts.Second = ScanDigits(out length);
            if (length is 0 or > 2)
            {
                return false;
            }

            if (Current is not ('.' or ',') || _index + 1 >= Text.Length || !char.IsAsciiDigit(Text[_index + 1]))
            {
                return true;
            }

            _index++;
            return TryFraction(ref parts);
        }

        /// <summary>Seven digits are ticks; more round.</summary>
        private bool TryFraction(ref DateTimeParts parts)
        {
            const int ExactDigits = 15;
            long value = 0;
            int digits = 0;
            for (; char.IsAsciiDigit(Current); _index++)
            {
                if (digits < ExactDigits)
                {
                    value = value * 10 + Current - '0';
                    digits++;
                }
            }

            parts.FractionTicks = digits <= 7
                ? (int)(value * (long)Number.PowersOfTen[7 - digits])
                : (int)Math.Round(value / (double)Number.PowersOfTen[digits - 7]);
            return digits > 0;
        }

        private bool TryWord(ref DateTimeParts parts)
        {
            int start = _index;
            while (char.IsAsciiLetter(Current))
            {
                _index++;
            }

            ReadOnlySpan<char> word = Text.Slice(start, _index - start);
            if (word.Length == 1 && (word[0] | 0x20) == 't')
            {
                // Between an ISO date and its time.
                bool stands = _count == 3 && parts.Hour < 0 && char.IsAsciiDigit(Current);
                parts.Failure = stands ? null : UnknownWord(start);
                return stands;
            }

            if ((word.Length == 1 && (word[0] | 0x20) == 'z') || word.Equals("GMT", StringComparison.OrdinalIgnoreCase))
            {
                bool isFirst = !parts.IsUtc && !parts.HasOffset;
                parts.IsUtc = true;
                return isFirst && parts.Hour >= 0;
            }

            if (word.Equals("AM", StringComparison.OrdinalIgnoreCase) || word.Equals("PM", StringComparison.OrdinalIgnoreCase))
            {
                bool isFirst = parts.Half < 0;
                parts.Half = (word[0] | 0x20) == 'a' ? 0 : 1;
                return isFirst && parts.Hour >= 0;
            }

            int month = FindName(word, DateTimeFormatInfo.FullMonths, DateTimeFormatInfo.ShortMonths);
            if (month >= 0)
            {
                _monthWasFirst = _count == 0;
                bool isFirst = parts.Month < 0;
                parts.Month = month + 1;
                return isFirst;
            }

            int day = FindName(word, DateTimeFormatInfo.FullDays, DateTimeFormatInfo.ShortDays);
            bool isFirstDay = parts.DayOfWeek < 0;
            if (day < 0)
            {
                parts.Failure = UnknownWord(start);
                return false;
            }

            parts.DayOfWeek = day;
            return isFirstDay;
        }

        private bool TryOffset(ref DateTimeParts parts)
        {
            bool isNegative = Current == '-';
            _index++;
            int hours = ScanDigits(out int length);
            int minutes = 0;
            if (Current == ':')
            {
                _index++;
                minutes = ScanDigits(out int minuteLength);
                if (minuteLength is 0 or > 2)
                {
                    return false;
                }
            }
            else if (length is 3 or 4)
            {
                minutes = hours % 100;
                hours /= 100;
                length = 2;
            }

            bool isFirst = !parts.HasOffset && !parts.IsUtc;
            parts.HasOffset = true;
            parts.Offset = new TimeSpan(isNegative ? -hours : hours, isNegative ? -minutes : minutes, 0);
            return isFirst && length is 1 or 2 && hours <= 14 && minutes <= 59 && parts.Offset.Duration().Ticks <= 14 * TimeSpan.TicksPerHour;
        }

        /// <summary>Which number is the year, the month, the day.</summary>
        internal readonly bool TrySetDate(ref DateTimeParts parts)
        {
            if (parts.Month > 0)
            {
                return TrySetWithName(ref parts);
            }

            switch (_count)
            {
                case 0:
                    return parts.HasTime;
                case 2 when _firstLength > 2:
                    (parts.Year, parts.Month, parts.Day) = (_first, _second, 1);
                    return _firstLength <= 4 && _secondLength <= 2;
                case 2 when _secondLength > 2:
                    (parts.Month, parts.Year, parts.Day) = (_first, _second, 1);
                    return _secondLength <= 4;
                case 2:
                    (parts.Month, parts.Day) = (_first, _second);
                    return true;
                case 3 when _firstLength > 2:
                    (parts.Year, parts.Month, parts.Day) = (_first, _second, _third);
                    return _firstLength <= 4 && _secondLength <= 2 && _thirdLength <= 2;
                case 3:
                    (parts.Month, parts.Day, parts.Year) = (_first, _second, _thirdLength <= 2 ? FullYear(_third) : _third);
                    return _secondLength <= 2 && _thirdLength <= 4;
                default:
                    return false;
            }
        }

        private readonly bool TrySetWithName(ref DateTimeParts parts)
        {
            switch (_count)
            {
                case 1 when _firstLength > 2:
                    (parts.Year, parts.Day) = (_first, 1);
                    return _firstLength <= 4;
                case 1:
                    parts.Day = _first;
                    return true;
                case 2 when _firstLength > 2:
                    (parts.Year, parts.Day) = (_first, _second);
                    return _firstLength <= 4 && _secondLength <= 2;
                case 2:
                    (parts.Day, parts.Year) = (_first, _secondLength <= 2 ? FullYear(_second) : _second);
                    return _secondLength <= 4 && (_monthWasFirst || _firstLength <= 2);
                default:
                    return false;
            }
        }
    }
}
