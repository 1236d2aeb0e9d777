using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>struct timespec (clock_gettime(2)): seconds and nanoseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timespec
{
    public long Seconds;
    public long Nanoseconds;
}

/// <summary>struct itimerspec (timer_settime(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TimerSpecification
{
    public Timespec Interval;
    public Timespec Value;
}
