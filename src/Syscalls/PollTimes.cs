using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>How long a call that looks at files may wait: deadlines on the monotonic clock, 0 for one look.</summary>
internal static class PollTimes
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <param name="timeoutMs">Negative: for ever.</param>
    internal static long DeadlineOf(int timeoutMs) =>
        timeoutMs < 0 ? long.MaxValue : timeoutMs == 0 ? 0 : TimeArguments.After(timeoutMs * NanosecondsPerMillisecond);

    /// <summary>Reads a struct timespec: none means for ever.</summary>
    internal static Errno ReadDeadline(UserThread caller, UserAddress from, out long deadline)
    {
        deadline = long.MaxValue;
        if (from.IsNull)
            return Errno.None;
        if (caller.Memory.Read(from, out Timespec time) != Errno.None)
            return Errno.EFAULT;
        if (!TimeArguments.IsValid(time))
            return Errno.EINVAL;
        deadline = time.Seconds == 0 && time.Nanoseconds == 0 ? 0 : TimeArguments.After(TimeArguments.ToNanoseconds(time));
        return Errno.None;
    }

    /// <summary>Nanoseconds until a deadline; 0 when it has passed.</summary>
    internal static long Left(long deadline) => deadline == 0 ? 0 : long.Max(deadline - Clock.Monotonic, 0);
}
