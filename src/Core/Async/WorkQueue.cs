using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Core.Async;

/// <summary>
/// Work for later, in order: what an interrupt handler leaves undone (<see cref="DeferredWork"/>), and whatever else is not urgent. At most so many
/// items run at a time; with one, the default, each begins when the one before has ended, its waits included.
/// </summary>
/// <remarks>An exception in an item is an oops: it is logged, and the queue goes on with the next one.</remarks>
public sealed class WorkQueue : Wakeable
{
    private readonly int _maximumConcurrency;
    private readonly Lock _lock = new();

    /// <summary>Items as they come, the newest first; added to in any context.</summary>
    private DeferredWork? _newest;

    // Guarded by _lock.
    private readonly Queue<DeferredWork> _waiting = new();
    private readonly List<TaskCompletionSource> _drains = [];
    private int _running;

    /// <summary>Items that have come and not ended.</summary>
    private int _pending;

    /// <param name="name">As reports name it.</param>
    /// <param name="home">Whose workers run it.</param>
    /// <param name="maximumConcurrency">How many items may run at a time.</param>
    public WorkQueue(string name, WakeSet home, int maximumConcurrency = 1)
        : base(home)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumConcurrency, 1);
        Name = name;
        _maximumConcurrency = maximumConcurrency;
    }

    public string Name { get; }

    /// <summary>Items that wait or run.</summary>
    public int Pending => Volatile.Read(ref _pending);

    public void Enqueue(Action action) => Enqueue(new DeferredWork(this, action, null, DeferredWorkUse.Once));

    /// <summary>The item has ended when its task has.</summary>
    public void Enqueue(Func<Task> action) => Enqueue(new DeferredWork(this, null, action, DeferredWorkUse.Once));

    /// <summary>Ends when no item waits or runs, which need not last.</summary>
    public Task DrainAsync()
    {
        using (_lock.EnterScope())
        {
            if (Volatile.Read(ref _pending) == 0)
                return Task.CompletedTask;
            TaskCompletionSource drain = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _drains.Add(drain);
            return drain.Task;
        }
    }

    /// <summary>From any context.</summary>
    internal void Enqueue(DeferredWork work)
    {
        Interlocked.Increment(ref _pending);
        DeferredWork? newest = Volatile.Read(ref _newest);
        while (true)
        {
            work.NextInQueue = newest;
            DeferredWork? seen = Interlocked.CompareExchange(ref _newest, work, newest);
            if (ReferenceEquals(seen, newest))
                break;
            newest = seen;
        }

        Wake();
    }

    protected override void OnWake()
    {
        TakeNew();
        while (TryBegin(out DeferredWork? work))
        {
            if (_maximumConcurrency == 1)
                Run(work!);
            else
                ThreadPool.UnsafeQueueUserWorkItem(Run, work!, preferLocal: false);
        }
    }

    private void TakeNew()
    {
        DeferredWork? taken = Interlocked.Exchange(ref _newest, null);
        DeferredWork? oldest = null;
        while (taken is not null)
        {
            DeferredWork? next = taken.NextInQueue;
            taken.NextInQueue = oldest;
            oldest = taken;
            taken = next;
        }

        using (_lock.EnterScope())
        {
            while (oldest is not null)
            {
                DeferredWork? next = oldest.NextInQueue;
                oldest.NextInQueue = null;
                _waiting.Enqueue(oldest);
                oldest = next;
            }
        }
    }

    private bool TryBegin(out DeferredWork? work)
    {
        using (_lock.EnterScope())
        {
            if (_running >= _maximumConcurrency || !_waiting.TryDequeue(out work))
            {
                work = null;
                return false;
            }

            _running++;
            return true;
        }
    }

    private void Run(DeferredWork work)
    {
        Task? task = null;
        try
        {
            task = work.Begin();
        }
        catch (Exception exception)
        {
            TaskFaults.Report("deferred work", Name, exception);
        }

        if (task is null || task.IsCompletedSuccessfully)
            End();
        else
            _ = EndAfter(task);
    }

    private async Task EndAfter(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            TaskFaults.Report("deferred work", Name, exception);
        }

        End();
    }

    private void End()
    {
        TaskCompletionSource[] drained = [];
        bool hasMore;
        using (_lock.EnterScope())
        {
            _running--;
            hasMore = _waiting.Count != 0;
            if (Interlocked.Decrement(ref _pending) == 0 && _drains.Count != 0)
            {
                drained = _drains.ToArray();
                _drains.Clear();
            }
        }

        foreach (TaskCompletionSource drain in drained)
            drain.TrySetResult();
        if (hasMore)
            Wake();
    }
}
