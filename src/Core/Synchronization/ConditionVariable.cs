using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Synchronization;

/// <summary>Where threads that hold a mutex wait for what it guards to change (Hoare's monitors with Mesa's signals).</summary>
/// <remarks>A wait may end although the condition does not hold, since others can be faster: it belongs into a loop.</remarks>
public sealed class ConditionVariable
{
    private SpinLock _guard = new(LockRank.Synchronization);
    private WaiterQueue _waiters;

    /// <summary>Leaves the mutex, waits for a signal, and enters the mutex again.</summary>
    /// <remarks>Preconditions: the caller holds the mutex.</remarks>
    /// <param name="mutex">What guards the condition.</param>
    /// <param name="timeoutNanoseconds">Negative: for ever.</param>
    /// <returns>False at the time-out; the mutex is held then too.</returns>
    public bool Wait(Mutex mutex, long timeoutNanoseconds = -1)
    {
        Waiter waiter = new();
        using (SpinLock.Scope held = _guard.Enter())
            _waiters.Add(waiter);
        mutex.Exit();
        bool signalled;
        try
        {
            signalled = waiter.Signal.Wait(timeoutNanoseconds);
        }
        finally
        {
            using (SpinLock.Scope held = _guard.Enter())
            {
                if (waiter.IsQueued)
                    _waiters.Remove(waiter);
            }

            mutex.Reenter();
        }

        return signalled || waiter.IsGranted;
    }

    /// <summary>Wakes the thread that has waited longest.</summary>
    public void Signal()
    {
        Waiter? waiter;
        using (SpinLock.Scope held = _guard.Enter())
            waiter = _waiters.Grant();
        waiter?.Signal.Set();
    }

    /// <summary>Wakes all threads that wait now.</summary>
    public void Broadcast()
    {
        WaiterQueue woken;
        using (SpinLock.Scope held = _guard.Enter())
        {
            woken = _waiters;
            _waiters = default;
            for (Waiter? waiter = woken.First; waiter is not null; waiter = waiter.Next)
            {
                waiter.IsQueued = false;
                waiter.IsGranted = true;
            }
        }

        Waiter? next;
        for (Waiter? waiter = woken.First; waiter is not null; waiter = next)
        {
            next = waiter.Next;
            waiter.Signal.Set();
        }
    }
}
