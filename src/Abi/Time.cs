using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct timeval: microseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TimeValue
{
    public long Seconds;
    public long Microseconds;
}

/// <summary>struct timezone (gettimeofday(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TimeZoneRecord
{
    public int MinutesWest;
    public int DaylightSaving;
}

/// <summary>struct itimerval (setitimer(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IntervalTimerValue
{
    public TimeValue Interval;
    public TimeValue Value;
}

/// <summary>The timers of setitimer(2).</summary>
public enum IntervalTimerKind
{
    ITIMER_REAL = 0,
    ITIMER_VIRTUAL = 1,
    ITIMER_PROF = 2,
}

/// <summary>Clocks of clock_gettime(2). Negative ones name the processor time of a process or thread.</summary>
public enum ClockId
{
    CLOCK_REALTIME = 0,
    CLOCK_MONOTONIC = 1,
    CLOCK_PROCESS_CPUTIME_ID = 2,
    CLOCK_THREAD_CPUTIME_ID = 3,
    CLOCK_MONOTONIC_RAW = 4,
    CLOCK_REALTIME_COARSE = 5,
    CLOCK_MONOTONIC_COARSE = 6,
    CLOCK_BOOTTIME = 7,
    CLOCK_REALTIME_ALARM = 8,
    CLOCK_BOOTTIME_ALARM = 9,
    CLOCK_TAI = 11,
}

/// <summary>Flags of clock_nanosleep(2) and timer_settime(2).</summary>
public static class TimerFlags
{
    public const int TIMER_ABSTIME = 1;
}

/// <summary>struct timex (adjtimex(2)): 208 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 208)]
public struct ClockAdjustment
{
    public const int TIME_OK = 0;
    public const int TIME_ERROR = 5;
    public const int STA_UNSYNC = 0x40;
    public const uint ADJ_OFFSET_SINGLESHOT = 0x8001;
    public const uint ADJ_OFFSET_SS_READ = 0xa001;

    public uint Modes;
    private readonly int _padding1;
    public long Offset;
    public long Frequency;
    public long MaximumError;
    public long EstimatedError;
    public int Status;
    private readonly int _padding2;
    public long Constant;
    public long Precision;
    public long Tolerance;
    public TimeValue Time;
    public long Tick;
    public long PulseFrequency;
    public long Jitter;
    public int Shift;
    private readonly int _padding3;
    public long Stability;
    public long JitterCount;
    public long CalibrationCount;
    public long ErrorCount;
    public long StabilityCount;
    public int Tai;
}
