using System;
using System.Threading;

namespace Internal.Runtime;

/// <summary>The thread pool: as many active workers as processors; a worker that blocks is replaced while it does.</summary>
/// <remarks>
/// A worker is active from its wake until it parks, except while it blocks. Of the active ones some search for work; as long as one does,
/// queueing wakes nobody. A searcher that finds an item and leaves none searching wakes the next worker if there is more to do; one that
/// gives up looks once more after it has said so. That way no item is left behind.
/// </remarks>
internal sealed class ThreadPoolExecutor : Executor
{
    private const int MaximumWorkers = 1000;

    private readonly int _target = ProcessorHints.Count;
    private WorkQueue _common;
    private int _active;
    private int _searching;

    private BlockingLock _lock;

    // Guarded by _lock.
    private PoolWorker? _parked;

    /// <summary>All workers; replaced as a whole when one comes or goes.</summary>
    private PoolWorker[] _workers = [];

    // The thread that fires timers sleeps on it; it counts changes.
    private int _timerChanges;
    private int _hasTimerThread;

    internal int WorkerCount => _workers.Length;

    internal bool HasTooManyActive => Volatile.Read(ref _active) > _target;

    internal bool HasWork
    {
        get
        {
            if (!_common.IsEmpty)
                return true;
            foreach (PoolWorker worker in Volatile.Read(ref _workers))
            {
                if (!worker.Local.IsEmpty)
                    return true;
            }

            return false;
        }
    }

    public override bool ExpectsWork => true;

    public override void Queue(WorkItem item, bool preferLocal = false)
    {
        PoolWorker? worker = preferLocal ? RuntimeThread.CurrentManaged?._worker : null;
        if (worker is not null)
            worker.Local.Push(item);
        else
            _common.Enqueue(item);
        EnsureWorker();
    }

    protected internal override void TimersChanged()
    {
        Interlocked.Increment(ref _timerChanges);
        if (_hasTimerThread == 0 && Interlocked.Exchange(ref _hasTimerThread, 1) == 0)
            new Thread(RunTimers) { IsBackground = true, Name = ".NET Timer" }.UnsafeStart();
        else
            Blocking.WakeOne(ref _timerChanges);
    }

    protected internal override void WorkerBlocks()
    {
        Interlocked.Decrement(ref _active);
        if (HasWork)
            EnsureWorker();
    }

    protected internal override void WorkerUnblocks() => Interlocked.Increment(ref _active);

    internal WorkItem? DequeueCommon() => _common.Dequeue();

    internal WorkItem? Steal(PoolWorker thief)
    {
        foreach (PoolWorker victim in Volatile.Read(ref _workers))
        {
            if (victim != thief && victim.Local.StealOldest() is { } item)
                return item;
        }

        return null;
    }

    internal void BeginSearch() => Interlocked.Increment(ref _searching);

    /// <summary>A searching worker has an item.</summary>
    internal void FoundWork()
    {
        if (Interlocked.Decrement(ref _searching) == 0 && HasWork)
            EnsureWorker();
    }

    /// <summary>A searching worker found nothing: it gives up its place, and then sleeps until its signal.</summary>
    internal void Park(PoolWorker worker)
    {
        worker.PrepareToPark();
        _lock.Acquire();
        worker.NextParked = _parked;
        _parked = worker;
        _lock.Release();
        Interlocked.Decrement(ref _searching);
        Interlocked.Decrement(ref _active);
        if (HasWork)
            EnsureWorker();
    }

    /// <summary>Takes a parked worker out of the pool, unless it has been woken meanwhile or the pool would become too small.</summary>
    internal bool TryRetire(PoolWorker worker)
    {
        _lock.Acquire();
        bool retires = _workers.Length > _target && worker.Local.IsEmpty && Unlink(worker);
        _lock.Release();
        if (retires)
            Unregister(worker);
        return retires;
    }

    private void EnsureWorker()
    {
        if (Volatile.Read(ref _searching) > 0)
            return;
        while (true)
        {
            int active = Volatile.Read(ref _active);
            if (active >= _target)
                return;
            if (Interlocked.CompareExchange(ref _active, active + 1, active) == active)
                break;
        }

        Interlocked.Increment(ref _searching);
        Activate();
    }

    /// <summary>Wakes or makes a worker, which is counted already.</summary>
    private void Activate()
    {
        _lock.Acquire();
        PoolWorker? worker = _parked;
        if (worker is not null)
        {
            _parked = worker.NextParked;
            worker.NextParked = null;
        }

        bool mayGrow = _workers.Length < MaximumWorkers;
        _lock.Release();
        if (worker is not null)
        {
            worker.Unpark();
        }
        else if (mayGrow)
        {
            StartWorker();
        }
        else
        {
            Interlocked.Decrement(ref _searching);
            Interlocked.Decrement(ref _active);
        }
    }

    /// <summary>Adds a worker. When there is neither memory nor a thread for it, the present workers must do; if there are none, it throws.</summary>
    private void StartWorker()
    {
        PoolWorker? worker = null;
        try
        {
            worker = new PoolWorker(this);
            Register(worker);
            worker.Start();
        }
        catch (OutOfMemoryException)
        {
            Interlocked.Decrement(ref _searching);
            Interlocked.Decrement(ref _active);
            if (worker is not null)
                Unregister(worker);
            if (_workers.Length == 0)
                throw;
        }
    }

    private void Register(PoolWorker worker)
    {
        while (true)
        {
            PoolWorker[] present = Volatile.Read(ref _workers);
            PoolWorker[] extended = new PoolWorker[present.Length + 1];
            Array.Copy(present, 0, extended, 0, present.Length);
            extended[^1] = worker;
            if (Interlocked.CompareExchange(ref _workers, extended, present) == present)
                return;
        }
    }

    private void Unregister(PoolWorker worker)
    {
        while (true)
        {
            PoolWorker[] present = Volatile.Read(ref _workers);
            int index = Array.IndexOf(present, worker);
            if (index < 0)
                return;
            PoolWorker[] remaining = new PoolWorker[present.Length - 1];
            Array.Copy(present, 0, remaining, 0, index);
            Array.Copy(present, index + 1, remaining, index, remaining.Length - index);
            if (Interlocked.CompareExchange(ref _workers, remaining, present) == present)
                return;
        }
    }

    private bool Unlink(PoolWorker worker)
    {
        PoolWorker? previous = null;
        for (PoolWorker? parked = _parked; parked is not null; parked = parked.NextParked)
        {
            if (parked == worker)
            {
                if (previous is null)
                    _parked = worker.NextParked;
                else
                    previous.NextParked = worker.NextParked;
                worker.NextParked = null;
                return true;
            }

            previous = parked;
        }

        return false;
    }

    private void RunTimers()
    {
        while (true)
        {
            int changes = Volatile.Read(ref _timerChanges);
            long wait = Timers.FireDue();
            Blocking.Wait(ref _timerChanges, changes, wait);
        }
    }
}
