namespace System;

public readonly struct TimeSpan : IEquatable<TimeSpan>
{
    public const long TicksPerMillisecond = 10_000;
    public const long TicksPerSecond = 10_000_000;
    private readonly long _ticks;
    public TimeSpan(long ticks) => _ticks = ticks;
    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds) => _ticks = (((days * 24L + hours) * 60 + minutes) * 60 + seconds) * TicksPerSecond + milliseconds * TicksPerMillisecond;
    public long Ticks => _ticks;
    public static readonly TimeSpan Zero;
    public double TotalMilliseconds => _ticks / (double)TicksPerMillisecond;
    public static TimeSpan FromMilliseconds(long milliseconds) => new(milliseconds * TicksPerMillisecond);
    public static TimeSpan FromSeconds(long seconds) => new(seconds * TicksPerSecond);
    public static bool operator ==(TimeSpan a, TimeSpan b) => a._ticks == b._ticks;
    public static bool operator !=(TimeSpan a, TimeSpan b) => a._ticks != b._ticks;
    public static bool operator <(TimeSpan a, TimeSpan b) => a._ticks < b._ticks;
    public static bool operator >(TimeSpan a, TimeSpan b) => a._ticks > b._ticks;
    public bool Equals(TimeSpan other) => _ticks == other._ticks;
    public override string ToString() => _ticks.ToString();
}
