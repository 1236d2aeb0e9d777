using System;
using System.Threading;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using Internal.Runtime;
using ItemQueue = Internal.Runtime.WorkQueue;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Async;

/// <summary>One processor's executor: runs tasks, timers and what interrupts wake, on threads that stay on that processor.</summary>
/// <remarks>
/// Of its workers one is active, the others are parked, or blocked in what they run. Whoever brings work makes one active if none is; a worker that
/// is about to block lets another take its place, and makes one first if there is none, so interrupts always find one to wake. A worker that has
/// unblocked goes on beside the active one and parks when its item ends. A worker without work looks at the other executors' queues before it parks;
/// what was woken stays with its own processor. Idle executors cost nothing: their workers sleep, and the earliest timer is a
/// <see cref="KernelTimer"/>.
/// </remarks>
public sealed class ProcessorExecutor : Executor
{
    /// <summary>Parked workers beyond that end.</summary>
    private const int MostParked = 3;

    private readonly Set _set;
    private readonly TimerWork _timerWork;
    private ItemQueue _items;
    private SpinLock _guard = new(LockRank.Synchronization);

    // Guarded by _guard.
    private Worker? _parked;
    private int _parkedCount;

    /// <summary>Workers that are neither parked nor blocked.</summary>
    private int _active;

    private int _started;
    private bool _prefersItems;

    internal ProcessorExecutor(int processor)
    {
        ProcessorIndex = processor;
        _set = new Set(this);
        _timerWork = new TimerWork(this);
        StartWorker();
    }

    public int ProcessorIndex { get; }

    /// <summary>What is woken here is run by this executor's workers.</summary>
    public WakeSet WakeSet => _set;

    /// <summary>Workers that have been started and have not ended.</summary>
    public int Workers => Volatile.Read(ref _started);

    public override bool ExpectsWork => true;

    private bool HasWork => !_items.IsEmpty || !_set.IsEmpty;

    public override void Queue(WorkItem item, bool preferLocal = false)
    {
        bool isLocal = preferLocal && Thread.CurrentThread.IsThreadPoolThread && ReferenceEquals(Current, this);
        ProcessorExecutor target = isLocal ? this : Executors.LeastBusy();
        bool hasBacklog = !target._items.IsEmpty;
        target._items.Enqueue(item);
        target.EnsureActive();
        if (hasBacklog)
            Executors.WakeIdle();
    }

    protected override void TimersChanged() => _timerWork.Wake();

    protected override void WorkerBlocks()
    {
        if (Volatile.Read(ref _parked) is null)
            TryStartWorker();
        Interlocked.Decrement(ref _active);
        if (HasWork)
            EnsureActive();
    }

    protected override void WorkerUnblocks() => Interlocked.Increment(ref _active);

    internal bool IsBusy => Volatile.Read(ref _active) != 0;

    internal WorkItem? Steal() => _items.IsEmpty ? null : _items.Dequeue();

    /// <summary>There is work: some worker must be active. From any context.</summary>
    internal void EnsureActive()
    {
        if (Volatile.Read(ref _active) != 0 || Interlocked.CompareExchange(ref _active, 1, 0) != 0)
            return;
        Worker? worker;
        using (SpinLock.Scope held = _guard.Enter())
        {
            worker = _parked;
            if (worker is not null)
            {
                _parked = worker.NextParked;
                _parkedCount--;
            }
        }

        if (worker is not null)
            worker.Signal.Set();
        else
            Interlocked.Decrement(ref _active);
    }

    private void TryStartWorker()
    {
        try
        {
            StartWorker();
        }
        catch (OutOfMemoryException)
        {
            // What comes now waits until the worker that blocks comes back.
        }
    }

    /// <summary>Makes a parked worker.</summary>
    private void StartWorker()
    {
        Worker worker = new();
        int number = Interlocked.Increment(ref _started);
        KernelThread.Start($"executor {ProcessorIndex}.{number}", () => Work(worker), ThreadPriority.Normal, 1UL << ProcessorIndex);
        using SpinLock.Scope held = _guard.Enter();
        worker.NextParked = _parked;
        _parked = worker;
        _parkedCount++;
    }

    private void Work(Worker worker)
    {
        KernelThread thread = KernelThread.Current!;
        ServeOnCurrentThread();
        while (true)
        {
            thread.MayWaitForever = true;
            worker.Signal.WaitIdle();
            thread.MayWaitForever = false;
            while (Volatile.Read(ref _active) <= 1 && RunNext())
            {
            }

            if (!Park(worker))
                return;
        }
    }

    /// <summary>False when the worker is one too many and has to end.</summary>
    private bool Park(Worker worker)
    {
        bool parks;
        using (SpinLock.Scope held = _guard.Enter())
        {
            parks = _parkedCount < MostParked;
            if (parks)
            {
                worker.NextParked = _parked;
                _parked = worker;
                _parkedCount++;
            }
        }

        if (!parks)
            Interlocked.Decrement(ref _started);
        Interlocked.Decrement(ref _active);
        if (HasWork)
            EnsureActive();
        return parks;
    }

    /// <summary>Runs what was woken and what was queued by turns.</summary>
    private bool RunNext()
    {
        _prefersItems = !_prefersItems;
        if (_prefersItems)
            return RunItem(_items.Dequeue()) || RunWoken() || RunItem(Executors.Steal(this));
        return RunWoken() || RunItem(_items.Dequeue()) || RunItem(Executors.Steal(this));
    }

    private bool RunWoken()
    {
        Wakeable? woken = _set.Take();
        if (woken is null)
            return false;
        try
        {
            woken.Run();
        }
        catch (Exception exception)
        {
            TaskFaults.Report("wake of", woken.GetType().Name, exception);
        }

        return true;
    }

    private static bool RunItem(WorkItem? item)
    {
        if (item is null)
            return false;
        try
        {
            RunOnWorker(item);
        }
        catch (Exception exception)
        {
            TaskFaults.Report("work item", item.GetType().Name, exception);
        }

        return true;
    }

    private sealed class Worker
    {
        internal readonly ThreadSignal Signal = new();

        internal Worker? NextParked;
    }

    private sealed class Set(ProcessorExecutor executor) : WakeSet
    {
        protected override void OnFirstAdded() => executor.EnsureActive();
    }

    /// <summary>Fires timers that are due and sets the machine's timer for the next one.</summary>
    private sealed class TimerWork : Wakeable
    {
        private readonly ProcessorExecutor _executor;
        private readonly Alarm _alarm;

        internal TimerWork(ProcessorExecutor executor)
            : base(executor._set)
        {
            _executor = executor;
            _alarm = new Alarm(this);
        }

        protected override void OnWake()
        {
            long left = _executor.FireTimers();
            if (left >= 0)
                Timers.Arm(_alarm, Clock.Monotonic + left);
        }
    }

    private sealed class Alarm(TimerWork work) : KernelTimer
    {
        protected override void OnTimer() => work.Wake();
    }
}
