namespace System.Threading;

/// <summary>A lock that spins. For short sections; not to be entered twice by one thread.</summary>
public struct SpinLock
{
    private const int Free = 0;

    /// <summary>Stands for the owner where owners are not tracked.</summary>
    private const int Anonymous = 1;

    private readonly bool _untracked;

    /// <summary>0, or the owner's thread id plus one.</summary>
    private int _owner;

    public SpinLock(bool enableThreadOwnerTracking) => _untracked = !enableThreadOwnerTracking;

    public readonly bool IsThreadOwnerTrackingEnabled => !_untracked;

    public readonly bool IsHeld => _owner != Free;

    public readonly bool IsHeldByCurrentThread
    {
        get
        {
            if (_untracked)
                throw new InvalidOperationException("Thread tracking is disabled.");
            return _owner == Me;
        }
    }

    private readonly int Me => _untracked ? Anonymous : Thread.CurrentId + 1;

    public void Enter(ref bool lockTaken) => TryEnter(Timeout.Infinite, ref lockTaken);

    public void TryEnter(ref bool lockTaken) => TryEnter(0, ref lockTaken);

    public void TryEnter(TimeSpan timeout, ref bool lockTaken) => TryEnter(WaitTime.ToMilliseconds(timeout), ref lockTaken);

    public void TryEnter(int millisecondsTimeout, ref bool lockTaken)
    {
        if (lockTaken)
            throw new ArgumentException("The tookLock argument must be set to false before calling this method.");
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        int me = Me;
        if (Interlocked.CompareExchange(ref _owner, me, Free) == Free)
        {
            lockTaken = true;
            return;
        }

        if (!_untracked && _owner == me)
            throw new LockRecursionException("The calling thread already holds the lock.");
        if (millisecondsTimeout == 0)
            return;

        global::Internal.Runtime.Deadline deadline = global::Internal.Runtime.Deadline.After(millisecondsTimeout);
        SpinWait spinner = default;
        while (true)
        {
            if (Volatile.Read(ref _owner) == Free && Interlocked.CompareExchange(ref _owner, me, Free) == Free)
            {
                lockTaken = true;
                return;
            }

            if (spinner.NextSpinWillYield && deadline.HasPassed)
                return;
            spinner.SpinOnce(sleep1Threshold: 40);
        }
    }

    public void Exit() => Exit(useMemoryBarrier: true);

    /// <exception cref="SynchronizationLockException">Owners are tracked, and the thread is not the owner.</exception>
    public void Exit(bool useMemoryBarrier)
    {
        if (!_untracked && _owner != Me)
            throw new SynchronizationLockException("The calling thread does not hold the lock.");
        Volatile.Write(ref _owner, Free);
    }
}
