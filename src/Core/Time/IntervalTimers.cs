using System.Threading;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Platform.Time;

namespace Diesis.Core.Time;

/// <summary>A time to ring, and one between rings: nanoseconds, 0 for never.</summary>
public readonly record struct TimerSetting(long Value, long Interval);

/// <summary>The three timers of a process that setitimer(2) knows. Made when the first one is set.</summary>
internal sealed class IntervalTimers(Process process)
{
    private readonly RealTimer _real = new(process);
    private readonly ProcessCpuTimer _virtual = new(process, CpuTimeKind.User, Signal.SIGVTALRM);
    private readonly ProcessCpuTimer _profiling = new(process, CpuTimeKind.All, Signal.SIGPROF);

    internal TimerSetting Get(IntervalTimerKind kind) => kind switch
    {
        IntervalTimerKind.ITIMER_REAL => _real.Setting,
        IntervalTimerKind.ITIMER_VIRTUAL => _virtual.Setting,
        _ => _profiling.Setting,
    };

    internal void Set(IntervalTimerKind kind, TimerSetting setting)
    {
        switch (kind)
        {
            case IntervalTimerKind.ITIMER_REAL:
                _real.Set(setting);
                break;
            case IntervalTimerKind.ITIMER_VIRTUAL:
                _virtual.Begin(setting);
                break;
            default:
                _profiling.Begin(setting);
                break;
        }
    }

    internal void Stop()
    {
        _real.Set(default);
        _virtual.Begin(default);
        _profiling.Begin(default);
    }
}

/// <summary>ITIMER_REAL and alarm(2).</summary>
internal sealed class RealTimer(Process process) : KernelTimer
{
    /// <summary>A timer that rings more often would leave the processor no time for anything else.</summary>
    private const long LeastInterval = 50_000;

    // Written by setters, which the callers' mutex keeps apart, and by the timer.
    private long _deadline;
    private long _interval;

    internal TimerSetting Setting
    {
        get
        {
            long deadline = Volatile.Read(ref _deadline);
            // One that is due rings in a moment: 0 would say that it is off.
            return deadline == 0 ? default : new TimerSetting(long.Max(deadline - Clock.Monotonic, 1), Volatile.Read(ref _interval));
        }
    }

    internal void Set(TimerSetting setting)
    {
        Timers.CancelAndWait(this);
        Volatile.Write(ref _interval, setting.Interval);
        Volatile.Write(ref _deadline, setting.Value == 0 ? 0 : TimeSpans.FromNow(setting.Value));
        if (setting.Value != 0)
            Timers.Arm(this, _deadline);
    }

    protected override void OnTimer()
    {
        long interval = Volatile.Read(ref _interval);
        if (interval == 0)
        {
            Volatile.Write(ref _deadline, 0);
        }
        else
        {
            long now = Clock.Monotonic;
            long next = TimeSpans.Add(_deadline, interval);
            if (next < now + LeastInterval)
                next = long.Max(next + (now - next) / interval * interval, now + LeastInterval);
            Volatile.Write(ref _deadline, next);
            Timers.Arm(this, next);
        }
        SignalSending.Send(process, Signal.SIGALRM);
    }
}

/// <summary>ITIMER_VIRTUAL, ITIMER_PROF.</summary>
internal sealed class ProcessCpuTimer(Process process, CpuTimeKind kind, Signal signal) : CpuTimer
{
    private long _interval;

    internal TimerSetting Setting
    {
        get
        {
            long deadline = CpuDeadline;
            return deadline == long.MaxValue ? default : new TimerSetting(long.Max(deadline - Used, 1), Volatile.Read(ref _interval));
        }
    }

    public override long Used => kind == CpuTimeKind.User ? process.Usage.UserNanoseconds : process.Usage.TotalNanoseconds;

    protected override int Threads => process.LiveThreads;

    internal void Begin(TimerSetting setting)
    {
        Volatile.Write(ref _interval, setting.Interval);
        Set(setting.Value == 0 ? long.MaxValue : TimeSpans.Add(Used, setting.Value));
    }

    protected override void OnUsed()
    {
        long interval = Volatile.Read(ref _interval);
        Set(interval == 0 ? long.MaxValue : TimeSpans.Add(Used, interval));
        SignalSending.Send(process, signal);
    }
}

/// <summary>RLIMIT_CPU: SIGXCPU each second from the soft limit on, SIGKILL at the hard one (getrlimit(2)).</summary>
internal sealed class ProcessorLimitTimer(Process process) : CpuTimer
{
    private ulong _next;
    private ulong _hard;

    public override long Used => process.Usage.TotalNanoseconds;

    protected override int Threads => process.LiveThreads;

    /// <param name="limit">Seconds.</param>
    internal void Begin(in ResourceLimit limit)
    {
        _next = ulong.Max(ulong.Min(limit.Current, limit.Maximum), 1);
        _hard = limit.Maximum;
        Set(ToDeadline(_next));
    }

    protected override void OnUsed()
    {
        ulong seconds = (ulong)(Used / Clock.NanosecondsPerSecond);
        bool isOver = seconds >= _hard;
        _next = seconds + 1;
        Set(isOver ? long.MaxValue : ToDeadline(_next));
        SignalSending.Send(process, isOver ? Signal.SIGKILL : Signal.SIGXCPU);
    }

    private static long ToDeadline(ulong seconds) => seconds > long.MaxValue / Clock.NanosecondsPerSecond ? long.MaxValue : (long)seconds * Clock.NanosecondsPerSecond;
}
