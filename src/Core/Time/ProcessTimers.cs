using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Time;

/// <summary>The timers of a process: setitimer(2), timer_create(2). Made when the first one is wanted.</summary>
/// <remarks>Locks: its mutex guards the table and keeps setters apart; the signal lock is taken under it.</remarks>
public sealed class ProcessTimers
{
    /// <summary>Bounds what a process can hold; on Linux RLIMIT_SIGPENDING does.</summary>
    private const int MostTimers = 4096;

    private readonly Mutex _lock = new(LockRank.Services, "process timers");
    private readonly Process _process;
    private readonly List<PosixTimer?> _timers = [];
    private IntervalTimers? _intervals;
    private ProcessorLimitTimer? _limit;

    private ProcessTimers(Process process) => _process = process;

    /// <summary>Those of a process.</summary>
    public static ProcessTimers Of(Process process)
    {
        if (process.Timers is ProcessTimers timers)
            return timers;
        return System.Threading.Interlocked.CompareExchange(ref process.Timers, new ProcessTimers(process), null) ?? process.Timers!;
    }

    /// <summary>getitimer(2).</summary>
    public TimerSetting GetInterval(IntervalTimerKind kind)
    {
        using Mutex.Scope held = _lock.Enter();
        return _intervals is null ? default : _intervals.Get(kind);
    }

    /// <summary>setitimer(2): the setting before.</summary>
    public TimerSetting SetInterval(IntervalTimerKind kind, TimerSetting setting)
    {
        using Mutex.Scope held = _lock.Enter();
        if (_intervals is null)
        {
            if (setting.Value == 0)
                return default;
            _intervals = new IntervalTimers(_process);
        }
        TimerSetting old = _intervals.Get(kind);
        _intervals.Set(kind, setting);
        return old;
    }

    /// <summary>timer_create(2).</summary>
    /// <param name="notice">Checked: signal and way of telling are known.</param>
    /// <param name="useOwnId">The signal's value is the timer's number, for want of another.</param>
    /// <returns>Its number; EAGAIN when there are too many.</returns>
    public Result<int> Create(ClockId clock, SigEvent notice, UserThread? thread, CpuClock? cpu, TimerValue useOwnId)
    {
        using Mutex.Scope held = _lock.Enter();
        int id = _timers.IndexOf(null);
        if (id < 0)
        {
            if (_timers.Count == MostTimers)
                return Errno.EAGAIN;
            id = _timers.Count;
            _timers.Add(null);
        }
        if (useOwnId == TimerValue.OwnId)
            notice.Value = (ulong)id;
        _timers[id] = new PosixTimer(_process, id, clock, in notice, thread, cpu);
        return id;
    }

    /// <summary>timer_settime(2).</summary>
    /// <param name="value">The moment on the timer's clock (the monotonic one for those of the world), or a span from now; 0 turns it off.</param>
    /// <returns>EINVAL if there is no such timer.</returns>
    public Errno Set(int id, long value, long interval, TimerOrigin origin, out TimerSetting old)
    {
        using Mutex.Scope held = _lock.Enter();
        old = default;
        if (Find(id) is not PosixTimer timer)
            return Errno.EINVAL;
        old = timer.Setting;
        long deadline = value == 0 || origin == TimerOrigin.Clock ? value : TimeSpans.Add(timer.Time, value);
        timer.Set(deadline, interval);
        return Errno.None;
    }

    /// <summary>The clock of a timer; null if there is no such timer.</summary>
    public ClockId? ClockOf(int id)
    {
        using Mutex.Scope held = _lock.Enter();
        return Find(id)?.Clock;
    }

    /// <summary>timer_gettime(2); null if there is no such timer.</summary>
    public TimerSetting? Get(int id)
    {
        using Mutex.Scope held = _lock.Enter();
        return Find(id)?.Setting;
    }

    /// <summary>timer_getoverrun(2); null if there is no such timer.</summary>
    public int? OverrunOf(int id)
    {
        using Mutex.Scope held = _lock.Enter();
        return Find(id)?.LastOverrun;
    }

    /// <summary>timer_delete(2).</summary>
    public Errno Delete(int id)
    {
        using Mutex.Scope held = _lock.Enter();
        if (Find(id) is not PosixTimer timer)
            return Errno.EINVAL;
        _timers[id] = null;
        timer.Delete();
        return Errno.None;
    }

    /// <summary>RLIMIT_CPU has changed.</summary>
    public void LimitProcessorTime(in ResourceLimit limit)
    {
        using Mutex.Scope held = _lock.Enter();
        if (_limit is null && limit.Current == ResourceLimit.RLIM_INFINITY && limit.Maximum == ResourceLimit.RLIM_INFINITY)
            return;
        _limit ??= new ProcessorLimitTimer(_process);
        _limit.Begin(in limit);
    }

    private PosixTimer? Find(int id) => (uint)id < (uint)_timers.Count ? _timers[id] : null;

    private void DeleteAll()
    {
        using Mutex.Scope held = _lock.Enter();
        foreach (PosixTimer? timer in _timers)
            timer?.Delete();
        _timers.Clear();
    }

    /// <summary>The process ends: none of its timers rings any more.</summary>
    internal static void EndProcess(Process process)
    {
        if (process.Timers is not ProcessTimers timers)
            return;
        timers.DeleteAll();
        using Mutex.Scope held = timers._lock.Enter();
        timers._intervals?.Stop();
        timers._limit?.Set(long.MaxValue);
    }

    /// <summary>execve(2) keeps the timers of setitimer(2), and no others.</summary>
    internal static void BeginProgram(Process process) => process.Timers?.DeleteAll();
}

/// <summary>What a timer's signal has as its value.</summary>
public enum TimerValue
{
    Given,
    OwnId,
}

/// <summary>Where a timer's value is counted from.</summary>
public enum TimerOrigin
{
    Now,

    /// <summary>It is a moment on the clock.</summary>
    Clock,
}
