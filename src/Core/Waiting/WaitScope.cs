using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Core.Waiting;

/// <summary>The time during which the current thread stands in a <see cref="WaitQueue"/>.</summary>
/// <remarks>
/// Typical: enter, then while the condition does not hold, sleep; leave with the error if there is one. The thread's signal outlives a wait,
/// so a sleep may end for an earlier wait's sake: conditions are looked at again.
/// </remarks>
public readonly ref struct WaitScope
{
    private readonly WaitQueue _queue;
    private readonly WaitEntry _entry;

    internal WaitScope(WaitQueue queue, WaitEntry entry)
    {
        _queue = queue;
        _entry = entry;
    }

    /// <summary>Sleeps until woken.</summary>
    /// <returns>None: look again. ERESTARTSYS: a signal is to be dealt with first.</returns>
    public Errno Sleep() => Waits.Sleep(long.MaxValue);

    /// <param name="deadline">Monotonic nanoseconds (<see cref="Clock.Monotonic"/>).</param>
    /// <returns>As <see cref="Sleep()"/>; ETIMEDOUT when the deadline has passed.</returns>
    public Errno Sleep(long deadline) => Waits.Sleep(deadline);

    /// <summary>For waits that are short by nature and must not be broken off. A kill does not end it either.</summary>
    public void SleepUninterruptible() => KernelThread.Current!.Wakeup.Wait();

    public void Dispose() => _queue.Remove(_entry);
}

/// <summary>The sleep of threads that signals may end.</summary>
public static class Waits
{
    /// <summary>Sleeps until the current thread's <see cref="KernelThread.Wakeup"/> is set.</summary>
    /// <param name="deadline">Monotonic nanoseconds; <see cref="long.MaxValue"/> for never.</param>
    /// <returns>None, ERESTARTSYS or ETIMEDOUT.</returns>
    public static Errno Sleep(long deadline)
    {
        KernelThread thread = KernelThread.Current!;
        UserThread? user = UserThread.Of(thread);
        if (user is not null && user.HasSignalPending)
            return Errno.ERESTARTSYS;
        long timeout = -1;
        if (deadline != long.MaxValue)
        {
            timeout = deadline - Clock.Monotonic;
            if (timeout <= 0)
                return Errno.ETIMEDOUT;
        }
        bool mayWaitForever = thread.MayWaitForever;
        thread.MayWaitForever = true;
        thread.Wakeup.Wait(timeout);
        thread.MayWaitForever = mayWaitForever;
        return Errno.None;
    }
}
