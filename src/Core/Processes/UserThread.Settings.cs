using Diesis.Abi;
using Diesis.Platform.Threads;

namespace Diesis.Core.Processes;

// What prctl(2) and the scheduling calls set for one thread; inherited.
public sealed partial class UserThread
{
    /// <summary>What PR_SET_TIMERSLACK begins with: nanoseconds.</summary>
    public const long DefaultTimerSlack = 50_000;

    /// <summary>How late timers may be, in nanoseconds; kept and told: timers are exact.</summary>
    public long TimerSlack { get; set; } = DefaultTimerSlack;

    /// <summary>What 0 given to PR_SET_TIMERSLACK means: the maker's value.</summary>
    public long InheritedTimerSlack { get; private set; } = DefaultTimerSlack;

    /// <summary>sched_setscheduler(2).</summary>
    public SchedulingPolicy Policy { get; set; }

    /// <summary>Children begin with the ordinary policy (SCHED_RESET_ON_FORK).</summary>
    public bool ResetsPolicyOnFork { get; set; }

    /// <summary>ioprio_set(2): class and level; 0 for none.</summary>
    public int InputOutputPriority { get; set; }

    private bool _isReset;

    /// <summary>The thread's first step, where its maker's place among others is not inherited (SCHED_RESET_ON_FORK).</summary>
    private void TakePlace()
    {
        if (!_isReset)
            return;
        Scheduler.SetRealTimePriority(Kernel, 0);
        Scheduler.SetNice(Kernel, int.Max(Kernel.Nice, 0));
    }

    internal void CopySettings(UserThread maker)
    {
        InputOutputPriority = maker.InputOutputPriority;
        _isReset = maker.ResetsPolicyOnFork;
        TimerSlack = maker.TimerSlack;
        InheritedTimerSlack = maker.TimerSlack;
        Policy = maker.ResetsPolicyOnFork && maker.Policy is SchedulingPolicy.SCHED_FIFO or SchedulingPolicy.SCHED_RR ? SchedulingPolicy.SCHED_NORMAL : maker.Policy;
    }
}
