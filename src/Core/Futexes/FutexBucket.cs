using System.Threading;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Futexes;

/// <summary>The waiters of all futexes whose keys have one hash, in the order of their coming.</summary>
/// <param name="order">Its number: of two buckets the lower one is locked first.</param>
internal sealed class FutexBucket(byte order)
{
    internal SpinLock Lock = new(LockRank.Futexes, order);

    private int _count;

    internal byte Order { get; } = order;

    internal FutexWaiter? First { get; private set; }

    private FutexWaiter? _last;

    /// <summary>A look without the lock, by somebody who has changed the word before.</summary>
    internal bool MayHaveWaiters
    {
        get
        {
            Interlocked.MemoryBarrier();
            return Volatile.Read(ref _count) != 0;
        }
    }

    /// <summary>To be called before the word is looked at: a waker that changes it later sees that there is a waiter to be.</summary>
    internal void Announce() => Interlocked.Increment(ref _count);

    /// <summary>Takes back an announcement that nothing came of.</summary>
    internal void Withdraw() => Interlocked.Decrement(ref _count);

    /// <summary>The lock is held, and the waiter announced.</summary>
    internal void Append(FutexWaiter waiter)
    {
        waiter.Bucket = this;
        waiter.Next = null;
        waiter.Previous = _last;
        if (_last is null)
            First = waiter;
        else
            _last.Next = waiter;
        _last = waiter;
    }

    /// <summary>The lock is held.</summary>
    internal void Remove(FutexWaiter waiter)
    {
        if (waiter.Previous is null)
            First = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;
        waiter.Next = null;
        waiter.Previous = null;
        waiter.Bucket = null;
        Interlocked.Decrement(ref _count);
    }

    /// <summary>Takes a waiter out and lets its thread go on. The lock is held.</summary>
    internal void WakeAndRemove(FutexWaiter waiter)
    {
        Remove(waiter);
        waiter.IsQueued = false;
        waiter.Thread.Kernel.Wakeup.Set();
    }
}
