using System.Diagnostics.CodeAnalysis;

namespace System;

// Adding, comparing, converting.
public readonly partial struct DateTime
{
    public DateTime AddTicks(long value)
    {
        long ticks = Ticks + value;
        if ((ulong)ticks > MaxTicks)
        {
            ThrowSum(nameof(value));
        }

        return new DateTime(ticks, Kind);
    }

    public DateTime Add(TimeSpan value) => AddTicks(value.Ticks);

    public DateTime AddDays(double value) => AddUnits(value, TimeSpan.TicksPerDay);

    public DateTime AddHours(double value) => AddUnits(value, TimeSpan.TicksPerHour);

    public DateTime AddMinutes(double value) => AddUnits(value, TimeSpan.TicksPerMinute);

    public DateTime AddSeconds(double value) => AddUnits(value, TimeSpan.TicksPerSecond);

    public DateTime AddMilliseconds(double value) => AddUnits(value, TimeSpan.TicksPerMillisecond);

    public DateTime AddMicroseconds(double value) => AddUnits(value, TimeSpan.TicksPerMicrosecond);

    /// <summary>To the same day of another month, or its last day.</summary>
    public DateTime AddMonths(int months)
    {
        if (months is < -120_000 or > 120_000)
        {
            throw new ArgumentOutOfRangeException(nameof(months), "Months value must be between +/-120000.");
        }

        GetDate(out int year, out int month, out int day);
        int total = year * 12 + month - 1 + months;
        year = total / 12;
        month = total % 12 + 1;
        if (year is < 1 or > 9999 || total < 12)
        {
            ThrowSum(nameof(months));
        }

        day = Math.Min(day, DaysInMonth(year, month));
        return new DateTime(DateToTicks(year, month, day) + Ticks % TimeSpan.TicksPerDay, Kind);
    }

    public DateTime AddYears(int value)
    {
        if (value is < -10_000 or > 10_000)
        {
            throw new ArgumentOutOfRangeException(nameof(value), "Years value must be between +/-10000.");
        }

        GetDate(out int year, out int month, out int day);
        year += value;
        if (year is < 1 or > 9999)
        {
            ThrowSum(nameof(value));
        }

        day = Math.Min(day, DaysInMonth(year, month));
        return new DateTime(DateToTicks(year, month, day) + Ticks % TimeSpan.TicksPerDay, Kind);
    }

    public TimeSpan Subtract(DateTime value) => new(Ticks - value.Ticks);

    public DateTime Subtract(TimeSpan value) => this - value;

    public DateTime ToUniversalTime() => new(Ticks, DateTimeKind.Utc);

    public DateTime ToLocalTime() => new(Ticks, DateTimeKind.Local);

    public bool IsDaylightSavingTime() => false;

    public long ToFileTime() => ToFileTimeUtc();

    public long ToFileTimeUtc()
    {
        long time = Ticks - FileTimeOffset;
        if (time < 0)
        {
            throw new ArgumentOutOfRangeException(null, "Not a valid Win32 FileTime.");
        }

        return time;
    }

    public static DateTime FromFileTimeUtc(long fileTime)
    {
        if (fileTime is < 0 or > MaxTicks - FileTimeOffset)
        {
            throw new ArgumentOutOfRangeException(nameof(fileTime), "Not a valid Win32 FileTime.");
        }

        return new DateTime(fileTime + FileTimeOffset, DateTimeKind.Utc);
    }

    /// <summary>Ticks and kind in 64 bits.</summary>
    public long ToBinary() => (long)_data;

    public static DateTime FromBinary(long dateData)
    {
        ulong ticks = (ulong)dateData & TicksMask;
        if (ticks > MaxTicks)
        {
            throw new ArgumentException("The binary data must result in a DateTime with ticks between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.", nameof(dateData));
        }

        return new DateTime((long)ticks, (DateTimeKind)Math.Min((ulong)dateData >> KindShift, 2));
    }

    public void Deconstruct(out DateOnly date, out TimeOnly time)
    {
        date = DateOnly.FromDateTime(this);
        time = TimeOnly.FromDateTime(this);
    }

    public void Deconstruct(out int year, out int month, out int day) => GetDate(out year, out month, out day);

    public static int Compare(DateTime t1, DateTime t2) => t1.Ticks.CompareTo(t2.Ticks);

    public static bool Equals(DateTime t1, DateTime t2) => t1.Ticks == t2.Ticks;

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is DateTime other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type DateTime.");
    }

    public int CompareTo(DateTime value) => Ticks.CompareTo(value.Ticks);

    public override bool Equals([NotNullWhen(true)] object? value) => value is DateTime other && Ticks == other.Ticks;

    public bool Equals(DateTime value) => Ticks == value.Ticks;

    public override int GetHashCode() => (int)Ticks ^ (int)(Ticks >> 32);

    public static DateTime operator +(DateTime d, TimeSpan t)
    {
        long ticks = d.Ticks + t.Ticks;
        if ((ulong)ticks > MaxTicks)
        {
            ThrowSum(nameof(t));
        }

        return new DateTime(ticks, d.Kind);
    }

    public static DateTime operator -(DateTime d, TimeSpan t)
    {
        long ticks = d.Ticks - t.Ticks;
        if ((ulong)ticks > MaxTicks)
        {
            ThrowSum(nameof(t));
        }

        return new DateTime(ticks, d.Kind);
    }

    public static TimeSpan operator -(DateTime d1, DateTime d2) => new(d1.Ticks - d2.Ticks);

    public static bool operator ==(DateTime d1, DateTime d2) => d1.Ticks == d2.Ticks;

    public static bool operator !=(DateTime d1, DateTime d2) => d1.Ticks != d2.Ticks;

    public static bool operator <(DateTime t1, DateTime t2) => t1.Ticks < t2.Ticks;

    public static bool operator <=(DateTime t1, DateTime t2) => t1.Ticks <= t2.Ticks;

    public static bool operator >(DateTime t1, DateTime t2) => t1.Ticks > t2.Ticks;

    public static bool operator >=(DateTime t1, DateTime t2) => t1.Ticks >= t2.Ticks;

    /// <summary>Whole units first, then the fraction, so that no precision is lost.</summary>
    private DateTime AddUnits(double value, long ticksPerUnit)
    {
        double limit = MaxTicks / ticksPerUnit;
        if (Math.Abs(value) > limit)
        {
            throw new ArgumentOutOfRangeException(nameof(value), "Value to add was out of range.");
        }

        double whole = Math.Truncate(value);
        double fraction = value - whole;
        return AddTicks((long)whole * ticksPerUnit + (long)(fraction * ticksPerUnit));
    }

    [DoesNotReturn]
    private static void ThrowSum(string parameter) =>
        throw new ArgumentOutOfRangeException(parameter, "The added or subtracted value results in an un-representable DateTime.");
}
