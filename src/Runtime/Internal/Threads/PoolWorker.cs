using System.Threading;

namespace Internal.Runtime;

/// <summary>A thread of the pool.</summary>
internal sealed class PoolWorker
{
    /// <summary>How many items a worker takes from its own queue before it looks at the common one first.</summary>
    private const int FairnessInterval = 61;

    /// <summary>A worker that finds nothing looks this often again before it parks.</summary>
    private const int SearchRounds = 30;

    private const int IdleMilliseconds = 10_000;

    internal readonly LocalWorkQueue Local = new();

    /// <summary>Links the parked workers; guarded by the pool's lock.</summary>
    internal PoolWorker? NextParked;

    private readonly ThreadPoolExecutor _pool;
    private readonly Thread _thread;

    /// <summary>Zero while parked; the worker sleeps on it.</summary>
    private int _signal;

    private uint _ticks;

    internal PoolWorker(ThreadPoolExecutor pool)
    {
        _pool = pool;
        _thread = new Thread(Work)
        {
            IsBackground = true,
            Name = ".NET TP Worker",
        };
        _thread._executor = pool;
        _thread._worker = this;
    }

    internal void Start() => _thread.UnsafeStart();

    internal void PrepareToPark() => Volatile.Write(ref _signal, 0);

    internal void Unpark()
    {
        Volatile.Write(ref _signal, 1);
        Blocking.WakeOne(ref _signal);
    }

    private void Work()
    {
        // Whoever woke or started this worker has counted it as active and searching.
        while (true)
        {
            WorkItem? item = Search();
            if (item is null)
            {
                _pool.Park(this);
                if (!SleepParked())
                    return;
                continue;
            }

            _pool.FoundWork();
            do
            {
                item.Execute();
                if (_thread._executionContext is not null)
                    ExecutionContext.Switch(_thread, null);
                if (_pool.HasTooManyActive)
                    break;
                item = Next();
            }
            while (item is not null);
            _pool.BeginSearch();
        }
    }

    private WorkItem? Search()
    {
        for (int round = 0; round < SearchRounds; round++)
        {
            if (_pool.HasTooManyActive)
                return null;
            WorkItem? item = Next();
            if (item is not null)
                return item;
            ProcessorHints.Pause(16);
        }

        return null;
    }

    private WorkItem? Next()
    {
        if (++_ticks % FairnessInterval == 0)
            return _pool.DequeueCommon() ?? Local.PopNewest() ?? _pool.Steal(this);
        return Local.PopNewest() ?? _pool.DequeueCommon() ?? _pool.Steal(this);
    }

    /// <summary>Returns false when the worker has been idle for so long that it should end. It has given up its place already.</summary>
    private bool SleepParked()
    {
        while (Volatile.Read(ref _signal) == 0)
        {
            Deadline deadline = Deadline.After(IdleMilliseconds);
            if (!Blocking.WaitUncounted(ref _signal, 0, deadline.Remaining) && deadline.HasPassed && _pool.TryRetire(this))
                return false;
        }

        return true;
    }
}
