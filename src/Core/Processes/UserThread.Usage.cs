using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Core.Processes;

// What the thread has used.
public sealed partial class UserThread
{
    /// <summary>Page faults that needed no reading. Written by the thread itself.</summary>
    public long MinorFaults;

    /// <summary>Page faults that had to wait for a device. Written by the thread itself.</summary>
    public long MajorFaults;

    /// <summary>Added to the process' sum already. Guarded by the process' signal lock.</summary>
    internal bool IsUsageFolded { get; set; }

    /// <summary>As of now; of another thread that runs, as of a moment ago.</summary>
    public Usage Usage
    {
        get
        {
            long total = Kernel is null ? 0 : Scheduler.UsedNanoseconds(Kernel);
            long user = Context is null ? 0 : long.Min(Clock.TicksToNanoseconds(Context.UserTicks), total);
            return new Usage
            {
                UserNanoseconds = user,
                SystemNanoseconds = total - user,
                MinorFaults = MinorFaults,
                MajorFaults = MajorFaults,
                WaitSwitches = Kernel?.WaitSwitches ?? 0,
                ForcedSwitches = Kernel?.ForcedSwitches ?? 0,
            };
        }
    }
}
