using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Core.Waiting;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Core.Time;

/// <summary>Sleeping for a time or until one (nanosleep(2), clock_nanosleep(2)).</summary>
public static class ClockSleep
{
    /// <summary>Sleeps for a time that ends at a monotonic moment.</summary>
    /// <param name="left">Where what is left goes if a signal breaks the sleep off; null for nowhere.</param>
    /// <returns>None, or ERESTART_RESTARTBLOCK.</returns>
    public static Errno For(UserThread caller, long deadline, UserAddress left)
    {
        Errno error = Until(deadline);
        if (error == Errno.None)
            return error;
        if (!left.IsNull)
        {
            long nanoseconds = long.Max(deadline - Clock.Monotonic, 0);
            Timespec rest = new() { Seconds = nanoseconds / Clock.NanosecondsPerSecond, Nanoseconds = nanoseconds % Clock.NanosecondsPerSecond };
            if (caller.Memory.Write(left, in rest) != Errno.None)
                return Errno.EFAULT;
        }
        caller.Signals.Restart = new SleepRestart(deadline, left);
        return Errno.ERESTART_RESTARTBLOCK;
    }

    /// <summary>Sleeps until a monotonic moment.</summary>
    /// <returns>None when it has come; ERESTARTNOHAND for a signal.</returns>
    public static Errno Until(long deadline)
    {
        while (true)
        {
            switch (Waits.Sleep(deadline))
            {
                case Errno.ETIMEDOUT:
                    return Errno.None;
                case Errno.ERESTARTSYS:
                    return Errno.ERESTARTNOHAND;
            }
        }
    }

    /// <summary>Sleeps until a date, wherever the clock is set meanwhile.</summary>
    /// <param name="date">Nanoseconds since 1970.</param>
    /// <returns>None when it has come; ERESTARTNOHAND for a signal.</returns>
    public static Errno UntilDate(long date)
    {
        using WaitScope wait = DateChanges.Queue.Enter();
        while (date > Clock.Unix)
        {
            if (wait.Sleep(TimeSpans.FromNow(date - Clock.Unix)) == Errno.ERESTARTSYS)
                return Errno.ERESTARTNOHAND;
        }
        return Errno.None;
    }

    private sealed class SleepRestart(long deadline, UserAddress left) : RestartBlock
    {
        public override SyscallResult Continue(UserThread caller) => For(caller, deadline, left);
    }
}
