using System.Threading;

namespace Internal.Runtime;

/// <summary>One thread in Monitor.Wait. Each thread keeps one for the next time.</summary>
internal sealed class MonitorWaiter
{
    internal MonitorWaiter? Next;
    internal MonitorWaiter? Previous;

    /// <summary>Set under the monitor's lock by the pulse; decides what Wait returns.</summary>
    internal bool IsPulsed;

    /// <summary>Set to 1 after the pulsing thread has released the lock; the waiting thread sleeps on it.</summary>
    internal int Signalled;

    internal static MonitorWaiter Rent()
    {
        Thread thread = Thread.CurrentThread;
        MonitorWaiter waiter = thread._spareWaiter ?? new MonitorWaiter();
        thread._spareWaiter = null;
        waiter.Signalled = 0;
        waiter.IsPulsed = false;
        return waiter;
    }

    internal void Return() => Thread.CurrentThread._spareWaiter = this;

    /// <summary>The pulse came together with the time-out: the signal that follows it must not meet the waiter's next use.</summary>
    internal void WaitForSignal()
    {
        SpinWait spinner = default;
        while (Volatile.Read(ref Signalled) == 0)
            spinner.SpinOnce();
    }

    internal void Signal()
    {
        Volatile.Write(ref Signalled, 1);
        Blocking.WakeOne(ref Signalled);
    }
}
