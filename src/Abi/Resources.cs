using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Resources that have limits (getrlimit(2)).</summary>
public enum Resource
{
    RLIMIT_CPU = 0,
    RLIMIT_FSIZE = 1,
    RLIMIT_DATA = 2,
    RLIMIT_STACK = 3,
    RLIMIT_CORE = 4,
    RLIMIT_RSS = 5,
    RLIMIT_NPROC = 6,
    RLIMIT_NOFILE = 7,
    RLIMIT_MEMLOCK = 8,
    RLIMIT_AS = 9,
    RLIMIT_LOCKS = 10,
    RLIMIT_SIGPENDING = 11,
    RLIMIT_MSGQUEUE = 12,
    RLIMIT_NICE = 13,
    RLIMIT_RTPRIO = 14,
    RLIMIT_RTTIME = 15,

    /// <summary>How many there are.</summary>
    RLIM_NLIMITS = 16,
}

/// <summary>struct rlimit64 (prlimit(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceLimit
{
    public const ulong RLIM_INFINITY = ulong.MaxValue;

    public ulong Current;
    public ulong Maximum;
}

/// <summary>struct rusage (getrusage(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceUsage
{
    public const int RUSAGE_SELF = 0;
    public const int RUSAGE_CHILDREN = -1;
    public const int RUSAGE_THREAD = 1;

    public TimeValue UserTime;
    public TimeValue SystemTime;

    /// <summary>Kilobytes.</summary>
    public long MaximumResident;
    public long SharedText;
    public long UnsharedData;
    public long UnsharedStack;
    public long MinorFaults;
    public long MajorFaults;
    public long Swaps;
    public long BlocksIn;
    public long BlocksOut;
    public long MessagesSent;
    public long MessagesReceived;
    public long SignalsReceived;
    public long VoluntarySwitches;
    public long InvoluntarySwitches;
}

/// <summary>struct tms (times(2)), in clock ticks of 10 ms.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ProcessTimes
{
    public long User;
    public long System;
    public long ChildrenUser;
    public long ChildrenSystem;
}
