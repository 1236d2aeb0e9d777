using System.Threading;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Futexes;

/// <summary>The buckets of all futexes, and what is done with the waiters in them.</summary>
/// <remarks>Locks: a bucket's (rank Futexes), or two in the order of their numbers. Waiters' threads are woken under them.</remarks>
internal static class FutexTable
{
    private const int Bits = 8;

    private static FutexBucket[]? s_buckets;

    internal static void Initialize()
    {
        FutexBucket[] buckets = new FutexBucket[1 << Bits];
        for (int i = 0; i < buckets.Length; i++)
            buckets[i] = new FutexBucket((byte)i);
        s_buckets = buckets;
    }

    internal static FutexBucket BucketOf(in FutexKey key) => s_buckets![key.Hash(Bits)];

    /// <summary>Wakes at most so many waiters whose bits meet these.</summary>
    /// <returns>How many.</returns>
    internal static int Wake(in FutexKey key, int most, uint bits)
    {
        FutexBucket bucket = BucketOf(in key);
        if (!bucket.MayHaveWaiters)
            return 0;
        using SpinLock.Scope held = bucket.Lock.Enter();
        return WakeLocked(bucket, in key, most, bits);
    }

    internal static int WakeLocked(FutexBucket bucket, in FutexKey key, int most, uint bits)
    {
        int woken = 0;
        FutexWaiter? next;
        for (FutexWaiter? waiter = bucket.First; waiter is not null && woken < most; waiter = next)
        {
            next = waiter.Next;
            if (!waiter.Key.Is(in key) || (waiter.Bits & bits) == 0 || waiter.IsForLock)
                continue;
            bucket.WakeAndRemove(waiter);
            woken++;
        }
        return woken;
    }

    /// <summary>Lets waiters wait at another futex. Both buckets' locks are held.</summary>
    /// <returns>How many.</returns>
    internal static int Requeue(FutexBucket from, in FutexKey fromKey, FutexBucket to, in FutexKey toKey, int most)
    {
        int moved = 0;
        FutexWaiter? next;
        for (FutexWaiter? waiter = from.First; waiter is not null && moved < most; waiter = next)
        {
            next = waiter.Next;
            if (!waiter.Key.Is(in fromKey) || waiter.IsForLock)
                continue;
            if (from != to)
            {
                from.Remove(waiter);
                to.Announce();
                to.Append(waiter);
            }
            waiter.Key = toKey;
            moved++;
        }
        return moved;
    }

    /// <summary>Takes a waiter out that gives up. False if it has been woken instead.</summary>
    internal static bool TryLeave(FutexWaiter waiter)
    {
        while (waiter.IsQueued)
        {
            // Null for the moment in which it is moved to another futex.
            if (Volatile.Read(ref waiter.Bucket) is not FutexBucket bucket)
                continue;
            using SpinLock.Scope held = bucket.Lock.Enter();
            if (waiter.Bucket != bucket)
                continue;
            bucket.Remove(waiter);
            waiter.IsQueued = false;
            return true;
        }
        return false;
    }

    /// <summary>Holds the locks of two buckets, which may be one.</summary>
    internal static PairScope EnterBoth(FutexBucket first, FutexBucket second) => new(first, second);

    /// <summary>Every bucket, for the end of a thread that locks were waited for of.</summary>
    internal static FutexBucket At(int index) => s_buckets![index];

    internal static int Count => s_buckets!.Length;

    internal readonly ref struct PairScope
    {
        private readonly SpinLock.Scope _first;
        private readonly SpinLock.Scope _second;
        private readonly bool _isPair;

        internal PairScope(FutexBucket first, FutexBucket second)
        {
            _isPair = first != second;
            _first = (first.Order <= second.Order ? first : second).Lock.Enter();
            if (_isPair)
                _second = (first.Order <= second.Order ? second : first).Lock.Enter();
        }

        public void Dispose()
        {
            if (_isPair)
                _second.Dispose();
            _first.Dispose();
        }
    }
}
