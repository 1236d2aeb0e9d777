using System;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Futexes;

// Waiting at several futexes at once (futex_waitv(2)).
public static partial class Futex
{
    /// <summary>Sleeps if all words have their expected values, until one of the futexes is woken.</summary>
    /// <param name="deadline">Monotonic nanoseconds.</param>
    /// <returns>The index of the one that was woken; EAGAIN for another value; ETIMEDOUT; ERESTARTSYS for a signal; EINVAL, EFAULT.</returns>
    public static Result<int> WaitForOne(UserThread caller, ReadOnlySpan<FutexWaitEntry> entries, long deadline)
    {
        FutexWaiter[] waiters = new FutexWaiter[entries.Length];
        Errno error = Errno.None;
        int queued = 0;
        while (queued < entries.Length && error == Errno.None)
        {
            ref readonly FutexWaitEntry entry = ref entries[queued];
            FutexSharing sharing = (entry.Flags & FutexBits.FUTEX_PRIVATE_FLAG) != 0 ? FutexSharing.Private : FutexSharing.Shared;
            waiters[queued] = new FutexWaiter(caller);
            error = Enqueue(caller, waiters[queued], new UserAddress(entry.Address), sharing, (uint)entry.Value, FutexBits.FUTEX_BITSET_MATCH_ANY);
            if (error == Errno.None)
                queued++;
        }
        while (error == Errno.None && !AnyWoken(waiters))
            error = Waits.Sleep(deadline);
        int woken = -1;
        for (int i = 0; i < queued; i++)
        {
            if (!FutexTable.TryLeave(waiters[i]))
                woken = i;
        }
        return woken >= 0 ? woken : error;
    }

    private static bool AnyWoken(FutexWaiter[] waiters)
    {
        foreach (FutexWaiter waiter in waiters)
        {
            if (!waiter.IsQueued)
                return true;
        }
        return false;
    }
}
