using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>A span of time in ticks of 100 nanoseconds, of either sign.</summary>
/// <remarks>Text: TimeSpanFormat and TimeSpanParse.</remarks>
public readonly struct TimeSpan : IComparable, IComparable<TimeSpan>, IEquatable<TimeSpan>, ISpanFormattable, IUtf8SpanFormattable
{
    public const long NanosecondsPerTick = 100;
    public const long TicksPerMicrosecond = 10;
    public const long TicksPerMillisecond = 10_000;
    public const long TicksPerSecond = 10_000_000;
    public const long TicksPerMinute = 60 * TicksPerSecond;
    public const long TicksPerHour = 60 * TicksPerMinute;
    public const long TicksPerDay = 24 * TicksPerHour;
    public const long MicrosecondsPerMillisecond = 1_000;
    public const long MicrosecondsPerSecond = 1_000_000;
    public const long MicrosecondsPerMinute = 60 * MicrosecondsPerSecond;
    public const long MicrosecondsPerHour = 60 * MicrosecondsPerMinute;
    public const long MicrosecondsPerDay = 24 * MicrosecondsPerHour;
    public const long MillisecondsPerSecond = 1_000;
    public const long MillisecondsPerMinute = 60 * MillisecondsPerSecond;
    public const long MillisecondsPerHour = 60 * MillisecondsPerMinute;
    public const long MillisecondsPerDay = 24 * MillisecondsPerHour;
    public const long SecondsPerMinute = 60;
    public const long SecondsPerHour = 3_600;
    public const long SecondsPerDay = 86_400;
    public const long MinutesPerHour = 60;
    public const long MinutesPerDay = 1_440;
    public const int HoursPerDay = 24;

    public static readonly TimeSpan Zero = new(0);
    public static readonly TimeSpan MaxValue = new(long.MaxValue);
    public static readonly TimeSpan MinValue = new(long.MinValue);

    private readonly long _ticks;

    public TimeSpan(long ticks)
    {
        _ticks = ticks;
    }

    public TimeSpan(int hours, int minutes, int seconds)
    {
        long total = hours * SecondsPerHour + minutes * SecondsPerMinute + seconds;
        if (total is > long.MaxValue / TicksPerSecond or < long.MinValue / TicksPerSecond)
        {
            throw new ArgumentOutOfRangeException(null, TooLong);
        }

        _ticks = total * TicksPerSecond;
    }

    public TimeSpan(int days, int hours, int minutes, int seconds)
        : this(days, hours, minutes, seconds, 0)
    {
    }

    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds)
        : this(days, hours, minutes, seconds, milliseconds, 0)
    {
    }

    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds, int microseconds)
    {
        _ticks = FromParts(days, hours, minutes, seconds, milliseconds, microseconds)._ticks;
    }

    private const string TooLong = "TimeSpan overflowed because the duration is too long.";

    public long Ticks => _ticks;

    public int Days => (int)(_ticks / TicksPerDay);

    public int Hours => (int)(_ticks / TicksPerHour % 24);

    public int Minutes => (int)(_ticks / TicksPerMinute % 60);

    public int Seconds => (int)(_ticks / TicksPerSecond % 60);

    public int Milliseconds => (int)(_ticks / TicksPerMillisecond % 1000);

    public int Microseconds => (int)(_ticks / TicksPerMicrosecond % 1000);

    public int Nanoseconds => (int)(_ticks % TicksPerMicrosecond * NanosecondsPerTick);

    public double TotalDays => (double)_ticks / TicksPerDay;

    public double TotalHours => (double)_ticks / TicksPerHour;

    public double TotalMinutes => (double)_ticks / TicksPerMinute;

    public double TotalSeconds => (double)_ticks / TicksPerSecond;

    public double TotalMilliseconds
    {
        get
        {
            // The quotient at the ends would round to more milliseconds than a span can have.
            const double Maximum = long.MaxValue / TicksPerMillisecond;
            const double Minimum = long.MinValue / TicksPerMillisecond;
            return Math.Clamp((double)_ticks / TicksPerMillisecond, Minimum, Maximum);
        }
    }

    public double TotalMicroseconds => (double)_ticks / TicksPerMicrosecond;

    public double TotalNanoseconds => (double)_ticks * NanosecondsPerTick;

    public static TimeSpan FromDays(double value) => FromUnits(value, TicksPerDay);

    public static TimeSpan FromDays(int days) => FromMicroseconds((Int128Product)days * MicrosecondsPerDay);

    public static TimeSpan FromDays(int days, int hours = 0, long minutes = 0, long seconds = 0, long milliseconds = 0, long microseconds = 0) =>
        FromParts(days, hours, minutes, seconds, milliseconds, microseconds);

    public static TimeSpan FromHours(double value) => FromUnits(value, TicksPerHour);

    public static TimeSpan FromHours(int hours) => FromMicroseconds((Int128Product)hours * MicrosecondsPerHour);

    public static TimeSpan FromHours(int hours, long minutes = 0, long seconds = 0, long milliseconds = 0, long microseconds = 0) =>
        FromParts(0, hours, minutes, seconds, milliseconds, microseconds);

    public static TimeSpan FromMinutes(double value) => FromUnits(value, TicksPerMinute);

    public static TimeSpan FromMinutes(long minutes) => FromParts(0, 0, minutes, 0, 0, 0);

    public static TimeSpan FromMinutes(long minutes, long seconds = 0, long milliseconds = 0, long microseconds = 0) =>
        FromParts(0, 0, minutes, seconds, milliseconds, microseconds);

    public static TimeSpan FromSeconds(double value) => FromUnits(value, TicksPerSecond);

    public static TimeSpan FromSeconds(long seconds) => FromParts(0, 0, 0, seconds, 0, 0);

    public static TimeSpan FromSeconds(long seconds, long milliseconds = 0, long microseconds = 0) => FromParts(0, 0, 0, seconds, milliseconds, microseconds);

    public static TimeSpan FromMilliseconds(double value) => FromUnits(value, TicksPerMillisecond);

    public static TimeSpan FromMilliseconds(long milliseconds) => FromParts(0, 0, 0, 0, milliseconds, 0);

    public static TimeSpan FromMilliseconds(long milliseconds, long microseconds) => FromParts(0, 0, 0, 0, milliseconds, microseconds);

    public static TimeSpan FromMicroseconds(double value) => FromUnits(value, TicksPerMicrosecond);

    public static TimeSpan FromMicroseconds(long microseconds) => FromParts(0, 0, 0, 0, 0, microseconds);

    public static TimeSpan FromTicks(long value) => new(value);

    public static int Compare(TimeSpan t1, TimeSpan t2) => t1._ticks.CompareTo(t2._ticks);

    public static bool Equals(TimeSpan t1, TimeSpan t2) => t1._ticks == t2._ticks;

    public TimeSpan Add(TimeSpan ts) => this + ts;

    public TimeSpan Subtract(TimeSpan ts) => this - ts;

    public TimeSpan Multiply(double factor) => this * factor;

    public TimeSpan Divide(double divisor) => this / divisor;

    public double Divide(TimeSpan ts) => this / ts;

    public TimeSpan Negate() => -this;

    public TimeSpan Duration()
    {
        if (_ticks == long.MinValue)
        {
            throw new OverflowException("The duration cannot be returned for TimeSpan.MinValue because the absolute value of TimeSpan.MinValue exceeds the value of TimeSpan.MaxValue.");
        }

        return new TimeSpan(_ticks < 0 ? -_ticks : _ticks);
    }

    public int CompareTo(object? value)
    {
        if (value is null)
        {
            return 1;
        }

        if (value is TimeSpan other)
        {
            return CompareTo(other);
        }

        throw new ArgumentException("Object must be of type TimeSpan.");
    }

    public int CompareTo(TimeSpan value) => _ticks.CompareTo(value._ticks);

    public override bool Equals([NotNullWhen(true)] object? value) => value is TimeSpan other && _ticks == other._ticks;

    public bool Equals(TimeSpan obj) => _ticks == obj._ticks;

    public override int GetHashCode() => _ticks.GetHashCode();

    public static TimeSpan Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s, "input");
        return TimeSpanParse.Parse(s);
    }

    public static TimeSpan Parse(string input, IFormatProvider? formatProvider)
    {
        ArgumentNullException.ThrowIfNull(input);
        return TimeSpanParse.Parse(input);
    }

    public static TimeSpan Parse(ReadOnlySpan<char> input, IFormatProvider? formatProvider = null) => TimeSpanParse.Parse(input);

    public static bool TryParse([NotNullWhen(true)] string? s, out TimeSpan result) => TimeSpanParse.TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? input, IFormatProvider? formatProvider, out TimeSpan result) =>
        TimeSpanParse.TryParse(input, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out TimeSpan result) => TimeSpanParse.TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> input, IFormatProvider? formatProvider, out TimeSpan result) => TimeSpanParse.TryParse(input, out result);

    public static TimeSpan ParseExact(string input, string format, IFormatProvider? formatProvider) =>
        ParseExact(input, format, formatProvider, TimeSpanStyles.None);

    public static TimeSpan ParseExact(string input, string format, IFormatProvider? formatProvider, TimeSpanStyles styles)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(format);
        return TimeSpanParse.ParseExact(input, format, styles);
    }

    public static TimeSpan ParseExact(
        ReadOnlySpan<char> input, ReadOnlySpan<char> format, IFormatProvider? formatProvider, TimeSpanStyles styles = TimeSpanStyles.None) =>
        TimeSpanParse.ParseExact(input, format, styles);

    public static bool TryParseExact([NotNullWhen(true)] string? input, [NotNullWhen(true)] string? format, IFormatProvider? formatProvider, out TimeSpan result) =>
        TryParseExact(input, format, formatProvider, TimeSpanStyles.None, out result);

    public static bool TryParseExact(
        [NotNullWhen(true)] string? input, [NotNullWhen(true)] string? format, IFormatProvider? formatProvider, TimeSpanStyles styles, out TimeSpan result)
    {
        result = default;
        return input is not null && format is not null && TimeSpanParse.TryParseExact(input, format, styles, out result);
    }

    public override string ToString() => TimeSpanFormat.Format(this, default);

    public string ToString(string? format) => TimeSpanFormat.Format(this, format);

    public string ToString(string? format, IFormatProvider? formatProvider) => TimeSpanFormat.Format(this, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? formatProvider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        TimeSpanFormat.Append(ref buffer, this, format);
        return buffer.TryCopyTo(destination, out charsWritten);
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? formatProvider = null)
    {
        FormatBuffer buffer = new(stackalloc char[FormatBuffer.StackLength]);
        TimeSpanFormat.Append(ref buffer, this, format);
        return buffer.TryCopyTo(utf8Destination, out bytesWritten);
    }

    public static TimeSpan operator -(TimeSpan t)
    {
        if (t._ticks == long.MinValue)
        {
            throw new OverflowException("Negating the minimum value of a twos complement number is invalid.");
        }

        return new TimeSpan(-t._ticks);
    }

    public static TimeSpan operator +(TimeSpan t) => t;

    public static TimeSpan operator +(TimeSpan t1, TimeSpan t2)
    {
        long sum = t1._ticks + t2._ticks;
        if (((t1._ticks ^ sum) & (t2._ticks ^ sum)) < 0)
        {
            ThrowTooLong();
        }

        return new TimeSpan(sum);
    }

    public static TimeSpan operator -(TimeSpan t1, TimeSpan t2)
    {
        long difference = t1._ticks - t2._ticks;
        if (((t1._ticks ^ t2._ticks) & (t1._ticks ^ difference)) < 0)
        {
            ThrowTooLong();
        }

        return new TimeSpan(difference);
    }

    public static TimeSpan operator *(TimeSpan timeSpan, double factor)
    {
        if (double.IsNaN(factor))
        {
            throw new ArgumentException("TimeSpan does not accept floating point Not-a-Number values.", nameof(factor));
        }

        return FromTicks(Math.Round(timeSpan._ticks * factor));
    }

    public static TimeSpan operator *(double factor, TimeSpan timeSpan) => timeSpan * factor;

    public static TimeSpan operator /(TimeSpan timeSpan, double divisor)
    {
        if (double.IsNaN(divisor))
        {
            throw new ArgumentException("TimeSpan does not accept floating point Not-a-Number values.", nameof(divisor));
        }

        return FromTicks(Math.Round(timeSpan._ticks / divisor));
    }

    public static double operator /(TimeSpan t1, TimeSpan t2) => t1._ticks / (double)t2._ticks;

    public static bool operator ==(TimeSpan t1, TimeSpan t2) => t1._ticks == t2._ticks;

    public static bool operator !=(TimeSpan t1, TimeSpan t2) => t1._ticks != t2._ticks;

    public static bool operator <(TimeSpan t1, TimeSpan t2) => t1._ticks < t2._ticks;

    public static bool operator <=(TimeSpan t1, TimeSpan t2) => t1._ticks <= t2._ticks;

    public static bool operator >(TimeSpan t1, TimeSpan t2) => t1._ticks > t2._ticks;

    public static bool operator >=(TimeSpan t1, TimeSpan t2) => t1._ticks >= t2._ticks;

    private static TimeSpan FromUnits(double value, long ticksPerUnit)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException("TimeSpan does not accept floating point Not-a-Number values.");
        }

        return FromTicks(value * ticksPerUnit);
    }

    private static TimeSpan FromTicks(double ticks)
    {
        if (!(ticks >= long.MinValue && ticks <= long.MaxValue))
        {
            ThrowTooLong();
        }

        return new TimeSpan(ticks >= long.MaxValue ? long.MaxValue : (long)ticks);
    }

    private static TimeSpan FromParts(int days, int hours, long minutes, long seconds, long milliseconds, long microseconds)
    {
        Int128Product total = (Int128Product)days * MicrosecondsPerDay + (Int128Product)hours * MicrosecondsPerHour
            + (Int128Product)minutes * MicrosecondsPerMinute + (Int128Product)seconds * MicrosecondsPerSecond
            + (Int128Product)milliseconds * MicrosecondsPerMillisecond + (Int128Product)microseconds * 1;
        return FromMicroseconds(total);
    }

    private static TimeSpan FromMicroseconds(Int128Product microseconds)
    {
        if (!microseconds.TryToInt64(out long value) || value is > long.MaxValue / TicksPerMicrosecond or < long.MinValue / TicksPerMicrosecond)
        {
            throw new ArgumentOutOfRangeException(null, TooLong);
        }

        return new TimeSpan(value * TicksPerMicrosecond);
    }

    [DoesNotReturn]
    private static void ThrowTooLong() => throw new OverflowException(TooLong);

    /// <summary>Just enough of a 128-bit integer to add up products of 64-bit parts.</summary>
    private readonly struct Int128Product(long high, ulong low)
    {
        private readonly long _high = high;
        private readonly ulong _low = low;

        public static explicit operator Int128Product(long value) => new(value >> 63, (ulong)value);

        /// <summary>The left operand must be a converted long.</summary>
        public static Int128Product operator *(Int128Product left, long right)
        {
            long high = Math.BigMul((long)left._low, right, out long low);
            return new Int128Product(high, (ulong)low);
        }

        public static Int128Product operator +(Int128Product left, Int128Product right)
        {
            ulong low = left._low + right._low;
            return new Int128Product(left._high + right._high + (low < left._low ? 1 : 0), low);
        }

        internal bool TryToInt64(out long value)
        {
            value = (long)_low;
            return _high == value >> 63;
        }
    }
}
