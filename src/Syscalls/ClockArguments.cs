using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Time;
using Diesis.Platform.Time;

namespace Diesis.Syscalls;

/// <summary>Clocks by number: those of the world, and those that programs make of a process' or thread's number (clock_getcpuclockid(3)).</summary>
internal static class ClockArguments
{
    private const int KindMask = 3;
    private const int ThreadBit = 4;
    private const int NumberShift = 3;
    private const int KindUser = 1;
    private const int KindDescriptor = 3;

    /// <summary>What a clock shows, in nanoseconds.</summary>
    /// <param name="error">EINVAL for a clock that there is none of.</param>
    internal static bool TryRead(UserThread caller, ClockId clock, out long now, out Errno error)
    {
        error = Errno.None;
        switch (clock)
        {
            case ClockId.CLOCK_REALTIME:
            case ClockId.CLOCK_REALTIME_COARSE:
            case ClockId.CLOCK_REALTIME_ALARM:
            case ClockId.CLOCK_TAI:
                now = Clock.Unix;
                return true;
            case ClockId.CLOCK_MONOTONIC:
            case ClockId.CLOCK_MONOTONIC_RAW:
            case ClockId.CLOCK_MONOTONIC_COARSE:
            case ClockId.CLOCK_BOOTTIME:
            case ClockId.CLOCK_BOOTTIME_ALARM:
                now = Clock.Monotonic;
                return true;
        }
        now = 0;
        if (FindCpuClock(caller, clock) is not CpuClock cpu)
        {
            error = Errno.EINVAL;
            return false;
        }
        now = cpu.Now;
        return true;
    }

    /// <summary>Whether the clock shows dates, which are set.</summary>
    internal static bool IsDate(ClockId clock) => clock is ClockId.CLOCK_REALTIME or ClockId.CLOCK_REALTIME_ALARM or ClockId.CLOCK_TAI;

    /// <summary>Whether one can sleep and set timers by the clock, other than by processor time.</summary>
    internal static bool IsWorldly(ClockId clock) =>
        IsDate(clock) || clock is ClockId.CLOCK_MONOTONIC or ClockId.CLOCK_BOOTTIME or ClockId.CLOCK_BOOTTIME_ALARM;

    /// <summary>A clock of processor time; null if it is none.</summary>
    internal static CpuClock? FindCpuClock(UserThread caller, ClockId clock)
    {
        if (clock == ClockId.CLOCK_PROCESS_CPUTIME_ID)
            return new CpuClock(caller.Process, null, CpuTimeKind.All);
        if (clock == ClockId.CLOCK_THREAD_CPUTIME_ID)
            return new CpuClock(caller.Process, caller, CpuTimeKind.All);
        int word = (int)clock;
        if (word >= 0 || (word & KindMask) == KindDescriptor)
            return null;
        int number = ~(word >> NumberShift);
        CpuTimeKind kind = (word & KindMask) == KindUser ? CpuTimeKind.User : CpuTimeKind.All;
        if ((word & ThreadBit) != 0)
        {
            UserThread? thread = number == 0 ? caller : ProcessTree.FindThread(number);
            return thread is null || thread.Process != caller.Process ? null : new CpuClock(thread.Process, thread, kind);
        }
        Process? process = number == 0 ? caller.Process : ProcessTree.FindLeader(number);
        return process is null ? null : new CpuClock(process, null, kind);
    }
}
