using System;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Core.Async;

/// <summary>How often a piece of work is enqueued.</summary>
internal enum DeferredWorkUse
{
    Once,
    Often,
}

/// <summary>The half of an interrupt that may allocate and wait. Made beforehand; scheduled by the handler; run once for any number of calls until it begins.</summary>
public sealed class DeferredWork
{
    private readonly WorkQueue _queue;
    private readonly Action? _action;
    private readonly Func<Task>? _asyncAction;
    private readonly DeferredWorkUse _use;
    private int _isScheduled;

    /// <summary>The queue's link.</summary>
    internal DeferredWork? NextInQueue;

    public DeferredWork(WorkQueue queue, Action action)
        : this(queue, action, null, DeferredWorkUse.Often)
    {
    }

    public DeferredWork(WorkQueue queue, Func<Task> action)
        : this(queue, null, action, DeferredWorkUse.Often)
    {
    }

    internal DeferredWork(WorkQueue queue, Action? action, Func<Task>? asyncAction, DeferredWorkUse use)
    {
        _queue = queue;
        _action = action;
        _asyncAction = asyncAction;
        _use = use;
    }

    /// <summary>Has it run after this. From any context; false when it is scheduled already and has not begun.</summary>
    public bool Schedule()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) != 0)
            return false;
        _queue.Enqueue(this);
        return true;
    }

    /// <summary>Runs it as far as its first wait; null when that is the end.</summary>
    internal Task? Begin()
    {
        if (_use == DeferredWorkUse.Often)
            Interlocked.Exchange(ref _isScheduled, 0);
        _action?.Invoke();
        return _asyncAction?.Invoke();
    }
}
