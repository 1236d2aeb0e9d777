using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>A point in time together with the offset from UTC at which it was read.</summary>
public readonly struct DateTimeOffset : IComparable, IComparable<DateTimeOffset>, IEquatable<DateTimeOffset>, ISpanFormattable, IUtf8SpanFormattable
{
    private const long MaxOffsetMinutes = 14 * 60;

    public static readonly DateTimeOffset MinValue;
    public static readonly DateTimeOffset MaxValue = new(DateTime.MaxTicks, TimeSpan.Zero);
    public static readonly DateTimeOffset UnixEpoch = new(DateTime.UnixEpochTicks, TimeSpan.Zero);

    private readonly DateTime _utc;
    private readonly short _offsetMinutes;

    public DateTimeOffset(long ticks, TimeSpan offset)
        : this(new DateTime(ticks), offset)
    {
    }

    /// <summary>Of unspecified and local times the offset is the local one, zero.</summary>
    public DateTimeOffset(DateTime dateTime)
        : this(dateTime, TimeSpan.Zero)
    {
    }

    public DateTimeOffset(DateTime dateTime, TimeSpan offset)
    {
        if (dateTime.Kind != DateTimeKind.Unspecified && offset != TimeSpan.Zero)
        {
            throw new ArgumentException(
                dateTime.Kind == DateTimeKind.Utc
                    ? "The UTC Offset for Utc DateTime instances must be 0."
                    : "The UTC Offset of the local dateTime parameter does not match the offset argument.",
                nameof(offset));
        }

        if (offset.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            throw new ArgumentException("Offset must be specified in whole minutes.", nameof(offset));
        }

        long minutes = offset.Ticks / TimeSpan.TicksPerMinute;
        if (minutes is < -MaxOffsetMinutes or > MaxOffsetMinutes)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), "Offset must be within plus or minus 14 hours.");
        }

        long utcTicks = dateTime.Ticks - offset.Ticks;
        if ((ulong)utcTicks > DateTime.MaxTicks)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), "The UTC time represented when the offset is applied must be between year 0 and 10,000.");
        }

        _utc = new DateTime(utcTicks);
        _offsetMinutes = (short)minutes;
    }

    public DateTimeOffset(DateOnly date, TimeOnly time, TimeSpan offset)
        : this(new DateTime(date, time), offset)
    {
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second), offset)
    {
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, int millisecond, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second, millisecond), offset)
    {
    }

    public DateTimeOffset(int year, int month, int day, int hour, int minute, int second, int millisecond, int microsecond, TimeSpan offset)
        : this(new DateTime(year, month, day, hour, minute, second, millisecond, microsecond), offset)
    {
    }

    public static DateTimeOffset UtcNow => new(DateTime.UtcNow);

    public static DateTimeOffset Now => UtcNow;

    public DateTime DateTime => new(_utc.Ticks + Offset.Ticks);

    public DateTime UtcDateTime => DateTime.SpecifyKind(_utc, DateTimeKind.Utc);

    public DateTime LocalDateTime => UtcDateTime.ToLocalTime();

    public DateTime Date => DateTime.Date;

    public TimeSpan Offset => new(_offsetMinutes * TimeSpan.TicksPerMinute);

    public int TotalOffsetMinutes => _offsetMinutes;

    public long Ticks => DateTime.Ticks;

    public long UtcTicks => _utc.Ticks;

    public TimeSpan TimeOfDay => DateTime.TimeOfDay;

    public int Year => DateTime.Year;

    public int Month => DateTime.Month;

    public int Day => DateTime.Day;

    public int DayOfYear => DateTime.DayOfYear;

    public DayOfWeek DayOfWeek => DateTime.DayOfWeek;

    public int Hour => DateTime.Hour;

    public int Minute => DateTime.Minute;

    public int Second => DateTime.Second;

    public int Millisecond => DateTime.Millisecond;

    public int Microsecond => DateTime.Microsecond;

    public int Nanosecond => DateTime.Nanosecond;

    public static DateTimeOffset FromUnixTimeSeconds(long seconds)
    {
        const long Minimum = -62_135_596_800;
        const long Maximum = 253_402_300_799;
        if (seconds is < Minimum or > Maximum)
        {
            ThrowUnix(nameof(seconds), seconds, Minimum, Maximum);
        }

        return new DateTimeOffset(seconds * TimeSpan.TicksPerSecond + DateTime.UnixEpochTicks, TimeSpan.Zero);
    }

    public static DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)
    {
        const long Minimum = -62_135_596_800_000;
        const long Maximum = 253_402_300_799_999;
        if (milliseconds is < Minimum or > Maximum)
        {
            ThrowUnix(nameof(milliseconds), milliseconds, Minimum, Maximum);
        }

        return new DateTimeOffset(milliseconds * TimeSpan.TicksPerMillisecond + DateTime.UnixEpochTicks, TimeSpan.Zero);
    }

    public long ToUnixTimeSeconds() => _utc.Ticks / TimeSpan.TicksPerSecond - DateTime.UnixEpochTicks / TimeSpan.TicksPerSecond;

    public long ToUnixTimeMilliseconds() => _utc.Ticks / TimeSpan.TicksPerMillisecond - DateTime.UnixEpochTicks / TimeSpan.TicksPerMillisecond;

    public DateTimeOffset ToOffset(TimeSpan offset) => new(_utc + offset, offset);

    public DateTimeOffset ToUniversalTime() => new(_utc, TimeSpan.Zero);

    public DateTimeOffset ToLocalTime() => ToUniversalTime();

    public DateTimeOffset Add(TimeSpan timeSpan) => new(DateTime.Add(timeSpan), Offset);

    public DateTimeOffset AddDays(double days) => new(DateTime.AddDays(days), Offset);

    public DateTimeOffset AddHours(double hours) => new(DateTime.AddHours(hours), Offset);

    public DateTimeOffset AddMinutes(double minutes) => new(DateTime.AddMinutes(minutes), Offset);

    public DateTimeOffset AddSeconds(double seconds) => new(DateTime.AddSeconds(seconds), Offset);

    public DateTimeOffset AddMilliseconds(double milliseconds) => new(DateTime.AddMilliseconds(milliseconds), Offset);

    public DateTimeOffset AddMonths(int months) => new(DateTime.AddMonths(months), Offset);

    public DateTimeOffset AddYears(int years) => new(DateTime.AddYears(years), Offset);

    public DateTimeOffset AddTicks(long ticks) => new(DateTime.AddTicks(ticks), Offset);

    public TimeSpan Subtract(DateTimeOffset value) => _utc - value._utc;

    public DateTimeOffset Subtract(TimeSpan value) => new(DateTime.Subtract(value), Offset);

    public static int Compare(DateTimeOffset first, DateTimeOffset second) => first._utc.CompareTo(second._utc);

    public int CompareTo(DateTimeOffset other) => _utc.CompareTo(other._utc);

    int IComparable.CompareTo(object? obj)
    {
        if (obj is null)
        {
            return 1;
        }

        if (obj is DateTimeOffset other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type DateTimeOffset.");
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is DateTimeOffset other && _utc == other._utc;

    public bool Equals(DateTimeOffset other) => _utc == other._utc;

    public bool EqualsExact(DateTimeOffset other) => _utc == other._utc && _offsetMinutes == other._offsetMinutes;

    public override int GetHashCode() => _utc.GetHashCode();

    public static DateTimeOffset Parse(string input) => Parse(input, null, DateTimeStyles.None);

    public static DateTimeOffset Parse(string input, IFormatProvider? formatProvider) => Parse(input, formatProvider, DateTimeStyles.None);

    public static DateTimeOffset Parse(string input, IFormatProvider? formatProvider, DateTimeStyles styles)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Parse(input.AsSpan(), formatProvider, styles);
    }

    public static DateTimeOffset Parse(ReadOnlySpan<char> input, IFormatProvider? formatProvider = null, DateTimeStyles styles = DateTimeStyles.None)
    {
        DateTimeParse.CheckStyles(styles, nameof(styles));
        if (!DateTimeParse.TryParse(input, styles, out DateTimeParts parts) || !TryAssemble(parts, styles, out DateTimeOffset result))
        {
            throw DateTimeParse.NotRecognized(input, parts);
        }

        return result;
    }

    public static bool TryParse([NotNullWhen(true)] string? input, out DateTimeOffset result) => TryParse(input.AsSpan(), null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> input, out DateTimeOffset result) => TryParse(input, null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> input, IFormatProvider? formatProvider, DateTimeStyles styles, out DateTimeOffset result)
    {
        DateTimeParse.CheckStyles(styles, nameof(styles));
        result = default;
        return DateTimeParse.TryParse(input, styles, out DateTimeParts parts) && TryAssemble(parts, styles, out result);
    }

    public static DateTimeOffset ParseExact(string input, string format, IFormatProvider? formatProvider) =>
        ParseExact(input, format, formatProvider, DateTimeStyles.None);

    public static DateTimeOffset ParseExact(string input, string format, IFormatProvider? formatProvider, DateTimeStyles styles)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(format);
        DateTimeParse.CheckStyles(styles, nameof(styles));
        if (!DateTimeExactParse.TryParse(input, format, ref styles, out DateTimeParts parts, out bool isBadFormat) || !TryAssemble(parts, styles, out DateTimeOffset result))
        {
            throw isBadFormat ? new FormatException(DateTimeFormat.BadFormat) : DateTimeParse.NotRecognized(input, parts);
        }

        return result;
    }

    public override string ToString() => ToString(null, null);

    public string ToString(string? format) => ToString(format, null);

    public string ToString(IFormatProvider? formatProvider) => ToString(null, formatProvider);

    public string ToString(string? format, IFormatProvider? formatProvider) => DateTimeFormat.Format(DateTime, Offset, format, "MM/dd/yyyy HH:mm:ss zzz");

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? formatProvider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, DateTime, Offset, format.Length == 0 ? "MM/dd/yyyy HH:mm:ss zzz" : format);
        return buffer.TryCopyTo(destination, out charsWritten);
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? formatProvider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, DateTime, Offset, format.Length == 0 ? "MM/dd/yyyy HH:mm:ss zzz" : format);
        return buffer.TryCopyTo(utf8Destination, out bytesWritten);
    }

    public static implicit operator DateTimeOffset(DateTime dateTime) => new(dateTime);

    public static DateTimeOffset operator +(DateTimeOffset dateTimeOffset, TimeSpan timeSpan) => dateTimeOffset.Add(timeSpan);

    public static DateTimeOffset operator -(DateTimeOffset dateTimeOffset, TimeSpan timeSpan) => dateTimeOffset.Subtract(timeSpan);

    public static TimeSpan operator -(DateTimeOffset left, DateTimeOffset right) => left._utc - right._utc;

    public static bool operator ==(DateTimeOffset left, DateTimeOffset right) => left._utc == right._utc;

    public static bool operator !=(DateTimeOffset left, DateTimeOffset right) => left._utc != right._utc;

    public static bool operator <(DateTimeOffset left, DateTimeOffset right) => left._utc < right._utc;

    public static bool operator <=(DateTimeOffset left, DateTimeOffset right) => left._utc <= right._utc;

    public static bool operator >(DateTimeOffset left, DateTimeOffset right) => left._utc > right._utc;

    public static bool operator >=(DateTimeOffset left, DateTimeOffset right) => left._utc >= right._utc;

    private static bool TryAssemble(DateTimeParts parts, DateTimeStyles styles, out DateTimeOffset result)
    {
        result = default;
        if (!parts.TryToTicks(styles, out long ticks) || (ulong)(ticks - parts.Offset.Ticks) > DateTime.MaxTicks)
        {
            return false;
        }

        result = new DateTimeOffset(ticks, parts.Offset);
        if ((styles & DateTimeStyles.AdjustToUniversal) != 0)
        {
            result = result.ToUniversalTime();
        }

        return true;
    }

    [DoesNotReturn]
    private static void ThrowUnix(string parameter, long value, long minimum, long maximum) =>
        throw new ArgumentOutOfRangeException(parameter, value, "Valid values are between " + minimum.ToString() + " and " + maximum.ToString() + ", inclusive.");
}
