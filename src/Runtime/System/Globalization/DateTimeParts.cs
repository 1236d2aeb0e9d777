namespace System.Globalization;

/// <summary>What a parser found in the text of a date and time. What was not there is -1, or not set.</summary>
internal struct DateTimeParts
{
    internal int Year = -1;
    internal int Month = -1;
    internal int Day = -1;
    internal int Hour = -1;
    internal int Minute = -1;
    internal int Second = -1;
    internal int FractionTicks;
    internal int DayOfWeek = -1;

    /// <summary>Why it is none, in the words of an exception; null where the text is just not recognized.</summary>
    internal string? Failure;

    /// <summary>0 before noon, 1 after.</summary>
    internal int Half = -1;

    internal bool IsUtc;
    internal bool HasOffset;
    internal TimeSpan Offset;

    public DateTimeParts()
    {
    }

    internal readonly bool HasDate => Year >= 0 || Month >= 0 || Day >= 0;

    internal readonly bool HasTime => Hour >= 0 || Minute >= 0 || Second >= 0 || Half >= 0;

    /// <summary>Date and time as they stand in the text. A time without a date is today's, or of the first day.</summary>
    internal bool TryToTicks(DateTimeStyles styles, out long ticks)
    {
        ticks = 0;
        int hour = Math.Max(Hour, 0);
        if (Half >= 0)
        {
            if (Half == 0 && hour > 12)
            {
                return false;
            }

            hour = Half == 0 ? hour % 12 : hour < 12 ? hour + 12 : hour;
        }

        if (hour > 23 || Minute > 59 || Second > 59)
        {
            Failure = "The DateTime represented by the string '{0}' is not supported in calendar 'System.Globalization.GregorianCalendar'.";
            return false;
        }

        int year = Year;
        int month = Month;
        int day = Day;
        if (!HasDate)
        {
            if ((styles & DateTimeStyles.NoCurrentDateDefault) != 0)
            {
                (year, month, day) = (1, 1, 1);
            }
            else
            {
                DateTime.Today.GetDate(out year, out month, out day);
            }
        }
        else
        {
            year = year >= 0 ? year : DateTime.Today.Year;
            month = month >= 0 ? month : 1;
            day = day >= 0 ? day : 1;
        }

        if (!DateTime.IsValidDate(year, month, day))
        {
            return false;
        }

        DateTime date = new(year, month, day);
        if (DayOfWeek >= 0 && (int)date.DayOfWeek != DayOfWeek)
        {
            Failure = "String '{0}' was not recognized as a valid DateTime because the day of week was incorrect.";
            return false;
        }

        ticks = date.Ticks + ((hour * 60L + Math.Max(Minute, 0)) * 60 + Math.Max(Second, 0)) * TimeSpan.TicksPerSecond + FractionTicks;
        return (ulong)ticks <= DateTime.MaxTicks;
    }

    /// <summary>With an offset it becomes local time (which is UTC), unless the style keeps or adjusts the kind.</summary>
    internal bool TryToDateTime(DateTimeStyles styles, out DateTime result)
    {
        result = default;
        if (!TryToTicks(styles, out long ticks))
        {
            return false;
        }

        DateTimeKind kind = DateTimeKind.Unspecified;
        if (IsUtc || HasOffset)
        {
            ticks -= Offset.Ticks;
            if ((ulong)ticks > DateTime.MaxTicks)
            {
                return false;
            }

            bool staysUtc = (styles & DateTimeStyles.AdjustToUniversal) != 0 || (IsUtc && (styles & DateTimeStyles.RoundtripKind) != 0);
            kind = staysUtc ? DateTimeKind.Utc : DateTimeKind.Local;
        }
        else if ((styles & (DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal)) != 0)
        {
            kind = (styles & DateTimeStyles.AdjustToUniversal) != 0 ? DateTimeKind.Utc : DateTimeKind.Local;
        }

        result = new DateTime(ticks, kind);
        return true;
    }
}
