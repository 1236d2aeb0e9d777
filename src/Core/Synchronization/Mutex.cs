using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Synchronization;

/// <summary>Mutual exclusion for threads, which sleep while they wait. It has an owner and a rank, and cannot be entered twice.</summary>
/// <remarks>
/// Who gets a mutex that becomes free: normally whoever comes first, which may be a running thread that did not wait; that saves a
/// switch for each entry. But if the first waiter has waited for <see cref="PatienceMilliseconds"/>, or is a real-time thread, it gets the mutex
/// handed over. Real-time threads wait before others. There is no priority inheritance: what runs under a mutex is short.
/// Locks: its own spin lock guards the queue, with nothing taken under it.
/// </remarks>
public sealed class Mutex : SleepingLock
{
    /// <summary>How long a thread may be overtaken.</summary>
    internal const int PatienceMilliseconds = 2;

    private const int SpinRounds = 40;

    private SpinLock _guard = new(LockRank.Synchronization);

    /// <summary>The owner's thread number; 0 for a free mutex.</summary>
    private int _owner;

    // Guarded by _guard; _hasWaiters is read without it after a release.
    private WaiterQueue _waiters;
    private bool _hasWaiters;

    /// <param name="rank">Its place in the order of all locks.</param>
    /// <param name="className">What locks of one rank are told apart by; the rank's name if left out.</param>
    public Mutex(LockRank rank, string? className = null)
        : base(rank, className)
    {
    }

    /// <summary>As the other, for locks that are made often: of a class that the caller has looked up once.</summary>
    public Mutex(LockClass lockClass)
        : base(lockClass)
    {
    }

    public bool IsHeldByCurrentThread => Volatile.Read(ref _owner) == Environment.CurrentManagedThreadId;

    /// <summary>The number of the thread that holds it, or 0.</summary>
    public override int OwnerId => Volatile.Read(ref _owner);

    /// <summary>Holds the mutex until the scope is disposed of.</summary>
    public Scope Enter()
    {
        BeforeAcquire(LockNesting.None);
        _ = Take(Timeout.Infinite);
        return new Scope(this);
    }

    /// <summary>As <see cref="Enter"/> under another lock of the same class, such as a parent's under which a child's is taken.</summary>
    public Scope EnterNested()
    {
        BeforeAcquire(LockNesting.SameClass);
        _ = Take(Timeout.Infinite);
        return new Scope(this);
    }

    /// <summary>Tries for a time.</summary>
    /// <param name="millisecondsTimeout">0 for one look, -1 for ever.</param>
    /// <param name="scope">What is to be disposed of, in either case.</param>
    /// <returns>Whether the mutex is held.</returns>
    public bool TryEnter(int millisecondsTimeout, out Scope scope)
    {
        if (millisecondsTimeout != 0)
            BeforeAcquire(LockNesting.None);
        bool taken = Take(millisecondsTimeout);
        scope = taken ? new Scope(this) : default;
        return taken;
    }

    internal void Reenter()
    {
        BeforeAcquire(LockNesting.None);
        _ = Take(Timeout.Infinite);
    }

    internal void Exit()
    {
        int self = Environment.CurrentManagedThreadId;
        if (_owner != self)
            ThrowNotHeld();
        OnReleasing();
        if (!Volatile.Read(ref _hasWaiters))
        {
            // The exchange orders the release before the second look, as a waiter's own exchange orders its queueing before its last try.
            Interlocked.Exchange(ref _owner, 0);
            if (!Volatile.Read(ref _hasWaiters))
                return;
            WakeFirst();
            return;
        }

        HandOverOrFree();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(int millisecondsTimeout)
    {
        int self = Environment.CurrentManagedThreadId;
        if (Interlocked.CompareExchange(ref _owner, self, 0) != 0)
            return millisecondsTimeout != 0 && TakeSlowly(self, millisecondsTimeout);
        OnAcquired(LockContention.None);
        return true;
    }

    private bool TakeSlowly(int self, int millisecondsTimeout)
    {
        if (!Await(self, millisecondsTimeout))
            return false;
        OnAcquired(LockContention.Waited);
        return true;
    }

    private bool Await(int self, int millisecondsTimeout)
    {
        if (_owner == self)
            throw new LockRecursionException();
        for (int round = 0; round < SpinRounds && Environment.ProcessorCount > 1; round++)
        {
            Thread.SpinWait(4);
            if (Volatile.Read(ref _owner) == 0 && !Volatile.Read(ref _hasWaiters) && Interlocked.CompareExchange(ref _owner, self, 0) == 0)
                return true;
        }

        long start = Environment.TickCount64;
        Waiter waiter = new() { ThreadId = self, Priority = CurrentPriority, Since = start };
        using (SpinLock.Scope held = _guard.Enter())
        {
            _waiters.Add(waiter);
            Volatile.Write(ref _hasWaiters, true);
        }

        while (true)
        {
            if (Interlocked.CompareExchange(ref _owner, self, 0) == 0)
            {
                using SpinLock.Scope held = _guard.Enter();
                if (!waiter.IsGranted)
                    Leave(waiter);
                return true;
            }

            long left = millisecondsTimeout < 0 ? -1 : Math.Max(start + millisecondsTimeout - Environment.TickCount64, 0) * 1_000_000;
            bool woken = left != 0 && waiter.Signal.Wait(left);
            using (SpinLock.Scope held = _guard.Enter())
            {
                if (waiter.IsGranted)
                    return true;
                if (woken || left != 0)
                    continue;
                Leave(waiter);
            }

            // A release may have woken this waiter in vain.
            if (Volatile.Read(ref _owner) == 0 && Volatile.Read(ref _hasWaiters))
                WakeFirst();
            return false;
        }
    }

    /// <summary>The guard is held.</summary>
    private void Leave(Waiter waiter)
    {
        _waiters.Remove(waiter);
        if (_waiters.IsEmpty)
            Volatile.Write(ref _hasWaiters, false);
    }

    private void HandOverOrFree()
    {
        Waiter? first;
        bool isGranted = false;
        using (SpinLock.Scope held = _guard.Enter())
        {
            first = _waiters.First;
            if (first is not null && (first.Priority > 0 || Environment.TickCount64 - first.Since >= PatienceMilliseconds))
            {
                Leave(first);
                first.IsGranted = isGranted = true;
                Volatile.Write(ref _owner, first.ThreadId);
            }
            else
            {
                Interlocked.Exchange(ref _owner, 0);
            }
        }

        if (isGranted)
            first!.Signal.SetWithLock();
        else
            first?.Signal.Set();
    }

    private void WakeFirst()
    {
        Waiter? first;
        using (SpinLock.Scope held = _guard.Enter())
            first = _waiters.First;
        first?.Signal.Set();
    }

    /// <summary>The time during which a <see cref="Mutex"/> is held.</summary>
    public readonly ref struct Scope
    {
        private readonly Mutex? _mutex;

        internal Scope(Mutex mutex) => _mutex = mutex;

        public void Dispose() => _mutex?.Exit();
    }
}
