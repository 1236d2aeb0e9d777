using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Futexes;

/// <summary>Sleeping until a word of a program's memory changes, and waking those who sleep: what the C libraries' locks are made of (futex(2)).</summary>
/// <remarks>
/// The word is looked at under the bucket's lock, where a fault cannot be resolved: then the lock is left, the page fetched, and everything
/// begun again. Locks: a bucket's, or two for requeueing.
/// </remarks>
public static partial class Futex
{
    /// <summary>Without time-out.</summary>
    public const long NoDeadline = long.MaxValue;

    private const ulong WordMask = 3;

    /// <summary>Once, before the first program.</summary>
    public static void Initialize() => FutexTable.Initialize();

    /// <summary>Sleeps if the word has the expected value, until woken.</summary>
    /// <param name="bits">Only wakes whose bits meet these count.</param>
    /// <param name="deadline">Monotonic nanoseconds.</param>
    /// <returns>None when woken; EAGAIN for another value; ETIMEDOUT; ERESTARTSYS for a signal; EINVAL, EFAULT.</returns>
    public static Errno Wait(UserThread caller, UserAddress at, FutexSharing sharing, uint expected, uint bits, long deadline)
    {
        if (bits == 0)
            return Errno.EINVAL;
        FutexWaiter waiter = caller.FutexWaiter;
        Errno error = Enqueue(caller, waiter, at, sharing, expected, bits);
        if (error != Errno.None)
            return error;
        while (waiter.IsQueued)
        {
            error = Waits.Sleep(deadline);
            if (error != Errno.None)
                return FutexTable.TryLeave(waiter) ? error : Errno.None;
        }
        return Errno.None;
    }

    /// <summary>Wakes waiters whose bits meet these.</summary>
    /// <returns>How many.</returns>
    public static Result<int> Wake(UserThread caller, UserAddress at, FutexSharing sharing, int most, uint bits)
    {
        if (bits == 0)
            return Errno.EINVAL;
        Errno error = KeyOf(caller, at, sharing, out FutexKey key);
        if (error != Errno.None)
            return error;
        // As on Linux, one waiter is woken even if none were asked for.
        return FutexTable.Wake(in key, int.Max(most, 1), bits);
    }

    /// <summary>Wakes some waiters and lets others wait at a second futex (FUTEX_REQUEUE, FUTEX_CMP_REQUEUE).</summary>
    /// <param name="expected">What the first word must contain; null for anything.</param>
    /// <returns>How many were woken or moved; EAGAIN for another value.</returns>
    public static Result<int> Requeue(UserThread caller, UserAddress from, UserAddress to, FutexSharing sharing, int wakes, int moves, uint? expected)
    {
        if (wakes < 0 || moves < 0)
            return Errno.EINVAL;
        Errno error = KeyOf(caller, from, sharing, out FutexKey fromKey);
        if (error != Errno.None)
            return error;
        error = KeyOf(caller, to, sharing, out FutexKey toKey);
        if (error != Errno.None)
            return error;
        FutexBucket source = FutexTable.BucketOf(in fromKey);
        FutexBucket target = FutexTable.BucketOf(in toKey);
        while (true)
        {
            using (FutexTable.EnterBoth(source, target))
            {
                uint found = 0;
                bool isThere = expected is null || caller.Memory.TryReadWord(from, out found);
                if (isThere && expected is uint wanted && found != wanted)
                    return Errno.EAGAIN;
                if (isThere)
                {
                    int woken = FutexTable.WakeLocked(source, in fromKey, wakes, FutexBits.FUTEX_BITSET_MATCH_ANY);
                    return woken + FutexTable.Requeue(source, in fromKey, target, in toKey, moves);
                }
            }
            error = caller.Memory.ReadWord(from, out _);
            if (error != Errno.None)
                return error;
        }
    }

    /// <summary>Changes the second word, wakes waiters of the first futex, and of the second if its old value fits a condition (FUTEX_WAKE_OP).</summary>
    /// <param name="encoded">Operation, comparison and their operands, as FUTEX_OP packs them.</param>
    /// <returns>How many were woken; ENOSYS for an unknown operation.</returns>
    public static Result<int> WakeOperation(UserThread caller, UserAddress first, UserAddress second, FutexSharing sharing, int wakes, int wakesOfSecond, uint encoded)
    {
        Errno error = KeyOf(caller, first, sharing, out FutexKey firstKey);
        if (error != Errno.None)
            return error;
        error = KeyOf(caller, second, sharing, out FutexKey secondKey);
        if (error != Errno.None)
            return error;
        FutexWordOperation operation = new(encoded);
        error = caller.Memory.ReadWord(second, out uint old);
        while (error == Errno.None)
        {
            if (!operation.TryApply(old, out uint changed))
                return Errno.ENOSYS;
            error = caller.Memory.CompareExchange(second, old, changed, out uint found);
            if (error == Errno.None && found == old)
                break;
            old = found;
        }
        if (error != Errno.None)
            return error;
        if (operation.TryCompare(old) is not bool wakesSecond)
            return Errno.ENOSYS;
        int woken = FutexTable.Wake(in firstKey, int.Max(wakes, 1), FutexBits.FUTEX_BITSET_MATCH_ANY);
        if (wakesSecond)
            woken += FutexTable.Wake(in secondKey, int.Max(wakesOfSecond, 1), FutexBits.FUTEX_BITSET_MATCH_ANY);
        return woken;
    }

    /// <summary>Puts a waiter into its queue if the word has the expected value.</summary>
    private static Errno Enqueue(UserThread caller, FutexWaiter waiter, UserAddress at, FutexSharing sharing, uint expected, uint bits)
    {
        Errno error = KeyOf(caller, at, sharing, out waiter.Key);
        if (error != Errno.None)
            return error;
        FutexBucket bucket = FutexTable.BucketOf(in waiter.Key);
        waiter.Bits = bits;
        waiter.IsForLock = false;
        while (true)
        {
            bucket.Announce();
            using (bucket.Lock.Enter())
            {
                if (caller.Memory.TryReadWord(at, out uint value))
                {
                    if (value == expected)
                    {
                        waiter.IsQueued = true;
                        bucket.Append(waiter);
                        return Errno.None;
                    }
                    bucket.Withdraw();
                    return Errno.EAGAIN;
                }
                bucket.Withdraw();
            }
            error = caller.Memory.ReadWord(at, out _);
            if (error != Errno.None)
                return error;
        }
    }

    /// <summary>What names the futex at an address.</summary>
    /// <returns>EINVAL for a crooked address; EFAULT where there is no memory.</returns>
    private static Errno KeyOf(UserThread caller, UserAddress at, FutexSharing sharing, out FutexKey key)
    {
        key = default;
        if ((at.Value & WordMask) != 0)
            return Errno.EINVAL;
        if (!UserAddress.IsUserRange(at, sizeof(uint)))
            return Errno.EFAULT;
        if (sharing == FutexSharing.Shared)
        {
            Errno error = caller.Memory.FindShared(at, out object? owner, out ulong offset);
            if (error != Errno.None)
                return error;
            if (owner is not null)
            {
                key = new FutexKey(owner, offset);
                return Errno.None;
            }
        }
        key = new FutexKey(caller.Memory, at.Value);
        return Errno.None;
    }
}
