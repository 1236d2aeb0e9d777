using System.Threading;
using Diesis.Core.Processes;
using Diesis.Platform.Time;

namespace Diesis.Core.Time;

/// <summary>Which of a process' times counts.</summary>
public enum CpuTimeKind
{
    /// <summary>In the program alone.</summary>
    User,

    /// <summary>In the program and in the kernel for it.</summary>
    All,
}

/// <summary>Rings when a process or thread has used so much processor time: by looking again and again at the earliest moment at which that can be.</summary>
/// <remarks>Nothing is counted at switches, so a process without such timers pays nothing. A look while the process rests makes the next one later.</remarks>
public abstract class CpuTimer : KernelTimer
{
    private const long ShortestPause = 1_000_000;
    private const long LongestPause = 50_000_000;

    private long _deadline = long.MaxValue;
    private long _usedAtLastLook;
    private long _pause;

    /// <summary>The processor time at which it rings; <see cref="long.MaxValue"/> when it is off.</summary>
    public long CpuDeadline => Volatile.Read(ref _deadline);

    /// <summary>Processor time used so far: nanoseconds. Any context.</summary>
    public abstract long Used { get; }

    /// <summary>Threads that may use processor time at once.</summary>
    protected abstract int Threads { get; }

    /// <summary>The time has been used. Interrupt context. May set the timer again.</summary>
    protected abstract void OnUsed();

    /// <summary>Sets it, or turns it off by <see cref="long.MaxValue"/>.</summary>
    public void Set(long cpuDeadline)
    {
        Volatile.Write(ref _deadline, cpuDeadline);
        _pause = ShortestPause;
        if (cpuDeadline == long.MaxValue)
            Timers.Cancel(this);
        else
            Arm(cpuDeadline - Used);
    }

    /// <summary>As <see cref="Set"/>, from where <see cref="Used"/> must not be asked: the first look comes soon.</summary>
    protected void SetAndLook(long cpuDeadline)
    {
        Volatile.Write(ref _deadline, cpuDeadline);
        _pause = ShortestPause;
        Timers.Arm(this, Clock.Monotonic + ShortestPause);
    }

    /// <summary>Turns it off, from within a ring.</summary>
    protected void Stop() => Volatile.Write(ref _deadline, long.MaxValue);

    protected override void OnTimer()
    {
        long deadline = CpuDeadline;
        if (deadline == long.MaxValue)
            return;
        long used = Used;
        if (used >= deadline)
        {
            OnUsed();
            return;
        }
        _pause = used == _usedAtLastLook ? long.Min(_pause * 2, LongestPause) : ShortestPause;
        _usedAtLastLook = used;
        Arm(deadline - used);
    }

    private void Arm(long left) => Timers.Arm(this, Clock.Monotonic + long.Max(left / int.Max(Threads, 1), _pause));
}
