using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Platform.Locks;

/// <summary>What all locks have in common whose waiters sleep: a class, an owner, and the checks while <see cref="KernelOptions.Checks"/> is on.</summary>
public abstract class SleepingLock
{
    /// <param name="rank">Its place in the order of all locks.</param>
    /// <param name="className">What locks of one rank are told apart by; the rank's name if null.</param>
    protected SleepingLock(LockRank rank, string? className) => Class = LockClass.Get(rank, className);

    protected SleepingLock(LockClass lockClass) => Class = lockClass;

    public LockClass Class { get; }

    /// <summary>The number of the thread that holds it alone; 0 if none does.</summary>
    public abstract int OwnerId { get; }

    /// <summary>The calling thread's real-time priority, or 0.</summary>
    protected static int CurrentPriority => KernelThread.Current?.RealTimePriority ?? 0;

    /// <summary>To be called before the lock is waited for.</summary>
    /// <exception cref="LockRecursionException">The thread holds the lock already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void BeforeAcquire(LockNesting nesting)
    {
        if (KernelOptions.Checks)
            CheckBeforeAcquire(nesting);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void OnAcquired(LockContention contention)
    {
        if (KernelOptions.Checks)
            NoteAcquired(contention);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void OnReleasing()
    {
        if (KernelOptions.Checks)
            NoteReleasing();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckBeforeAcquire(LockNesting nesting)
    {
        SpinLockChecker.CheckMaySleep();
        HeldLocks held = HeldLocks.Current;
        if (held.Count == 0)
            return;
        LockFault fault = held.Check(this, nesting);
        if (fault == LockFault.None)
            return;
        SpinLockChecker.Report(new LockReport(fault, Class.Rank, held.Innermost!.Class.Rank, 0));
        if (fault == LockFault.Recursive)
            throw new LockRecursionException("The lock is held by this thread already.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteAcquired(LockContention contention)
    {
        Class.CountAcquisition(contention);
        HeldLocks.Current.Push(this, Clock.Monotonic);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteReleasing()
    {
        long since = HeldLocks.Current.Remove(this);
        if (since >= 0)
            Class.CountHold(Clock.Monotonic - since);
    }

    /// <exception cref="SynchronizationLockException">Always: the caller does not hold the lock.</exception>
    [DoesNotReturn]
    protected void ThrowNotHeld()
    {
        if (KernelOptions.Checks)
            SpinLockChecker.Report(new LockReport(LockFault.NotHeld, Class.Rank, LockRank.None, 0));
        throw new SynchronizationLockException("The lock is not held by this thread.");
    }
}
