using System.Threading;

namespace Internal.Runtime;

/// <summary>One thread in Monitor.Wait. Each thread keeps one for the next time.</summary>
internal sealed class MonitorWaiter
{
    internal MonitorWaiter? Next;
    internal MonitorWaiter? Previous;

    /// <summary>Set to 1 under the monitor's lock; the waiting thread sleeps on it.</summary>
    internal int Signalled;

    internal static MonitorWaiter Rent()
    {
        Thread thread = Thread.CurrentThread;
        MonitorWaiter waiter = thread._spareWaiter ?? new MonitorWaiter();
        thread._spareWaiter = null;
        waiter.Signalled = 0;
        return waiter;
    }

    internal void Return() => Thread.CurrentThread._spareWaiter = this;

    internal void Signal()
    {
        Volatile.Write(ref Signalled, 1);
        Blocking.WakeOne(ref Signalled);
    }
}
