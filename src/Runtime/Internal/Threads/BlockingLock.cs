using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>Mutual exclusion without an owner: the part which <see cref="Lock"/>, monitors and the runtime's own tables share.</summary>
/// <remarks>
/// A newcomer may overtake a woken waiter. At most one wake is under way at a time: a release sends none while an earlier woken thread has
/// not yet tried; that thread takes the lock or, in one step with seeing it held, asks for the next wake.
/// </remarks>
internal struct BlockingLock
{
    private const int Held = 1;
    private const int WakePending = 2;
    private const int OneWaiter = 4;
    private const int SpinRounds = 12;

    private int _state;

    /// <summary>Counts wakes; waiters sleep on it, so that a wake between the last look at the state and the sleep is not lost.</summary>
    private int _wakes;

    internal readonly bool IsHeld => (_state & Held) != 0;

    /// <summary>For a lock that nobody else can see yet.</summary>
    internal void InitializeHeld() => _state = Held;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryAcquire()
    {
        int state = _state;
        return (state & Held) == 0 && Interlocked.CompareExchange(ref _state, state | Held, state) == state;
    }

    internal void Acquire()
    {
        if (Interlocked.CompareExchange(ref _state, Held, 0) != 0)
            AcquireSlowly(Deadline.Never);
    }

    internal bool TryAcquire(int millisecondsTimeout)
    {
        if (TryAcquire())
            return true;
        return millisecondsTimeout != 0 && AcquireSlowly(Deadline.After(millisecondsTimeout));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Release()
    {
        int state = Interlocked.Add(ref _state, -Held);
        if (state >= OneWaiter && (state & WakePending) == 0)
            WakeWaiter();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WakeWaiter()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            if (state < OneWaiter || (state & (WakePending | Held)) != 0)
                return;
            if (Interlocked.CompareExchange(ref _state, state | WakePending, state) == state)
            {
                Interlocked.Increment(ref _wakes);
                Blocking.WakeOne(ref _wakes);
                return;
            }
        }
    }

    private bool AcquireSlowly(Deadline deadline)
    {
        if (Spin())
            return true;

        bool registered = false;
        while (true)
        {
            int wakes = Volatile.Read(ref _wakes);
            int state = Volatile.Read(ref _state);
            if ((state & Held) == 0)
            {
                int taken = (registered ? state - OneWaiter & ~WakePending : state) | Held;
                if (Interlocked.CompareExchange(ref _state, taken, state) == state)
                    return true;
                continue;
            }

            int waiting = registered ? state & ~WakePending : state + OneWaiter;
            if (waiting != state && Interlocked.CompareExchange(ref _state, waiting, state) != state)
                continue;
            registered = true;

            if (!Blocking.Wait(ref _wakes, wakes, deadline.Remaining) && deadline.HasPassed)
                return TakeOrLeave();
            if (Spin(registered: true))
                return true;
        }
    }

    /// <summary>The time is over: takes a free lock, else leaves the queue in one step with seeing it held.</summary>
    private bool TakeOrLeave()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            int left = state - OneWaiter & ~WakePending;
            bool free = (state & Held) == 0;
            if (Interlocked.CompareExchange(ref _state, free ? left | Held : left, state) == state)
                return free;
        }
    }

    private bool Spin(bool registered = false)
    {
        if (ProcessorHints.Count < 2)
            return false;
        for (int round = 0; round < SpinRounds; round++)
        {
            ProcessorHints.Pause(round < 5 ? 1 << round : 32);
            int state = Volatile.Read(ref _state);
            if ((state & Held) != 0)
                continue;
            int taken = (registered ? state - OneWaiter & ~WakePending : state) | Held;
            if (Interlocked.CompareExchange(ref _state, taken, state) == state)
                return true;
        }

        return false;
    }
}
