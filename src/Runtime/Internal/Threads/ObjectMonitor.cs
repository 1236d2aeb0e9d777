using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>What an inflated object's lock word leads to: the lock, and the threads in Monitor.Wait.</summary>
internal sealed class ObjectMonitor
{
    internal readonly Lock Lock = new();

    /// <summary>Its place in <see cref="MonitorTable"/>.</summary>
    internal readonly int Index;

    /// <summary>The object's address; not a reference, so that the monitor does not keep the object alive. Zero when unused.</summary>
    internal nuint Owner;

    /// <summary>Links the unused monitors of the table.</summary>
    internal ObjectMonitor? NextFree;

    // Guarded by Lock: waiting threads, the longest waiting first.
    private MonitorWaiter? _first;
    private MonitorWaiter? _last;

    // Guarded by Lock: pulsed threads, which are woken once the lock is free for them.
    private MonitorWaiter? _pulsed;
    private MonitorWaiter? _lastPulsed;

    internal ObjectMonitor(int index) => Index = index;

    /// <summary>Waits for a pulse with the lock released. Returns false when the time-out came first.</summary>
    internal bool Wait(int millisecondsTimeout)
    {
        Deadline deadline = Deadline.After(millisecondsTimeout);
        MonitorWaiter waiter = MonitorWaiter.Rent();
        Append(waiter);
        MonitorWaiter? pulsed = TakePulsed();
        uint recursion = Lock.ReleaseFully();
        Wake(pulsed);
        try
        {
            while (Volatile.Read(ref waiter.Signalled) == 0)
            {
                if (!Blocking.Wait(ref waiter.Signalled, 0, deadline.Remaining) && deadline.HasPassed)
                    break;
            }
        }
        finally
        {
            Lock.Reacquire(recursion);
            if (!waiter.IsPulsed)
                Remove(waiter);
        }

        bool wasPulsed = waiter.IsPulsed;
        if (wasPulsed)
            waiter.WaitForSignal();
        waiter.Return();
        return wasPulsed;
    }

    internal void Pulse()
    {
        MonitorWaiter? waiter = _first;
        if (waiter is not null)
        {
            Remove(waiter);
            waiter.IsPulsed = true;
            if (_lastPulsed is null)
                _pulsed = waiter;
            else
                _lastPulsed.Next = waiter;
            _lastPulsed = waiter;
        }
    }

    internal void PulseAll()
    {
        while (_first is not null)
            Pulse();
    }

    /// <summary>Exits the lock once. Returns false when the thread does not hold it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryExit(int id) => _pulsed is null ? Lock.TryExit(id) : TryExitAndWake(id);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryExitAndWake(int id)
    {
        MonitorWaiter? pulsed = Lock.IsHeldOnceBy(id) ? TakePulsed() : null;
        bool exited = Lock.TryExit(id);
        Wake(pulsed);
        return exited;
    }

    private MonitorWaiter? TakePulsed()
    {
        MonitorWaiter? pulsed = _pulsed;
        _pulsed = null;
        _lastPulsed = null;
        return pulsed;
    }

    private static void Wake(MonitorWaiter? pulsed)
    {
        while (pulsed is not null)
        {
            // Once signalled, the waiter is its thread's again.
            MonitorWaiter? next = pulsed.Next;
            pulsed.Next = null;
            pulsed.Signal();
            pulsed = next;
        }
    }

    private void Append(MonitorWaiter waiter)
    {
        waiter.Previous = _last;
        if (_last is null)
            _first = waiter;
        else
            _last.Next = waiter;
        _last = waiter;
    }

    private void Remove(MonitorWaiter waiter)
    {
        if (waiter.Previous is null)
            _first = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;
        waiter.Next = null;
        waiter.Previous = null;
    }
}
