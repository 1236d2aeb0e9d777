using Diesis.Core.Processes;

namespace Diesis.Core.Time;

/// <summary>The processor time of a process or of one thread, as a clock (clock_getcpuclockid(3)).</summary>
public readonly struct CpuClock(Process process, UserThread? thread, CpuTimeKind kind)
{
    internal int Threads => thread is null ? process.LiveThreads : 1;

    /// <summary>Nanoseconds used so far. Any context in which no signal lock is held.</summary>
    public long Now
    {
        get
        {
            Usage used = thread is null ? process.Usage : thread.Usage;
            return kind == CpuTimeKind.User ? used.UserNanoseconds : used.TotalNanoseconds;
        }
    }
}
