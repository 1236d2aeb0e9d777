using System;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Synchronization;

/// <summary>A number of permits. Threads take them and sleep while there are none; anybody gives them, interrupt handlers too.</summary>
/// <remarks>A permit that is given goes to the first waiter. For tasks there is <see cref="System.Threading.SemaphoreSlim"/>.</remarks>
public sealed class Semaphore
{
    private readonly int _maximum;
    private SpinLock _guard = new(LockRank.Synchronization);

    // Guarded by _guard. There are no waiters while there are permits.
    private int _permits;
    private WaiterQueue _waiters;

    public Semaphore(int permits, int maximum = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(permits);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, permits);
        _permits = permits;
        _maximum = maximum;
    }

    /// <summary>Permits that are free.</summary>
    public int Permits => _permits;

    /// <summary>Takes a permit.</summary>
    /// <param name="timeoutNanoseconds">0 for one look, negative for ever.</param>
    /// <returns>False at the time-out.</returns>
    public bool Wait(long timeoutNanoseconds = -1)
    {
        if (TryTake())
            return true;
        if (timeoutNanoseconds == 0)
            return false;
        Waiter waiter = new();
        using (SpinLock.Scope held = _guard.Enter())
        {
            if (_permits > 0)
            {
                _permits--;
                return true;
            }

            _waiters.Add(waiter);
        }

        while (true)
        {
            bool woken = waiter.Signal.Wait(timeoutNanoseconds);
            using SpinLock.Scope held = _guard.Enter();
            if (waiter.IsGranted)
                return true;
            if (woken)
                continue;
            _waiters.Remove(waiter);
            return false;
        }
    }

    /// <summary>Gives a permit. From any context.</summary>
    /// <returns>False when the maximum was reached: nothing has changed.</returns>
    public bool Release()
    {
        Waiter? waiter;
        using (SpinLock.Scope held = _guard.Enter())
        {
            waiter = _waiters.Grant();
            if (waiter is null)
            {
                if (_permits == _maximum)
                    return false;
                _permits++;
            }
        }

        waiter?.Signal.Set();
        return true;
    }

    private bool TryTake()
    {
        using SpinLock.Scope held = _guard.Enter();
        if (_permits == 0)
            return false;
        _permits--;
        return true;
    }
}
