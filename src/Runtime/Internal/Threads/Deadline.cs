namespace Internal.Runtime;

/// <summary>A point on the monotonic clock at which a wait gives up, or never.</summary>
internal readonly struct Deadline
{
    internal const long Infinite = -1;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const long NeverAt = 0x7FFF_FFFF_FFFF_FFFF;

    private readonly long _at;

    private Deadline(long at) => _at = at;

    internal static Deadline Never => new(NeverAt);

    /// <summary>A negative number of milliseconds means never.</summary>
    internal static Deadline After(long milliseconds)
    {
        if (milliseconds < 0 || milliseconds > NeverAt / NanosecondsPerMillisecond / 2)
            return Never;
        return new Deadline(Home.MonotonicNanoseconds() + milliseconds * NanosecondsPerMillisecond);
    }

    /// <summary>A negative number means never.</summary>
    internal static Deadline AfterNanoseconds(long nanoseconds)
    {
        if (nanoseconds < 0 || nanoseconds > NeverAt / 2)
            return Never;
        return new Deadline(Home.MonotonicNanoseconds() + nanoseconds);
    }

    /// <summary>Nanoseconds still to wait: zero when the time has come, <see cref="Infinite"/> when it never comes.</summary>
    internal long Remaining
    {
        get
        {
            if (_at == NeverAt)
                return Infinite;
            long left = _at - Home.MonotonicNanoseconds();
            return left > 0 ? left : 0;
        }
    }

    internal bool HasPassed => Remaining == 0;

    /// <summary>The remaining time in whole milliseconds, rounded up; -1 when it never comes.</summary>
    internal int RemainingMilliseconds
    {
        get
        {
            long left = Remaining;
            long milliseconds = (left + NanosecondsPerMillisecond - 1) / NanosecondsPerMillisecond;
            return left < 0 ? -1 : milliseconds > int.MaxValue ? int.MaxValue : (int)milliseconds;
        }
    }
}
