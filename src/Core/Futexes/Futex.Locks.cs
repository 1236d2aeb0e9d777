using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Futexes;

// Locks whose word holds the owner's number (FUTEX_LOCK_PI and its like). The lock is handed over to the first waiter. Of priority inheritance
// only the order is kept, first come, first served; owners are not made more urgent.
public static partial class Futex
{
    /// <summary>Takes the lock, waiting for it.</summary>
    /// <param name="deadline">Monotonic nanoseconds.</param>
    /// <returns>EDEADLK if the caller has it; ESRCH if its owner does not exist; ETIMEDOUT; ERESTARTNOINTR for a signal.</returns>
    public static Errno Lock(UserThread caller, UserAddress at, FutexSharing sharing, long deadline)
    {
        FutexWaiter waiter = caller.FutexWaiter;
        Errno error = KeyOf(caller, at, sharing, out waiter.Key);
        if (error != Errno.None)
            return error;
        error = TakeOrQueue(caller, waiter, at, LockPatience.Wait);
        if (error != Errno.EAGAIN)
            return error;
        while (waiter.IsQueued)
        {
            error = Waits.Sleep(deadline);
            if (error != Errno.None)
                return FutexTable.TryLeave(waiter) ? (error == Errno.ERESTARTSYS ? Errno.ERESTARTNOINTR : error) : Errno.None;
        }
        return Errno.None;
    }

    /// <summary>Takes the lock if it is free (FUTEX_TRYLOCK_PI).</summary>
    /// <returns>EAGAIN if it is not.</returns>
    public static Errno TryLock(UserThread caller, UserAddress at, FutexSharing sharing)
    {
        FutexWaiter waiter = caller.FutexWaiter;
        Errno error = KeyOf(caller, at, sharing, out waiter.Key);
        return error != Errno.None ? error : TakeOrQueue(caller, waiter, at, LockPatience.None);
    }

    /// <summary>Gives the lock to the first waiter, or to nobody.</summary>
    /// <returns>EPERM if the caller does not have it.</returns>
    public static Errno Unlock(UserThread caller, UserAddress at, FutexSharing sharing)
    {
        Errno error = KeyOf(caller, at, sharing, out FutexKey key);
        if (error != Errno.None)
            return error;
        FutexBucket bucket = FutexTable.BucketOf(in key);
        while (true)
        {
            using (bucket.Lock.Enter())
            {
                if (caller.Memory.TryReadWord(at, out uint word))
                {
                    if ((word & FutexBits.FUTEX_TID_MASK) != (uint)caller.Id)
                        return Errno.EPERM;
                    FutexWaiter? next = FirstForLock(bucket, in key, null);
                    if (caller.Memory.TryCompareExchange(at, word, WordFor(bucket, in key, next), out uint found) && found == word)
                    {
                        HandOver(bucket, in key, next);
                        return Errno.None;
                    }
                    if (found != word)
                        continue;
                }
            }
            error = MakeWritable(caller.Memory, at);
            if (error != Errno.None)
                return error;
        }
    }

    private enum LockPatience
    {
        None,
        Wait,
    }

    /// <returns>EAGAIN when the lock is another's: the waiter is queued then, if it may wait.</returns>
    private static Errno TakeOrQueue(UserThread caller, FutexWaiter waiter, UserAddress at, LockPatience patience)
    {
        FutexBucket bucket = FutexTable.BucketOf(in waiter.Key);
        UserMemory memory = caller.Memory;
        while (true)
        {
            using (bucket.Lock.Enter())
            {
                if (memory.TryReadWord(at, out uint word))
                {
                    uint owner = word & FutexBits.FUTEX_TID_MASK;
                    if (owner == (uint)caller.Id)
                        return Errno.EDEADLK;
                    uint wanted = owner == 0
                        ? (uint)caller.Id | word & FutexBits.FUTEX_OWNER_DIED | (FirstForLock(bucket, in waiter.Key, null) is null ? 0 : FutexBits.FUTEX_WAITERS)
                        : word | FutexBits.FUTEX_WAITERS;
                    if (owner != 0 && patience == LockPatience.None)
                        return Errno.EAGAIN;
                    UserThread? holder = owner == 0 ? null : ProcessTree.FindThread((int)owner);
                    if (owner != 0 && holder is null)
                        return Errno.ESRCH;
                    if (memory.TryCompareExchange(at, word, wanted, out uint found))
                    {
                        if (found != word)
                            continue;
                        if (owner == 0)
                            return Errno.None;
                        bucket.Announce();
                        waiter.IsForLock = true;
                        waiter.LockOwner = holder;
                        holder!.OwnsAwaitedLocks = true;
                        waiter.Bits = FutexBits.FUTEX_BITSET_MATCH_ANY;
                        waiter.LockAddress = at;
                        waiter.IsQueued = true;
                        bucket.Append(waiter);
                        return Errno.EAGAIN;
                    }
                }
            }
            Errno error = MakeWritable(memory, at);
            if (error != Errno.None)
                return error;
        }
    }

    /// <summary>Resolves what keeps the word from being written, without changing it.</summary>
    private static Errno MakeWritable(UserMemory memory, UserAddress at) => memory.CompareExchange(at, 0, 0, out _);

    private static FutexWaiter? FirstForLock(FutexBucket bucket, in FutexKey key, FutexWaiter? after)
    {
        for (FutexWaiter? waiter = after is null ? bucket.First : after.Next; waiter is not null; waiter = waiter.Next)
        {
            if (waiter.IsForLock && waiter.Key.Is(in key))
                return waiter;
        }
        return null;
    }

    /// <summary>What the word becomes when the lock goes to a waiter.</summary>
    private static uint WordFor(FutexBucket bucket, in FutexKey key, FutexWaiter? next)
    {
        if (next is null)
            return 0;
        return (uint)next.Thread.Id | (FirstForLock(bucket, in key, next) is null ? 0 : FutexBits.FUTEX_WAITERS);
    }

    private static void HandOver(FutexBucket bucket, in FutexKey key, FutexWaiter? next)
    {
        if (next is null)
            return;
        UserThread owner = next.Thread;
        bucket.WakeAndRemove(next);
        for (FutexWaiter? waiter = FirstForLock(bucket, in key, null); waiter is not null; waiter = FirstForLock(bucket, in key, waiter))
        {
            waiter.LockOwner = owner;
            owner.OwnsAwaitedLocks = true;
        }
    }

    /// <summary>A thread ends while others wait for locks of its: those go on to the first waiters, marked as left behind.</summary>
    internal static void GiveUpLocks(UserThread ending)
    {
        for (int i = 0; i < FutexTable.Count; i++)
        {
            while (FindAwaited(ending, FutexTable.At(i), out FutexKey key, out UserAddress at))
            {
                if (!TryPassOn(ending, key, at))
                    Abandon(ending, FutexTable.At(i), in key);
            }
        }
    }

    private static bool FindAwaited(UserThread ending, FutexBucket bucket, out FutexKey key, out UserAddress at)
    {
        using (bucket.Lock.Enter())
        {
            for (FutexWaiter? waiter = bucket.First; waiter is not null; waiter = waiter.Next)
            {
                if (!waiter.IsForLock || waiter.LockOwner != ending)
                    continue;
                key = waiter.Key;
                at = waiter.LockAddress;
                return true;
            }
        }
        key = default;
        at = default;
        return false;
    }

    private static bool TryPassOn(UserThread ending, in FutexKey key, UserAddress at)
    {
        FutexBucket bucket = FutexTable.BucketOf(in key);
        UserMemory memory = ending.Memory;
        while (true)
        {
            using (bucket.Lock.Enter())
            {
                if (memory.TryReadWord(at, out uint word))
                {
                    FutexWaiter? next = FirstForLock(bucket, in key, null);
                    uint changed = WordFor(bucket, in key, next) | FutexBits.FUTEX_OWNER_DIED;
                    if ((word & FutexBits.FUTEX_TID_MASK) != (uint)ending.Id)
                        return false;
                    if (memory.TryCompareExchange(at, word, changed, out uint found))
                    {
                        if (found != word)
                            continue;
                        HandOver(bucket, in key, next);
                        return true;
                    }
                }
            }
            if (MakeWritable(memory, at) != Errno.None)
                return false;
        }
    }

    /// <summary>The word is not to be had, or names somebody else: its waiters are on their own.</summary>
    private static void Abandon(UserThread ending, FutexBucket bucket, in FutexKey key)
    {
        using (bucket.Lock.Enter())
        {
            for (FutexWaiter? waiter = FirstForLock(bucket, in key, null); waiter is not null; waiter = FirstForLock(bucket, in key, waiter))
            {
                if (waiter.LockOwner == ending)
                    waiter.LockOwner = null;
            }
        }
    }
}
