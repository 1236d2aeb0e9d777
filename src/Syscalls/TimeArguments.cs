using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Time;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Times in programs' structures and in the kernel's nanoseconds.</summary>
internal static class TimeArguments
{
    internal const long NanosecondsPerSecond = Clock.NanosecondsPerSecond;
    internal const long NanosecondsPerMicrosecond = 1000;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Some 292 years: times beyond count as that.</summary>
    private const long MostSeconds = long.MaxValue / NanosecondsPerSecond - 1;

    internal static bool IsValid(in Timespec time) => time.Seconds >= 0 && (ulong)time.Nanoseconds < NanosecondsPerSecond;

    internal static bool IsValid(in TimeValue time) => time.Seconds >= 0 && (ulong)time.Microseconds < MicrosecondsPerSecond;

    internal static long ToNanoseconds(in Timespec time) =>
        time.Seconds > MostSeconds ? long.MaxValue : time.Seconds * NanosecondsPerSecond + time.Nanoseconds;

    internal static long ToNanoseconds(in TimeValue time) =>
        time.Seconds > MostSeconds ? long.MaxValue : time.Seconds * NanosecondsPerSecond + time.Microseconds * NanosecondsPerMicrosecond;

    internal static Timespec ToTimespec(long nanoseconds) =>
        new() { Seconds = nanoseconds / NanosecondsPerSecond, Nanoseconds = nanoseconds % NanosecondsPerSecond };

    internal static TimeValue ToTimeValue(long nanoseconds) =>
        new() { Seconds = nanoseconds / NanosecondsPerSecond, Microseconds = nanoseconds % NanosecondsPerSecond / NanosecondsPerMicrosecond };

    /// <summary>Reads how long a call may wait, and tells when that is over on the monotonic clock.</summary>
    internal static Errno ReadTimeout(UserThread caller, UserAddress from, out long deadline)
    {
        deadline = long.MaxValue;
        if (caller.Memory.Read(from, out Timespec time) != Errno.None)
            return Errno.EFAULT;
        if (!IsValid(in time))
            return Errno.EINVAL;
        deadline = TimeSpans.FromNow(ToNanoseconds(in time));
        return Errno.None;
    }

    /// <summary>The monotonic time so many nanoseconds from now; the end of time if that is further off.</summary>
    internal static long After(long nanoseconds) => TimeSpans.FromNow(nanoseconds);

    /// <summary>The monotonic moment of a date, as the clocks stand now.</summary>
    internal static long FromDate(long unixNanoseconds) =>
        unixNanoseconds == long.MaxValue ? long.MaxValue : TimeSpans.Add(Clock.Monotonic, unixNanoseconds - Clock.Unix);

    /// <summary>A timer's value and interval in nanoseconds, for timerfd_gettime(2) and timer_gettime(2).</summary>
    internal static Errno WriteSetting(UserThread caller, UserAddress to, long value, long interval) =>
        caller.Memory.Write(to, new TimerSpecification { Value = ToTimespec(value), Interval = ToTimespec(interval) });
}
