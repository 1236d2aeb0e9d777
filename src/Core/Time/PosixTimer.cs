using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Platform.Locks;
using Diesis.Platform.Time;

namespace Diesis.Core.Time;

/// <summary>A timer of timer_create(2).</summary>
/// <remarks>
/// It has one signal, which is in the queue or not: a ring while it is still there only counts as an overrun. The timer goes on when the signal
/// is taken, so that a program that is late is not flooded. State is guarded by the process' signal lock; the kernel timer is armed under it.
/// </remarks>
internal sealed class PosixTimer
{
    private const long MostOverruns = int.MaxValue;

    private readonly Process _process;
    private readonly UserThread? _thread;
    private readonly ClockTimer? _clockTimer;
    private readonly CpuClockTimer? _cpuTimer;
    private readonly TimerSignal _signal;
    private readonly int _notify;

    private long _deadline;
    private long _interval;
    private int _overrun;
    private bool _isDeleted;

    /// <param name="cpu">What counts for a clock of processor time; null for one of the world's.</param>
    internal PosixTimer(Process process, int id, ClockId clock, in SigEvent notice, UserThread? thread, CpuClock? cpu)
    {
        _process = process;
        _thread = thread;
        _notify = notice.Notify;
        Clock = clock;
        Id = id;
        _signal = new TimerSignal(this);
        _signal.Info.Number = notice.Signal;
        _signal.Info.Code = SignalCode.SI_TIMER;
        _signal.Info.TimerId = id;
        _signal.Info.Value = notice.Value;
        if (cpu is CpuClock counted)
            _cpuTimer = new CpuClockTimer(this, counted);
        else
            _clockTimer = new ClockTimer(this);
    }

    internal int Id { get; }

    internal ClockId Clock { get; }

    /// <summary>Overruns of the signal that was taken last (timer_getoverrun(2)).</summary>
    internal int LastOverrun { get; private set; }

    /// <summary>What the timer's clock shows.</summary>
    internal long Time => _cpuTimer is null ? Platform.Time.Clock.Monotonic : _cpuTimer.Used;

    /// <summary>What is left, and the interval.</summary>
    internal TimerSetting Setting
    {
        get
        {
            long now = Time;
            using SpinLock.Scope held = _process.SignalLock.Enter();
            if (_deadline == 0)
                return new TimerSetting(0, _interval);
            long left = _deadline - now;
            if (left <= 0 && _interval != 0 && _notify == SigEvent.SIGEV_NONE)
                left = _interval - (now - _deadline) % _interval;
            return new TimerSetting(left <= 0 ? (_notify == SigEvent.SIGEV_NONE ? 0 : 1) : left, _interval);
        }
    }

    /// <summary>Sets the timer, or turns it off.</summary>
    /// <param name="deadline">On the timer's clock, the monotonic one for those of the world; 0 turns it off.</param>
    internal void Set(long deadline, long interval)
    {
        StopClock();
        SignalSending.Withdraw(_process, _thread, _signal);
        using (_process.SignalLock.Enter())
        {
            _deadline = deadline;
            _interval = deadline == 0 ? 0 : interval;
            _overrun = 0;
        }
        if (deadline != 0 && _notify != SigEvent.SIGEV_NONE)
            StartClock(deadline);
    }

    internal void Delete()
    {
        using (_process.SignalLock.Enter())
            _isDeleted = true;
        Set(0, 0);
    }

    private void StopClock()
    {
        if (_cpuTimer is not null)
            _cpuTimer.Set(long.MaxValue);
        else
            Timers.CancelAndWait(_clockTimer!);
    }

    private void StartClock(long deadline)
    {
        if (_cpuTimer is not null)
            _cpuTimer.Set(deadline);
        else
            Timers.Arm(_clockTimer!, deadline);
    }

    /// <summary>It rings. Interrupt context.</summary>
    private void OnRing()
    {
        if (_deadline == 0 || _isDeleted)
            return;
        if (SignalSending.SendOwned(_process, _thread, _signal) || _interval == 0)
            return;
        // Nobody takes a signal that is ignored: the timer goes on by itself, at a pace that the machine can bear.
        const long Pause = 1_000_000;
        long now = Time;
        long next;
        using (_process.SignalLock.Enter())
        {
            Forward(now);
            _deadline = long.Max(_deadline, TimeSpans.Add(now, Pause));
            next = _deadline;
        }
        StartClock(next);
    }

    /// <summary>The signal is taken: the lock is held. The timer goes on with its interval.</summary>
    private void OnTaken(ref SigInfo info)
    {
        if (_isDeleted || _deadline == 0)
            return;
        if (_interval != 0)
        {
            Forward(_cpuTimer is null ? Time : _deadline + 1);
            if (_cpuTimer is null)
                Timers.Arm(_clockTimer!, _deadline);
            else
                _cpuTimer.Rearm(_deadline);
        }
        else
        {
            _deadline = 0;
        }
        LastOverrun = _overrun;
        info.Overrun = _overrun;
        _overrun = 0;
    }

    /// <summary>Moves the deadline by whole intervals to what lies ahead, and counts those that are lost. The lock is held.</summary>
    private void Forward(long now)
    {
        long passed = now < _deadline ? 1 : (now - _deadline) / _interval + 1;
        _deadline = TimeSpans.Add(_deadline, passed * _interval);
        _overrun = (int)long.Min(_overrun + passed - 1, MostOverruns);
    }

    private sealed class TimerSignal(PosixTimer timer) : QueuedSignal
    {
        protected internal override void OnTaken(ref SigInfo info) => timer.OnTaken(ref info);
    }

    private sealed class ClockTimer(PosixTimer timer) : KernelTimer
    {
        protected override void OnTimer() => timer.OnRing();
    }

    private sealed class CpuClockTimer(PosixTimer timer, CpuClock clock) : CpuTimer
    {
        public override long Used => clock.Now;

        protected override int Threads => clock.Threads;

        /// <summary>From under the signal lock, where the time used cannot be asked for: the next look decides.</summary>
        internal void Rearm(long deadline) => SetAndLook(deadline);

        protected override void OnUsed()
        {
            Stop();
            timer.OnRing();
        }
    }
}
