using Diesis.Platform.Time;

namespace Diesis.Core.Time;

/// <summary>Sums of times that stay at the ends of the scale instead of overflowing. Nanoseconds.</summary>
public static class TimeSpans
{
    /// <summary>The monotonic time so long from now; the end of time if that is further off.</summary>
    public static long FromNow(long nanoseconds) => Add(Clock.Monotonic, nanoseconds);

    public static long Add(long time, long span) => span > long.MaxValue - time ? long.MaxValue : time + span;
}
