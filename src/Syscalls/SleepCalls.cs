using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Time;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>nanosleep(2), clock_nanosleep(2).</summary>
internal static class SleepCalls
{
    [Syscall(SyscallNumber.nanosleep, Support.Full)]
    internal static SyscallResult Sleep(UserThread caller, [Shows(TraceShape.InputTime)] UserAddress time, UserAddress left)
    {
        Errno error = TimeArguments.ReadTimeout(caller, time, out long deadline);
        return error != Errno.None ? error : ClockSleep.For(caller, deadline, left);
    }

    [Syscall(SyscallNumber.clock_nanosleep, Support.Full)]
    internal static SyscallResult Sleep(UserThread caller, ClockId clock, int flags, [Shows(TraceShape.InputTime)] UserAddress time, UserAddress left)
    {
        bool isWorldly = ClockArguments.IsWorldly(clock);
        CpuClock? cpu = isWorldly ? null : ClockArguments.FindCpuClock(caller, clock);
        if (clock == ClockId.CLOCK_THREAD_CPUTIME_ID || (!isWorldly && cpu is null))
            return clock is ClockId.CLOCK_MONOTONIC_RAW or ClockId.CLOCK_REALTIME_COARSE or ClockId.CLOCK_MONOTONIC_COARSE ? Errno.EOPNOTSUPP : Errno.EINVAL;
        if (caller.Memory.Read(time, out Timespec wanted) != Errno.None)
            return Errno.EFAULT;
        if (!TimeArguments.IsValid(in wanted))
            return Errno.EINVAL;
        long value = TimeArguments.ToNanoseconds(in wanted);
        bool isAbsolute = (flags & TimerFlags.TIMER_ABSTIME) != 0;
        if (cpu is CpuClock counted)
            return SleepByCpu(counted, isAbsolute ? value : TimeSpans.Add(counted.Now, value));
        if (!isAbsolute)
            return ClockSleep.For(caller, TimeSpans.FromNow(value), left);
        return ClockArguments.IsDate(clock) ? ClockSleep.UntilDate(value) : ClockSleep.Until(value);
    }

    /// <summary>Sleeps while others of the process use the processor: looks when it can be enough at the earliest.</summary>
    private static SyscallResult SleepByCpu(CpuClock clock, long deadline)
    {
        const long ShortestPause = 1_000_000;
        while (true)
        {
            long missing = deadline - clock.Now;
            if (missing <= 0)
                return 0;
            if (Waits.Sleep(TimeSpans.FromNow(long.Max(missing, ShortestPause))) == Errno.ERESTARTSYS)
                return Errno.EINTR;
        }
    }
}
