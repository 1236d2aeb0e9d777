using Internal.Runtime;

namespace System;

public static unsafe partial class Environment
{
    /// <summary>Processor time of all threads of this program. Our homes do not tell the program's own from the kernel's: all of it counts as the program's.</summary>
    public static ProcessCpuUsage CpuUsage => new(new TimeSpan(Home.ProcessorNanoseconds() / 100));

    public struct ProcessCpuUsage
    {
        internal ProcessCpuUsage(TimeSpan userTime) => UserTime = userTime;

        public TimeSpan UserTime { get; }

        public TimeSpan PrivilegedTime => default;

        public TimeSpan TotalTime => UserTime;
    }
}
