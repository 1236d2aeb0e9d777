using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Core.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Timers that send signals: alarm(2), setitimer(2), timer_create(2).</summary>
internal static class TimerCalls
{
    [Syscall(SyscallNumber.alarm, Support.Full)]
    internal static SyscallResult Alarm(UserThread caller, uint seconds)
    {
        TimerSetting old = ProcessTimers.Of(caller.Process).SetInterval(IntervalTimerKind.ITIMER_REAL, new TimerSetting(seconds * TimeArguments.NanosecondsPerSecond, 0));
        if (old.Value == 0)
            return 0;
        long whole = old.Value / TimeArguments.NanosecondsPerSecond;
        long rest = old.Value % TimeArguments.NanosecondsPerSecond;
        // As on Linux: rounded, but never to 0, which would say that there was none.
        return whole + (whole == 0 || rest >= TimeArguments.NanosecondsPerSecond / 2 ? 1 : 0);
    }

    [Syscall(SyscallNumber.getitimer, Support.Full)]
    internal static SyscallResult GetInterval(UserThread caller, IntervalTimerKind kind, UserAddress value)
    {
        if (kind is < IntervalTimerKind.ITIMER_REAL or > IntervalTimerKind.ITIMER_PROF)
            return Errno.EINVAL;
        return WriteInterval(caller, value, ProcessTimers.Of(caller.Process).GetInterval(kind));
    }

    [Syscall(SyscallNumber.setitimer, Support.Full)]
    internal static SyscallResult SetInterval(UserThread caller, IntervalTimerKind kind, UserAddress value, UserAddress old)
    {
        IntervalTimerValue wanted = default;
        if (!value.IsNull && caller.Memory.Read(value, out wanted) != Errno.None)
            return Errno.EFAULT;
        if (!TimeArguments.IsValid(in wanted.Value) || !TimeArguments.IsValid(in wanted.Interval)
            || kind is < IntervalTimerKind.ITIMER_REAL or > IntervalTimerKind.ITIMER_PROF)
            return Errno.EINVAL;
        TimerSetting setting = new(TimeArguments.ToNanoseconds(in wanted.Value), TimeArguments.ToNanoseconds(in wanted.Interval));
        TimerSetting before = ProcessTimers.Of(caller.Process).SetInterval(kind, setting);
        return old.IsNull ? 0 : WriteInterval(caller, old, before);
    }

    [Syscall(SyscallNumber.timer_create, Support.Full)]
    internal static SyscallResult Create(UserThread caller, ClockId clock, UserAddress notice, UserAddress id)
    {
        CpuClock? cpu = null;
        if (!ClockArguments.IsWorldly(clock))
        {
            cpu = ClockArguments.FindCpuClock(caller, clock);
            if (cpu is null)
                return clock is ClockId.CLOCK_MONOTONIC_RAW or ClockId.CLOCK_REALTIME_COARSE or ClockId.CLOCK_MONOTONIC_COARSE ? Errno.EOPNOTSUPP : Errno.EINVAL;
        }
        SigEvent given = new() { Notify = SigEvent.SIGEV_SIGNAL, Signal = (int)Signal.SIGALRM };
        if (!notice.IsNull && caller.Memory.Read(notice, out given) != Errno.None)
            return Errno.EFAULT;
        UserThread? thread = null;
        switch (given.Notify)
        {
            case SigEvent.SIGEV_NONE:
                break;
            case SigEvent.SIGEV_SIGNAL | SigEvent.SIGEV_THREAD_ID:
                thread = ProcessTree.FindThread(given.ThreadId);
                if (thread is null || thread.Process != caller.Process)
                    return Errno.EINVAL;
                goto case SigEvent.SIGEV_SIGNAL;
            case SigEvent.SIGEV_SIGNAL:
            case SigEvent.SIGEV_THREAD:
                if (!SignalDefaults.IsValid(given.Signal))
                    return Errno.EINVAL;
                break;
            default:
                return Errno.EINVAL;
        }
        ProcessTimers timers = ProcessTimers.Of(caller.Process);
        if (!timers.Create(clock, given, thread, cpu, notice.IsNull ? TimerValue.OwnId : TimerValue.Given).TryGet(out int number, out Errno error))
            return error;
        if (caller.Memory.Write(id, in number) == Errno.None)
            return 0;
        _ = timers.Delete(number);
        return Errno.EFAULT;
    }

    [Syscall(SyscallNumber.timer_settime, Support.Full)]
    internal static SyscallResult SetTime(UserThread caller, int id, int flags, UserAddress value, UserAddress old)
    {
        if (value.IsNull)
            return Errno.EINVAL;
        if (caller.Memory.Read(value, out TimerSpecification wanted) != Errno.None)
            return Errno.EFAULT;
        if (!TimeArguments.IsValid(in wanted.Value) || !TimeArguments.IsValid(in wanted.Interval))
            return Errno.EINVAL;
        ProcessTimers timers = ProcessTimers.Of(caller.Process);
        if (timers.ClockOf(id) is not ClockId clock)
            return Errno.EINVAL;
        long moment = TimeArguments.ToNanoseconds(in wanted.Value);
        bool isAbsolute = (flags & TimerFlags.TIMER_ABSTIME) != 0;
        // A date that has passed, however long ago, is due; 0 would turn the timer off.
        if (isAbsolute && moment != 0 && ClockArguments.IsDate(clock))
            moment = long.Max(TimeArguments.FromDate(moment), 1);
        Errno error = timers.Set(id, moment, TimeArguments.ToNanoseconds(in wanted.Interval), isAbsolute ? TimerOrigin.Clock : TimerOrigin.Now, out TimerSetting before);
        if (error != Errno.None)
            return error;
        return old.IsNull ? 0 : TimeArguments.WriteSetting(caller, old, before.Value, before.Interval);
    }

    [Syscall(SyscallNumber.timer_gettime, Support.Full)]
    internal static SyscallResult GetTime(UserThread caller, int id, UserAddress value) =>
        ProcessTimers.Of(caller.Process).Get(id) is TimerSetting setting ? TimeArguments.WriteSetting(caller, value, setting.Value, setting.Interval) : Errno.EINVAL;

    [Syscall(SyscallNumber.timer_getoverrun, Support.Full)]
    internal static SyscallResult GetOverrun(UserThread caller, int id) => ProcessTimers.Of(caller.Process).OverrunOf(id) is int count ? count : Errno.EINVAL;

    [Syscall(SyscallNumber.timer_delete, Support.Full)]
    internal static SyscallResult Delete(UserThread caller, int id) => ProcessTimers.Of(caller.Process).Delete(id);

    private static Errno WriteInterval(UserThread caller, UserAddress to, TimerSetting setting) => caller.Memory.Write(to, new IntervalTimerValue
    {
        Value = TimeArguments.ToTimeValue(setting.Value == 0 ? 0 : long.Max(setting.Value, TimeArguments.NanosecondsPerMicrosecond)),
        Interval = TimeArguments.ToTimeValue(setting.Interval),
    });
}
