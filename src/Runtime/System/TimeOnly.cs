using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>A time of day, in ticks of 100 nanoseconds since midnight.</summary>
public readonly struct TimeOnly : IComparable, IComparable<TimeOnly>, IEquatable<TimeOnly>, ISpanFormattable, IUtf8SpanFormattable
{
    private readonly long _ticks;

    public TimeOnly(int hour, int minute)
        : this(DateTime.TimeToTicks(hour, minute, 0))
    {
    }

    public TimeOnly(int hour, int minute, int second)
        : this(DateTime.TimeToTicks(hour, minute, second))
    {
    }

    public TimeOnly(int hour, int minute, int second, int millisecond)
        : this(hour, minute, second, millisecond, 0)
    {
    }

    public TimeOnly(int hour, int minute, int second, int millisecond, int microsecond)
        : this(DateTime.TimeToTicks(hour, minute, second) + DateTime.PartsToTicks(millisecond, microsecond))
    {
    }

    public TimeOnly(long ticks)
    {
        if ((ulong)ticks >= TimeSpan.TicksPerDay)
        {
            throw new ArgumentOutOfRangeException(nameof(ticks), "Ticks must be between 0 and and TimeOnly.MaxValue.Ticks.");
        }

        _ticks = ticks;
    }

    public static TimeOnly MinValue => default;

    public static TimeOnly MaxValue => new(TimeSpan.TicksPerDay - 1);

    public long Ticks => _ticks;

    public int Hour => ToTimeSpan().Hours;

    public int Minute => ToTimeSpan().Minutes;

    public int Second => ToTimeSpan().Seconds;

    public int Millisecond => ToTimeSpan().Milliseconds;

    public int Microsecond => ToTimeSpan().Microseconds;

    public int Nanosecond => ToTimeSpan().Nanoseconds;

    public static TimeOnly FromTimeSpan(TimeSpan timeSpan) => new(timeSpan.Ticks);

    public static TimeOnly FromDateTime(DateTime dateTime) => new(dateTime.TimeOfDay.Ticks);

    public TimeSpan ToTimeSpan() => new(_ticks);

    public TimeOnly Add(TimeSpan value) => Add(value, out _);

    /// <summary>Around midnight, with the number of days that were passed.</summary>
    public TimeOnly Add(TimeSpan value, out int wrappedDays)
    {
        long days = value.Ticks / TimeSpan.TicksPerDay;
        long ticks = _ticks + value.Ticks % TimeSpan.TicksPerDay;
        if (ticks < 0)
        {
            days--;
            ticks += TimeSpan.TicksPerDay;
        }
        else if (ticks >= TimeSpan.TicksPerDay)
        {
            days++;
            ticks -= TimeSpan.TicksPerDay;
        }

        wrappedDays = (int)days;
        return new TimeOnly(ticks);
    }

    public TimeOnly AddHours(double value) => Add(TimeSpan.FromHours(value), out _);

    public TimeOnly AddHours(double value, out int wrappedDays) => Add(TimeSpan.FromHours(value), out wrappedDays);

    public TimeOnly AddMinutes(double value) => Add(TimeSpan.FromMinutes(value), out _);

    public TimeOnly AddMinutes(double value, out int wrappedDays) => Add(TimeSpan.FromMinutes(value), out wrappedDays);

    public bool IsBetween(TimeOnly start, TimeOnly end) =>
        start._ticks <= end._ticks ? start._ticks <= _ticks && end._ticks > _ticks : start._ticks <= _ticks || end._ticks > _ticks;

    public void Deconstruct(out int hour, out int minute)
    {
        hour = Hour;
        minute = Minute;
    }

    public void Deconstruct(out int hour, out int minute, out int second)
    {
        (hour, minute) = this;
        second = Second;
    }

    public int CompareTo(TimeOnly value) => _ticks.CompareTo(value._ticks);

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is TimeOnly other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type TimeOnly.");
    }

    public override bool Equals([NotNullWhen(true)] object? value) => value is TimeOnly other && _ticks == other._ticks;

    public bool Equals(TimeOnly value) => _ticks == value._ticks;

    public override int GetHashCode() => _ticks.GetHashCode();

    public static TimeOnly Parse(string s) => Parse(s, null);

    public static TimeOnly Parse(string s, IFormatProvider? provider, DateTimeStyles style = DateTimeStyles.None)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider, style);
    }

    public static TimeOnly Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null, DateTimeStyles style = DateTimeStyles.None)
    {
        if (!TryParse(s, provider, style, out TimeOnly result))
        {
            throw DateTimeParse.TryParse(s, style, out DateTimeParts parts) && parts.TryToTicks(style, out _)
                ? new FormatException("String '" + new string(s) + "' contains parts which are not specific to the TimeOnly.")
                : DateTimeParse.NotRecognized(s, "TimeOnly");
        }

        return result;
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out TimeOnly result) => TryParse(s.AsSpan(), null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out TimeOnly result) => TryParse(s, null, DateTimeStyles.None, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, DateTimeStyles style, out TimeOnly result)
    {
        result = default;
        return DateTimeParse.TryParse(s, style, out DateTimeParts parts) && TryTake(parts, out result);
    }

    public static TimeOnly ParseExact(string s, string format) => ParseExact(s, format, null);

    public static TimeOnly ParseExact(string s, string format, IFormatProvider? provider, DateTimeStyles style = DateTimeStyles.None)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(format);
        if (!TryParseExact(s, format, provider, style, out TimeOnly result))
        {
            throw DateTimeParse.NotRecognized(s, "TimeOnly");
        }

        return result;
    }

    public static bool TryParseExact(
        ReadOnlySpan<char> s, ReadOnlySpan<char> format, IFormatProvider? provider, DateTimeStyles style, out TimeOnly result)
    {
        result = default;
        return DateTimeExactParse.TryParse(s, Expand(format), ref style, out DateTimeParts parts, out _) && TryTake(parts, out result);
    }

    public string ToLongTimeString() => ToString("T");

    public string ToShortTimeString() => ToString("t");

    public override string ToString() => ToString("t", null);

    public string ToString(IFormatProvider? provider) => ToString("t", null);

    public string ToString(string? format) => ToString(format, null);

    public string ToString(string? format, IFormatProvider? provider)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, new DateTime(_ticks), null, Expand(format));
        return buffer.ToString();
    }

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, new DateTime(_ticks), null, Expand(format));
        return buffer.TryCopyTo(destination, out charsWritten);
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        DateTimeFormat.Append(ref buffer, new DateTime(_ticks), null, Expand(format));
        return buffer.TryCopyTo(utf8Destination, out bytesWritten);
    }

    /// <summary>From the right operand to the left one, forwards around the clock.</summary>
    public static TimeSpan operator -(TimeOnly t1, TimeOnly t2)
    {
        long ticks = t1._ticks - t2._ticks;
        return new TimeSpan(ticks < 0 ? ticks + TimeSpan.TicksPerDay : ticks);
    }

    public static bool operator ==(TimeOnly left, TimeOnly right) => left._ticks == right._ticks;

    public static bool operator !=(TimeOnly left, TimeOnly right) => left._ticks != right._ticks;

    public static bool operator <(TimeOnly left, TimeOnly right) => left._ticks < right._ticks;

    public static bool operator <=(TimeOnly left, TimeOnly right) => left._ticks <= right._ticks;

    public static bool operator >(TimeOnly left, TimeOnly right) => left._ticks > right._ticks;

    public static bool operator >=(TimeOnly left, TimeOnly right) => left._ticks >= right._ticks;

    private static bool TryTake(DateTimeParts parts, out TimeOnly result)
    {
        result = default;
        if (parts.HasDate || parts.DayOfWeek >= 0 || parts.HasOffset || parts.IsUtc
            || !parts.TryToTicks(DateTimeStyles.NoCurrentDateDefault, out long ticks))
        {
            return false;
        }

        result = new TimeOnly(ticks);
        return true;
    }

    /// <summary>Refuses formats that show a date.</summary>
    private static ReadOnlySpan<char> Expand(ReadOnlySpan<char> format)
    {
        if (format.Length <= 1)
        {
            return (format.Length == 0 ? 't' : format[0]) switch
            {
                't' => "HH:mm",
                'T' => "HH:mm:ss",
                'o' or 'O' => "HH':'mm':'ss'.'fffffff",
                'r' or 'R' => "HH':'mm':'ss",
                _ => throw new FormatException(DateTimeFormat.BadFormat),
            };
        }

        CustomFormatCheck.Refuse(format, "dMyzK/g");
        return format;
    }
}
