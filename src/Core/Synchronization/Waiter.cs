using Diesis.Platform.Threads;

namespace Diesis.Core.Synchronization;

/// <summary>A thread that waits for a lock or event. Guarded by the spin lock of what it waits for.</summary>
internal sealed class Waiter
{
    internal readonly ThreadSignal Signal = new();

    internal Waiter? Next;

    internal Waiter? Previous;

    internal bool IsQueued;

    /// <summary>It has what it waited for; the thread need only take note.</summary>
    internal bool IsGranted;

    /// <summary>What names the thread as an owner.</summary>
    internal int ThreadId { get; init; }

    /// <summary>Real-time priority, or 0.</summary>
    internal int Priority { get; init; }

    /// <summary>When the wait began: milliseconds.</summary>
    internal long Since { get; init; }
}

/// <summary>Waiters in the order of their coming, real-time threads before others and by priority.</summary>
internal struct WaiterQueue
{
    private Waiter? _first;
    private Waiter? _last;

    internal readonly Waiter? First => _first;

    internal readonly bool IsEmpty => _first is null;

    internal void Add(Waiter waiter)
    {
        Waiter? before = _last;
        while (before is not null && before.Priority < waiter.Priority)
            before = before.Previous;
        waiter.IsQueued = true;
        waiter.Previous = before;
        waiter.Next = before is null ? _first : before.Next;
        if (waiter.Next is null)
            _last = waiter;
        else
            waiter.Next.Previous = waiter;
        if (before is null)
            _first = waiter;
        else
            before.Next = waiter;
    }

    internal void Remove(Waiter waiter)
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
        waiter.IsQueued = false;
    }

    /// <summary>Takes the first one off and marks it as served; its signal is set later, without the lock. Null when there is none.</summary>
    internal Waiter? Grant()
    {
        Waiter? first = _first;
        if (first is not null)
        {
            Remove(first);
            first.IsGranted = true;
        }

        return first;
    }
}
