using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>A day in the Gregorian calendar, counted from the first of January of year 1.</summary>
public readonly struct DateOnly : IComparable, IComparable<DateOnly>, IEquatable<DateOnly>, ISpanFormattable, IUtf8SpanFormattable
{
    private const int MaxDayNumber = 3_652_058;

    private readonly int _dayNumber;

    public DateOnly(int year, int month, int day)
    {
        _dayNumber = (int)(DateTime.DateToTicks(year, month, day) / TimeSpan.TicksPerDay);
    }

    private DateOnly(int dayNumber)
    {
        _dayNumber = dayNumber;
    }

    public static DateOnly MinValue => default;

    public static DateOnly MaxValue => new(MaxDayNumber);

    public int DayNumber => _dayNumber;

    public int Year => Midnight.Year;

    public int Month => Midnight.Month;

    public int Day => Midnight.Day;

    public int DayOfYear => Midnight.DayOfYear;

    public DayOfWeek DayOfWeek => Midnight.DayOfWeek;

    private DateTime Midnight => new(_dayNumber * TimeSpan.TicksPerDay);

    public static DateOnly FromDayNumber(int dayNumber)
    {
        if ((uint)dayNumber > MaxDayNumber)
        {
            throw new ArgumentOutOfRangeException(nameof(dayNumber), dayNumber, "Day number must be between 0 and DateOnly.MaxValue.DayNumber.");
        }

        return new DateOnly(dayNumber);
    }

    public static DateOnly FromDateTime(DateTime dateTime) => new((int)(dateTime.Ticks / TimeSpan.TicksPerDay));

    public DateOnly AddDays(int value)
    {
        int number = _dayNumber + value;
        if ((uint)number > MaxDayNumber)
        {
            throw new ArgumentOutOfRangeException(nameof(value), "Value to add was out of range.");
        }

        return new DateOnly(number);
    }

    public DateOnly AddMonths(int value) => FromDateTime(Midnight.AddMonths(value));

    public DateOnly AddYears(int value) => FromDateTime(Midnight.AddYears(value));

    public DateTime ToDateTime(TimeOnly time) => new(_dayNumber * TimeSpan.TicksPerDay + time.Ticks);

    public DateTime ToDateTime(TimeOnly time, DateTimeKind kind) => new(_dayNumber * TimeSpan.TicksPerDay + time.Ticks, kind);

    public void Deconstruct(out int year, out int month, out int day) => Midnight.GetDate(out year, out month, out day);

    public int CompareTo(DateOnly value) => _dayNumber.CompareTo(value._dayNumber);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is DateOnly other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type DateOnly.");
    }

    public override bool Equals([NotNullWhen(true)] object? value) => value is DateOnly other && _dayNumber == other._dayNumber;

    public bool Equals(DateOnly value) => _dayNumber == value._dayNumber;

    public override int GetHashCode() => _dayNumber;

    public static DateOnly Parse(string s) => Parse(s, null);

    public static DateOnly Parse(string s, IFormatProvider? provider, DateTimeStyles style = DateTimeStyles.None)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider, style);
    }

    public static DateOnly Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null, DateTimeStyles style = DateTimeStyles.None)
    {
        if (!TryParse(s, provider, style, out DateOnly result))
        {
            throw DateTimeParse.TryParse(s, style, out DateTimeParts parts) && parts.TryToTicks(style, out _)
                ? new FormatException("String '" + new string(s) + "' contains parts which are not specific to the DateOnly.")
                : DateTimeParse.NotRecognized(s, "DateOnly");
        }

        return result;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out DateOnly result) => TryParse(s.AsSpan(), null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out DateOnly result) => TryParse(s, null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles style, out DateOnly result)
    {
        result = default;
        return DateTimeParse.TryParse(s, style, out DateTimeParts parts) && TryTake(parts, style, out result);
    }

    public static DateOnly ParseExact(string s, string format) => ParseExact(s, format, null);

    public static DateOnly ParseExact(string s, string format, IFormatProvider? provider, DateTimeStyles style = DateTimeStyles.None)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(format);
        if (!TryParseExact(s, format, provider, style, out DateOnly result))
        {
            throw DateTimeParse.NotRecognized(s, "DateOnly");
        }

        return result;
    }

    public static bool TryParseExact(
        ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style, out DateOnly result)
    {
        result = default;
        return DateTimeExactParse.TryParse(s, Expand(format), ref style, out DateTimeParts parts, out _) && TryTake(parts, style, out result);
    }

    public string ToLongDateString() => ToString("D");

    public string ToShortDateString() => ToString("d");

    public override string ToString() => ToString("d", null);

    public string ToString(IFormatProvider? provider) => ToString("d", null);

    public string ToString(string? format) => ToString(format, null);

    public string ToString(string? format, IFormatProvider? provider)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, Midnight, null, Expand(format));
        return buffer.ToString();
    }

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, Midnight, null, Expand(format));
        return buffer.TryCopyTo(destination, out charsWritten);
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, Midnight, null, Expand(format));
        return buffer.TryCopyTo(utf8Destination, out bytesWritten);
    }

    public static bool operator ==(DateOnly left, DateOnly right) => left._dayNumber == right._dayNumber;

    public static bool operator !=(DateOnly left, DateOnly right) => left._dayNumber != right._dayNumber;

    public static bool operator <(DateOnly left, DateOnly right) => left._dayNumber < right._dayNumber;

    public static bool operator <=(DateOnly left, DateOnly right) => left._dayNumber <= right._dayNumber;

    public static bool operator >(DateOnly left, DateOnly right) => left._dayNumber > right._dayNumber;

    public static bool operator >=(DateOnly left, DateOnly right) => left._dayNumber >= right._dayNumber;

    private static bool TryTake(DateTimeParts parts, DateTimeStyles style, out DateOnly result)
    {
        result = default;
        if (parts.HasTime || parts.HasOffset || parts.IsUtc || !parts.TryToTicks(style, out long ticks))
        {
            return false;
        }

        result = FromDateTime(new DateTime(ticks));
        return true;
    }

    /// <summary>Refuses formats that show a time.</summary>
    private static ReadOnlySpan<char> Expand(ReadOnlySpan<char> format)
    {
        if (format.Length <= 1)
        {
            return (format.Length == 0 ? 'd' : format[0]) switch
            {
                'd' => "MM/dd/yyyy",
                'D' => "dddd, dd MMMM yyyy",
                'm' or 'M' => "MMMM dd",
                'o' or 'O' => "yyyy'-'MM'-'dd",
                'r' or 'R' => "ddd, dd MMM yyyy",
                'y' or 'Y' => "yyyy MMMM",
                _ => throw new FormatException(DateTimeFormat.BadFormat),
            };
        }

        CustomFormatCheck.Refuse(format, "HhmsfFtzK:");
        return format;
    }
}
