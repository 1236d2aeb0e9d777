using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Time;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Reading and setting clocks: clock_gettime(2), gettimeofday(2), time(2), adjtimex(2).</summary>
internal static class ClockCalls
{
    /// <summary>What the coarse clocks promise, as Linux does with 250 ticks a second.</summary>
    private const long CoarseNanoseconds = 4_000_000;

    [Syscall(SyscallNumber.clock_gettime, Support.Full)]
    internal static SyscallResult GetTime(UserThread caller, ClockId clock, [Shows(TraceShape.OutputTime)] UserAddress time)
    {
        if (!ClockArguments.TryRead(caller, clock, out long now, out Errno error))
            return error;
        return caller.Memory.Write(time, TimeArguments.ToTimespec(now));
    }

    [Syscall(SyscallNumber.clock_getres, Support.Full)]
    internal static SyscallResult GetResolution(UserThread caller, ClockId clock, UserAddress resolution)
    {
        if (!ClockArguments.TryRead(caller, clock, out _, out Errno error))
            return error;
        if (resolution.IsNull)
            return 0;
        bool isCoarse = clock is ClockId.CLOCK_REALTIME_COARSE or ClockId.CLOCK_MONOTONIC_COARSE;
        return caller.Memory.Write(resolution, TimeArguments.ToTimespec(isCoarse ? CoarseNanoseconds : 1));
    }

    [Syscall(SyscallNumber.clock_settime, Support.Partial, "sleepers that wait for a date do not notice that it has changed")]
    internal static SyscallResult SetTime(UserThread caller, ClockId clock, UserAddress time)
    {
        if (clock != ClockId.CLOCK_REALTIME)
            return Errno.EINVAL;
        if (caller.Memory.Read(time, out Timespec wanted) != Errno.None)
            return Errno.EFAULT;
        if (!TimeArguments.IsValid(in wanted))
            return Errno.EINVAL;
        return SetDate(caller, TimeArguments.ToNanoseconds(in wanted));
    }

    [Syscall(SyscallNumber.gettimeofday, Support.Full)]
    internal static SyscallResult GetTimeOfDay(UserThread caller, UserAddress time, UserAddress zone)
    {
        if (!time.IsNull && caller.Memory.Write(time, TimeArguments.ToTimeValue(Clock.Unix)) != Errno.None)
            return Errno.EFAULT;
        return zone.IsNull ? 0 : caller.Memory.Write(zone, default(TimeZoneRecord));
    }

    [Syscall(SyscallNumber.settimeofday, Support.Partial, "the time zone is checked and dropped")]
    internal static SyscallResult SetTimeOfDay(UserThread caller, UserAddress time, UserAddress zone)
    {
        const int MostMinutes = 15 * 60;
        TimeValue wanted = default;
        TimeZoneRecord place = default;
        if (!time.IsNull && caller.Memory.Read(time, out wanted) != Errno.None)
            return Errno.EFAULT;
        if (!zone.IsNull && caller.Memory.Read(zone, out place) != Errno.None)
            return Errno.EFAULT;
        if (!time.IsNull && !TimeArguments.IsValid(in wanted))
            return Errno.EINVAL;
        if (!caller.Credentials.Has(Capability.CAP_SYS_TIME))
            return Errno.EPERM;
        if (place.MinutesWest is > MostMinutes or < -MostMinutes)
            return Errno.EINVAL;
        return time.IsNull ? 0 : SetDate(caller, TimeArguments.ToNanoseconds(in wanted));
    }

    [Syscall(SyscallNumber.time, Support.Full)]
    internal static SyscallResult Time(UserThread caller, UserAddress time)
    {
        long seconds = Clock.Unix / TimeArguments.NanosecondsPerSecond;
        if (!time.IsNull && caller.Memory.Write(time, in seconds) != Errno.None)
            return Errno.EFAULT;
        return seconds;
    }

    [Syscall(SyscallNumber.adjtimex, Support.Partial, "the clock is not disciplined: only reading")]
    internal static SyscallResult Adjust(UserThread caller, UserAddress adjustment) => Adjust(caller, ClockId.CLOCK_REALTIME, adjustment);

    [Syscall(SyscallNumber.clock_adjtime, Support.Partial, "the clock is not disciplined: only reading")]
    internal static SyscallResult Adjust(UserThread caller, ClockId clock, UserAddress adjustment)
    {
        const long NormalTick = 10_000;
        const long Tolerance = 32_768_000;
        const long MostError = 16_000_000;
        if (clock != ClockId.CLOCK_REALTIME)
            return clock is >= ClockId.CLOCK_REALTIME and <= ClockId.CLOCK_TAI ? Errno.EOPNOTSUPP : Errno.EINVAL;
        if (caller.Memory.Read(adjustment, out ClockAdjustment asked) != Errno.None)
            return Errno.EFAULT;
        // adjtime(3) asks for what is left of the last adjustment, or makes one, of which one by nothing is done at once.
        bool asksForRest = asked.Modes == ClockAdjustment.ADJ_OFFSET_SS_READ;
        bool changesNothing = asked.Modes == ClockAdjustment.ADJ_OFFSET_SINGLESHOT && asked.Offset == 0 && caller.Credentials.Has(Capability.CAP_SYS_TIME);
        if (asked.Modes != 0 && !asksForRest && !changesNothing)
            return caller.Credentials.Has(Capability.CAP_SYS_TIME) ? Errno.EOPNOTSUPP : Errno.EPERM;
        ClockAdjustment told = new()
        {
            MaximumError = MostError,
            EstimatedError = MostError,
            Status = ClockAdjustment.STA_UNSYNC,
            Constant = 2,
            Precision = 1,
            Tolerance = Tolerance,
            Time = TimeArguments.ToTimeValue(Clock.Unix),
            Tick = NormalTick,
        };
        return caller.Memory.Write(adjustment, in told) == Errno.None ? ClockAdjustment.TIME_ERROR : Errno.EFAULT;
    }

    [Syscall(SyscallNumber.times, Support.Full)]
    internal static SyscallResult Times(UserThread caller, UserAddress times)
    {
        if (!times.IsNull)
        {
            Usage own = caller.Process.Usage;
            Usage children = caller.Process.ChildrenUsage;
            ProcessTimes told = new()
            {
                User = own.UserNanoseconds / Usage.NanosecondsPerClockTick,
                System = own.SystemNanoseconds / Usage.NanosecondsPerClockTick,
                ChildrenUser = children.UserNanoseconds / Usage.NanosecondsPerClockTick,
                ChildrenSystem = children.SystemNanoseconds / Usage.NanosecondsPerClockTick,
            };
            if (caller.Memory.Write(times, in told) != Errno.None)
                return Errno.EFAULT;
        }
        return Clock.Monotonic / Usage.NanosecondsPerClockTick;
    }

    private static SyscallResult SetDate(UserThread caller, long nanoseconds)
    {
        if (!caller.Credentials.Has(Capability.CAP_SYS_TIME))
            return Errno.EPERM;
        // As on Linux, the machine cannot have been started before 1970.
        if (nanoseconds < Clock.Monotonic)
            return Errno.EINVAL;
        DateChanges.Set(nanoseconds);
        return 0;
    }
}
