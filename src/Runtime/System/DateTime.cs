using System.Diagnostics.CodeAnalysis;
using Internal.Runtime;

namespace System;

/// <summary>A point in time, in ticks of 100 nanoseconds since the first of January of year 1, in the Gregorian calendar. Local time is UTC.</summary>
/// <remarks>Files: DateTime, DateTime.Arithmetic, DateTime.Text. Its text is made by DateTimeFormat and read by DateTimeParse.</remarks>
public readonly partial struct DateTime : IComparable, IComparable<DateTime>, IEquatable<DateTime>, ISpanFormattable, IUtf8SpanFormattable
{
    internal const long MaxTicks = 3_155_378_975_999_999_999;
    internal const long UnixEpochTicks = 621_355_968_000_000_000;
    private const long FileTimeOffset = 504_911_232_000_000_000;
    private const ulong TicksMask = 0x3FFF_FFFF_FFFF_FFFF;
    private const int KindShift = 62;
    private const int DaysPer400Years = 146_097;
    private const int DaysPer4Years = 1_461;

    public static readonly DateTime MinValue;
    public static readonly DateTime MaxValue = new(MaxTicks, DateTimeKind.Unspecified);
    public static readonly DateTime UnixEpoch = new(UnixEpochTicks, DateTimeKind.Utc);

    // Ticks, with the kind in the two upper bits.
    private readonly ulong _data;

    public DateTime(long ticks)
        : this(ticks, DateTimeKind.Unspecified)
    {
    }

    public DateTime(long ticks, DateTimeKind kind)
    {
        if ((ulong)ticks > MaxTicks)
        {
            throw new ArgumentOutOfRangeException(nameof(ticks), "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.");
        }

        CheckKind(kind);
        _data = (ulong)ticks | ((ulong)kind << KindShift);
    }

    public DateTime(DateOnly date, TimeOnly time)
        : this(date, time, DateTimeKind.Unspecified)
    {
    }

    public DateTime(DateOnly date, TimeOnly time, DateTimeKind kind)
        : this(date.DayNumber * TimeSpan.TicksPerDay + time.Ticks, kind)
    {
    }

    public DateTime(int year, int month, int day)
        : this(DateToTicks(year, month, day), DateTimeKind.Unspecified)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second)
        : this(year, month, day, hour, minute, second, DateTimeKind.Unspecified)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)
        : this(DateToTicks(year, month, day) + TimeToTicks(hour, minute, second), kind)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond)
        : this(year, month, day, hour, minute, second, millisecond, DateTimeKind.Unspecified)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, DateTimeKind kind)
        : this(year, month, day, hour, minute, second, millisecond, 0, kind)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond)
        : this(year, month, day, hour, minute, second, millisecond, microsecond, DateTimeKind.Unspecified)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, DateTimeKind kind)
        : this(DateToTicks(year, month, day) + TimeToTicks(hour, minute, second) + PartsToTicks(millisecond, microsecond), kind)
    {
    }

    public static DateTime UtcNow => new(UnixEpochTicks + Home.UnixNanoseconds() / 100, DateTimeKind.Utc);

    public static DateTime Now => new(UtcNow.Ticks, DateTimeKind.Local);

    public static DateTime Today => Now.Date;

    public long Ticks => (long)(_data & TicksMask);

    public DateTimeKind Kind => (DateTimeKind)Math.Min(_data >> KindShift, 2);

    public DateTime Date => new(Ticks - Ticks % TimeSpan.TicksPerDay, Kind);

    public TimeSpan TimeOfDay => new(Ticks % TimeSpan.TicksPerDay);

    public int Year
    {
        get
        {
            GetDate(out int year, out _, out _);
            return year;
        }
    }

    public int Month
    {
        get
        {
            GetDate(out _, out int month, out _);
            return month;
        }
    }

    public int Day
    {
        get
        {
            GetDate(out _, out _, out int day);
            return day;
        }
    }

    public int DayOfYear
    {
        get
        {
            int year = Year;
            return (int)(Ticks / TimeSpan.TicksPerDay) - DaysBefore(year, 1, 1) + 1;
        }
    }

    public DayOfWeek DayOfWeek => (DayOfWeek)((Ticks / TimeSpan.TicksPerDay + 1) % 7);

    public int Hour => (int)(Ticks / TimeSpan.TicksPerHour % 24);

    public int Minute => (int)(Ticks / TimeSpan.TicksPerMinute % 60);

    public int Second => (int)(Ticks / TimeSpan.TicksPerSecond % 60);

    public int Millisecond => (int)(Ticks / TimeSpan.TicksPerMillisecond % 1000);

    public int Microsecond => (int)(Ticks / TimeSpan.TicksPerMicrosecond % 1000);

    public int Nanosecond => (int)(Ticks % TimeSpan.TicksPerMicrosecond * TimeSpan.NanosecondsPerTick);

    public static bool IsLeapYear(int year)
    {
        if (year is < 1 or > 9999)
        {
            throw new ArgumentOutOfRangeException(nameof(year), "Year must be between 1 and 9999.");
        }

        return (year & 3) == 0 && (year % 100 != 0 || (year & 15) == 0);
    }

    public static int DaysInMonth(int year, int month)
    {
        if (month is < 1 or > 12)
        {
            throw new ArgumentOutOfRangeException(nameof(month), month, "Month must be between one and twelve.");
        }

        bool isLeap = IsLeapYear(year);

        // Thirty and thirty-one take turns, with July and August both long.
        return month != 2 ? 30 + ((month + (month >> 3)) & 1) : isLeap ? 29 : 28;
    }

    public static DateTime SpecifyKind(DateTime value, DateTimeKind kind) => new(value.Ticks, kind);

    /// <summary>Year, month and day at once.</summary>
    internal void GetDate(out int year, out int month, out int day) => DaysToDate((int)(Ticks / TimeSpan.TicksPerDay), out year, out month, out day);

    /// <summary>Years counted from March, so that the leap day is the last of its year (Neri and Schneider, 2021).</summary>
    internal static void DaysToDate(int days, out int year, out int month, out int day)
    {
        // 306 days from March to the end of the year before the first.
        uint n1 = (uint)(days + 306) * 4 + 3;
        uint century = n1 / DaysPer400Years;
        uint n2 = (n1 % DaysPer400Years) | 3;
        uint yearOfCentury = n2 / DaysPer4Years;
        uint dayOfYear = n2 % DaysPer4Years / 4;
        uint n3 = 2141 * dayOfYear + 197_913;
        uint monthFromMarch = n3 >> 16;
        day = (int)((n3 & 0xFFFF) / 2141) + 1;
        bool isNextYear = dayOfYear >= 306;
        year = (int)(100 * century + yearOfCentury) + (isNextYear ? 1 : 0);
        month = (int)monthFromMarch - (isNextYear ? 12 : 0);
    }

    /// <summary>Days from the first day of year 1.</summary>
    internal static int DaysBefore(int year, int month, int day)
    {
        if (month < 3)
        {
            year--;
            month += 12;
        }

        return year * 365 + (year >> 2) - year / 100 + year / 400 + (979 * month - 2919) / 32 + day - 307;
    }

    internal static bool IsValidDate(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    internal static long DateToTicks(int year, int month, int day)
    {
        if (!IsValidDate(year, month, day))
        {
            throw new ArgumentOutOfRangeException(null, "Year, Month, and Day parameters describe an un-representable DateTime.");
        }

        return DaysBefore(year, month, day) * TimeSpan.TicksPerDay;
    }

    internal static long TimeToTicks(int hour, int minute, int second)
    {
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 59)
        {
            throw new ArgumentOutOfRangeException(null, "Hour, Minute, and Second parameters describe an un-representable DateTime.");
        }

        return (hour * 3600L + minute * 60 + second) * TimeSpan.TicksPerSecond;
    }

    internal static long PartsToTicks(int millisecond, int microsecond)
    {
        if ((uint)millisecond > 999)
        {
            throw new ArgumentOutOfRangeException(nameof(millisecond), "Valid values are between 0 and 999, inclusive.");
        }

        if ((uint)microsecond > 999)
        {
            throw new ArgumentOutOfRangeException(nameof(microsecond), "Valid values are between 0 and 999, inclusive.");
        }

        return millisecond * TimeSpan.TicksPerMillisecond + microsecond * TimeSpan.TicksPerMicrosecond;
    }

    private static void CheckKind(DateTimeKind kind)
    {
        if ((uint)kind > (uint)DateTimeKind.Local)
        {
            throw new ArgumentException("Invalid DateTimeKind value.", nameof(kind));
        }
    }
}
