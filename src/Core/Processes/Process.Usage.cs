using Diesis.Platform.Locks;

namespace Diesis.Core.Processes;

// What the process has used. The sums are guarded by SignalLock.
public sealed partial class Process
{
    private Usage _endedThreads;
    private Usage _children;

    /// <summary>Whose limits by user it counts against: its real user's.</summary>
    internal UserAccount? Account { get; set; }

    /// <summary>When it began: monotonic nanoseconds.</summary>
    public long StartedAt { get; internal set; }

    /// <summary>What its threads have used, ended ones among them.</summary>
    public Usage Usage
    {
        get
        {
            using SpinLock.Scope held = SignalLock.Enter();
            Usage sum = _endedThreads;
            for (UserThread? thread = FirstThread; thread is not null; thread = thread.NextThread)
            {
                if (!thread.IsUsageFolded)
                    sum.Add(thread.Usage);
            }
            sum.PeakKilobytes = long.Max(sum.PeakKilobytes, PeakKilobytes);
            return sum;
        }
    }

    /// <summary>What the children that have been waited for had used, with theirs.</summary>
    public Usage ChildrenUsage
    {
        get
        {
            using SpinLock.Scope held = SignalLock.Enter();
            return _children;
        }
    }

    internal long UserClockTicks => Usage.UserNanoseconds / Processes.Usage.NanosecondsPerClockTick;

    internal long SystemClockTicks => Usage.SystemNanoseconds / Processes.Usage.NanosecondsPerClockTick;

    /// <summary>The most memory so far; kept by the address space's owner, and here once that is gone.</summary>
    internal long PeakKilobytes { get; set; }

    /// <summary>A thread ends: what it has used stays with the process.</summary>
    internal void FoldUsage(UserThread thread)
    {
        Usage used = thread.Usage;
        using SpinLock.Scope held = SignalLock.Enter();
        if (thread.IsUsageFolded)
            return;
        thread.IsUsageFolded = true;
        _endedThreads.Add(in used);
    }

    /// <summary>A child has been waited for.</summary>
    internal void AddChildUsage(in Usage own, in Usage ofItsChildren)
    {
        using SpinLock.Scope held = SignalLock.Enter();
        _children.Add(in own);
        _children.Add(in ofItsChildren);
    }
}
