using System;
using System.Threading;

namespace Internal.Runtime;

/// <summary>The one place where managed code stops running until something changes.</summary>
/// <remarks>
/// Everything that waits comes through here, so that an executor can replace a blocked worker, and so that a home without threads
/// can run queued work instead of stopping.
/// </remarks>
internal static unsafe class Blocking
{
    /// <summary>Waits while the location holds the expected value. Returns false at the time-out; true does not mean that it changed.</summary>
    internal static bool Wait(ref int location, int expected, long timeoutNanoseconds)
    {
        if (timeoutNanoseconds == 0)
            return Volatile.Read(ref location) != expected;
        if (!Home.HasThreads())
            return Pump(ref location, expected, timeoutNanoseconds);

        // A thread that waits for one of the executor's own locks on its way into a wait is counted already.
        Thread? thread = RuntimeThread.CurrentManaged;
        if (thread is null || thread._isWaiting)
            return WaitUncounted(ref location, expected, timeoutNanoseconds);

        thread._isWaiting = true;
        Executor? executor = thread._executor;
        executor?.WorkerBlocks();
        bool woken = WaitUncounted(ref location, expected, timeoutNanoseconds);
        executor?.WorkerUnblocks();
        thread._isWaiting = false;
        return woken;
    }

    /// <summary>As Wait, but no executor learns of it.</summary>
    internal static bool WaitUncounted(ref int location, int expected, long timeoutNanoseconds)
    {

        // SAFETY: objects never move and stacks stay, so the address is that of the referenced location as long as it is referenced.
        fixed (int* address = &location)
        {
            return Home.WaitOnAddress(address, expected, timeoutNanoseconds);
        }
    }

    internal static void WakeOne(ref int location)
    {
        if (!Home.HasThreads())
            return;

        // SAFETY: as above; the home only compares addresses and never writes through this one.
        fixed (int* address = &location)
        {
            Home.WakeByAddress(address, 1);
        }
    }

    internal static void WakeAll(ref int location)
    {
        if (!Home.HasThreads())
            return;

        // SAFETY: as in WakeOne.
        fixed (int* address = &location)
        {
            Home.WakeByAddress(address, int.MaxValue);
        }
    }

    /// <summary>Lets time pass.</summary>
    internal static void Sleep(Deadline deadline)
    {
        int never = 0;
        while (true)
        {
            long remaining = deadline.Remaining;
            if (remaining == 0)
                return;
            Wait(ref never, 0, remaining);
        }
    }

    private static bool Pump(ref int location, int expected, long timeoutNanoseconds)
    {
        long start = Home.MonotonicNanoseconds();
        while (Volatile.Read(ref location) == expected)
        {
            Executor? executor = Executor.OfCurrentWorker ?? Executor.Installed;
            if (executor is not null && executor.RunOne())
                continue;
            if (timeoutNanoseconds >= 0)
            {
                if (Home.MonotonicNanoseconds() - start >= timeoutNanoseconds)
                    return false;
            }
            else if (executor is null || !executor.ExpectsWork)
            {
                throw new InvalidOperationException("The wait can never end: there is one thread and no work is queued.");
            }

            Home.YieldProcessor();
        }

        return true;
    }
}
