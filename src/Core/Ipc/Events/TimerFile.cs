using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;
using Diesis.Platform.Time;
using Diesis.Platform.Users;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Ipc.Events;

/// <summary>The clock that a timer goes by.</summary>
public enum TimerClock
{
    /// <summary>CLOCK_MONOTONIC and CLOCK_BOOTTIME: the machine never sleeps.</summary>
    Monotonic,

    /// <summary>CLOCK_REALTIME: absolute times move when the clock is set.</summary>
    RealTime,
}

/// <summary>A point of time that a timerfd is armed for.</summary>
/// <param name="Value">Nanoseconds: from now, or on the timer's clock.</param>
/// <param name="Interval">Nanoseconds from one expiration to the next; 0 for one alone.</param>
public readonly record struct TimerFileSetting(long Value, long Interval, TimerFileFlags Flags = TimerFileFlags.None);

/// <summary>timerfd_create(2): a timer whose expirations are read from a descriptor.</summary>
/// <remarks>Locks: a spin lock for all of it, since the timer rings in interrupts; the timers' own lock is taken under it, waiters are woken without it.</remarks>
public sealed class TimerFile : OpenFile
{
    private readonly TimerClock _clock;
    private readonly WaitQueue _queue = new();
    private readonly Bell _bell;
    private SpinLock _lock = new(LockRank.EventTimers);

    // Guarded by _lock.
    private long _next;
    private long _interval;
    private ulong _expirations;
    private bool _isArmed;
    private bool _isCancelledBySetting;

    /// <summary>What the real-time clock was ahead of the monotonic one when the timer was set.</summary>
    private long _offset;

    public TimerFile(TimerClock clock, OpenFlags flags)
        : base(AnonymousInodes.Make("anon_inode:[timerfd]"), flags | OpenFlags.O_RDWR)
    {
        _clock = clock;
        _bell = new Bell(this);
    }

    public override bool IsStream => true;

    /// <summary>There is no position, but asking for one is no error.</summary>
    public override Result<long> Seek(long offset, SeekOrigin origin) => 0;

    /// <summary>timerfd_settime(2).</summary>
    public void Set(in TimerFileSetting setting, out TimerFileSetting old)
    {
        long now = Clock.Monotonic;
        long offset = Clock.Unix - now;
        Timers.CancelAndWait(_bell);
        using SpinLock.Scope held = _lock.Enter();
        old = Describe(now);
        _offset = offset;
        _expirations = 0;
        _interval = setting.Interval;
        _isArmed = setting.Value != 0;
        const TimerFileFlags Cancelled = TimerFileFlags.TFD_TIMER_ABSTIME | TimerFileFlags.TFD_TIMER_CANCEL_ON_SET;
        bool isAbsolute = (setting.Flags & TimerFileFlags.TFD_TIMER_ABSTIME) != 0;
        _isCancelledBySetting = (setting.Flags & Cancelled) == Cancelled && _clock == TimerClock.RealTime;
        if (!_isArmed)
            return;
        if (!isAbsolute)
            _next = Saturate(now, setting.Value);
        else
            _next = _clock == TimerClock.RealTime ? setting.Value - offset : setting.Value;
        Timers.Arm(_bell, _next);
    }

    /// <summary>timerfd_gettime(2): the time left, never absolute.</summary>
    public TimerFileSetting Get()
    {
        using SpinLock.Scope held = _lock.Enter();
        return Describe(Clock.Monotonic);
    }

    private TimerFileSetting Describe(long now)
    {
        if (!_isArmed)
            return new TimerFileSetting(0, _interval);
        long left = _next - now;
        if (left <= 0 && _interval != 0)
            left = _interval - (now - _next) % _interval;
        return new TimerFileSetting(long.Max(left, 1), _interval);
    }

    public override Result<long> Read(ref IoBuffer to)
    {
        if (to.Remaining < sizeof(ulong))
            return Errno.EINVAL;
        ulong taken;
        Errno error = TryTake(out taken);
        if (error == Errno.EAGAIN && !IsNonBlocking)
        {
            using WaitScope wait = _queue.EnterExclusive();
            while ((error = TryTake(out taken)) == Errno.EAGAIN)
            {
                Errno slept = wait.Sleep();
                if (slept != Errno.None)
                    return slept;
            }
        }
        if (error != Errno.None)
            return error;
        System.Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, taken);
        error = to.Put(bytes);
        return error != Errno.None ? error : sizeof(ulong);
    }

    public override PollEvents Poll(PollTable? table)
    {
        table?.Add(_queue);
        using SpinLock.Scope held = _lock.Enter();
        return _expirations != 0 || WasCancelled ? PollEvents.In | PollEvents.ReadNormal : PollEvents.None;
    }

    protected override void OnRelease() => Timers.CancelAndWait(_bell);

    /// <summary>The clock was set since, by more than its own drift.</summary>
    private bool WasCancelled
    {
        get
        {
            const long Drift = 1_000_000;
            long moved = Clock.Unix - Clock.Monotonic - _offset;
            return _isCancelledBySetting && moved is > Drift or < -Drift;
        }
    }

    private Errno TryTake(out ulong taken)
    {
        using SpinLock.Scope held = _lock.Enter();
        taken = _expirations;
        if (WasCancelled)
        {
            _offset = Clock.Unix - Clock.Monotonic;
            _expirations = 0;
            return Errno.ECANCELED;
        }
        if (taken == 0)
            return Errno.EAGAIN;
        _expirations = 0;
        return Errno.None;
    }

    /// <summary>Counts the expirations up to now, and arms the timer for the next one.</summary>
    private void Ring()
    {
        using (_lock.Enter())
        {
            long now = Clock.Monotonic;
            if (!_isArmed || now < _next)
                return;
            if (_interval == 0)
            {
                _expirations++;
                _isArmed = false;
            }
            else
            {
                long missed = (now - _next) / _interval;
                _expirations += (ulong)missed + 1;
                _next = Saturate(_next, (missed + 1) * _interval);
                Timers.Arm(_bell, _next);
            }
        }
        _queue.Wake(PollEvents.In | PollEvents.ReadNormal);
    }

    private static long Saturate(long time, long more) => time > long.MaxValue - more ? long.MaxValue : time + more;

    private sealed class Bell(TimerFile file) : KernelTimer
    {
        protected override void OnTimer() => file.Ring();
    }
}
