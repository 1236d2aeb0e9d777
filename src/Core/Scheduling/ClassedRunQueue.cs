using System;
using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>What all policies share: real-time threads before ordinary ones, loads, recent service, and whom to give away.</summary>
/// <remarks>
/// Real-time threads may use at most <see cref="RealTimeBudget"/> of each <see cref="RealTimePeriod"/> while ordinary ones wait, so that a
/// runaway one leaves the machine usable. Derived classes order the ordinary threads.
/// </remarks>
internal abstract class ClassedRunQueue : RunQueue
{
    internal const long RealTimePeriod = 1_000_000_000;
    internal const long RealTimeBudget = 950_000_000;

    /// <summary>Least time for which a timer is worth arming.</summary>
    internal const long ShortestTurn = 50_000;

    /// <summary>By how much the running thread may be ahead of one that is moved in its place: a turn.</summary>
    private const long RotationTolerance = 4_000_000;

    private readonly RealTimeQueue _realTime = new();
    private readonly Schedulable?[] _candidates = new Schedulable?[16];
    private Schedulable? _running;
    private long _load;
    private long _recentService;
    private long _recentServiceAt;
    private long _realTimeUsed;
    private long _realTimePeriodEnd;

    public sealed override int Count => _realTime.Count + OrdinaryCount;

    public sealed override Schedulable? Running => _running;

    public sealed override long Load => _load;

    public sealed override int RunningPriority => _running?.RealTimePriority ?? -1;

    protected abstract int OrdinaryCount { get; }

    private bool RealTimeMayRun => _realTimeUsed < RealTimeBudget || OrdinaryCount == 0;

    public sealed override void Enqueue(Schedulable thread, EnqueueReason reason, long now)
    {
        bool wasRunning = ReferenceEquals(thread, _running);
        if (wasRunning)
            _running = null;
        else
            _load += WeightOf(thread);
        thread.IsQueued = true;
        if (thread.RealTimePriority > 0)
            _realTime.Add(thread, reason);
        else
            EnqueueOrdinary(thread, reason, now);
        thread.Since = now;
    }

    public sealed override Schedulable? Dequeue(long now)
    {
        Schedulable? thread = _realTime.Count == 0 ? DequeueOrdinary(now) : DequeueOfBoth(now);
        if (thread is not null)
            thread.IsQueued = false;
        _running = thread;
        return thread;
    }

    private Schedulable? DequeueOfBoth(long now)
    {
        RenewBudget(now);
        return RealTimeMayRun ? _realTime.Take() : DequeueOrdinary(now) ?? _realTime.Take();
    }

    public sealed override void Remove(Schedulable thread)
    {
        thread.IsQueued = false;
        _load -= WeightOf(thread);
        if (thread.RealTimePriority > 0)
            _realTime.Remove(thread);
        else
            RemoveOrdinary(thread);
    }

    public sealed override void Charge(Schedulable running, long used, long now)
    {
        if (used <= 0)
            return;
        running.UsedNanoseconds += used;
        RecentService.Add(running, used, now);
        if (running.RealTimePriority > 0)
            _realTimeUsed += used;
        else
            ChargeOrdinary(running, used, now);
        if (now - _recentServiceAt >= LoadBalancer.Period / 2)
            SumRecentService(now);
    }

    public sealed override void Block(Schedulable running, long now)
    {
        _running = null;
        _load -= WeightOf(running);
        running.Since = now;
        if (running.RealTimePriority == 0)
            BlockOrdinary(running, now);
    }

    public sealed override long TimeLeft(Schedulable running, long now)
    {
        if (_realTime.Count == 0 && running.RealTimePriority == 0)
            return OrdinaryCount == 0 ? long.MaxValue : OrdinaryTimeLeft(running, now);
        RenewBudget(now);
        if (running.RealTimePriority > 0)
            return OrdinaryCount == 0 ? long.MaxValue : Math.Max(RealTimeBudget - _realTimeUsed, 0);
        long untilRealTime = _realTime.Count != 0 ? _realTimePeriodEnd - now : long.MaxValue;
        return Math.Min(untilRealTime, OrdinaryCount == 0 ? long.MaxValue : OrdinaryTimeLeft(running, now));
    }

    public sealed override bool ShouldPreempt(Schedulable running, long now)
    {
        if (_realTime.Count == 0 && running.RealTimePriority == 0)
            return OrdinaryCount != 0 && ShouldPreemptOrdinary(running, now);
        RenewBudget(now);
        if (running.RealTimePriority > 0)
            return _realTime.Highest > running.RealTimePriority || (OrdinaryCount != 0 && !RealTimeMayRun);
        if (_realTime.Count != 0 && RealTimeMayRun)
            return true;
        return OrdinaryCount != 0 && ShouldPreemptOrdinary(running, now);
    }

    public sealed override Schedulable? Steal(int forProcessor, StealPurpose purpose, long difference, long now)
    {
        Schedulable? best = purpose == StealPurpose.Rotation ? null : _realTime.FindFor(forProcessor);
        if (best is null)
        {
            int count = CollectCandidates(_candidates, forProcessor);
            best = Choose(count, purpose, difference, now);
            Array.Clear(_candidates);
        }

        if (best is not null)
            Remove(best);
        return best;
    }

    public sealed override long RecentServicePerWeight(long now)
    {
        // A processor with one thread is not charged for long: reckon what has been given since the sum.
        long passed = now - _recentServiceAt;
        long load = _load;
        long given = load == 0 ? 0 : RecentService.OfWholeProcessor * ProcessorShare.Normal / load;
        return RecentService.Age(_recentService, passed) + given - RecentService.Age(given, passed);
    }

    public sealed override void SetNice(Schedulable thread, int nice, long now)
    {
        using RunnableChange change = new(this, thread, now);
        thread.Nice = nice;
    }

    public sealed override void SetRealTimePriority(Schedulable thread, int priority, long now)
    {
        using RunnableChange change = new(this, thread, now);
        thread.RealTimePriority = Math.Clamp(priority, 0, RealTimeQueue.HighestPriority);
    }

    protected abstract void EnqueueOrdinary(Schedulable thread, EnqueueReason reason, long now);

    protected abstract Schedulable? DequeueOrdinary(long now);

    protected abstract void RemoveOrdinary(Schedulable thread);

    protected abstract void ChargeOrdinary(Schedulable running, long used, long now);

    protected abstract void BlockOrdinary(Schedulable running, long now);

    protected abstract long OrdinaryTimeLeft(Schedulable running, long now);

    protected abstract bool ShouldPreemptOrdinary(Schedulable running, long now);

    /// <summary>A thread that is running has become an ordinary one.</summary>
    protected virtual void AdoptRunning(Schedulable running, long now)
    {
    }

    /// <summary>Fills in waiting threads, those first that would wait longest here. A few suffice.</summary>
    /// <param name="forProcessor">Only those that may run there; -1 for any.</param>
    protected abstract int CollectCandidates(Schedulable?[] candidates, int forProcessor);

    protected static bool MayRunOn(Schedulable thread, int processor) => processor < 0 || (thread.Affinity >> processor & 1) != 0;

    /// <summary>What a thread weighs here. Policies without shares count threads.</summary>
    protected virtual long WeightOf(Schedulable thread) => thread.RealTimePriority > 0 ? 16 * ProcessorShare.Normal : ProcessorShare.Normal;

    private void SumRecentService(long now)
    {
        int count = CollectCandidates(_candidates, forProcessor: -1);
        long service = 0;
        long weight = 0;
        for (int i = 0; i < count; i++)
            AddService(_candidates[i]!, now, ref service, ref weight);
        Array.Clear(_candidates);
        if (_running is not null && _running.RealTimePriority == 0)
            AddService(_running, now, ref service, ref weight);
        _recentService = weight == 0 ? 0 : service * ProcessorShare.Normal / weight;
        _recentServiceAt = now;
    }

    private void AddService(Schedulable thread, long now, ref long service, ref long weight)
    {
        service += RecentService.Of(thread, now);
        weight += WeightOf(thread);
    }

    private Schedulable? Choose(int count, StealPurpose purpose, long difference, long now)
    {
        Schedulable? best = null;
        long bestCost = 0;
        for (int i = 0; i < count; i++)
        {
            Schedulable candidate = _candidates[i]!;
            long weight = WeightOf(candidate);
            long cost;
            if (purpose == StealPurpose.Balance)
            {
                // What remains of the difference after the move.
                cost = Math.Abs(difference - 2 * weight);
                if (weight >= difference)
                    continue;
            }
            else
            {
                cost = -ServicePerWeight(candidate, now);
            }

            if (best is null || cost < bestCost)
            {
                best = candidate;
                bestCost = cost;
            }
        }

        // The running thread can only go when it waits: then rather the next time than one who has had less.
        bool runningFirst = purpose == StealPurpose.Rotation && _running is { RealTimePriority: 0 } &&
            ServicePerWeight(_running, now) > -bestCost + RotationTolerance;
        return runningFirst ? null : best;
    }

    private long ServicePerWeight(Schedulable thread, long now) => RecentService.Of(thread, now) * ProcessorShare.Normal / WeightOf(thread);

    private void RenewBudget(long now)
    {
        if (now < _realTimePeriodEnd)
            return;
        _realTimePeriodEnd = now + RealTimePeriod;
        _realTimeUsed = 0;
    }

    /// <summary>Takes a thread out of the accounts while what they are made of changes.</summary>
    private readonly ref struct RunnableChange
    {
        private readonly ClassedRunQueue _queue;
        private readonly Schedulable _thread;
        private readonly long _now;
        private readonly bool _wasQueued;
        private readonly bool _wasRunning;

        internal RunnableChange(ClassedRunQueue queue, Schedulable thread, long now)
        {
            _queue = queue;
            _thread = thread;
            _now = now;
            _wasRunning = ReferenceEquals(thread, queue._running);
            _wasQueued = !_wasRunning && thread.IsQueued;
            if (_wasQueued)
                queue.Remove(thread);
            else if (_wasRunning)
                queue.Block(thread, now);
        }

        public void Dispose()
        {
            if (_wasQueued)
            {
                _queue.Enqueue(_thread, EnqueueReason.Migrated, _now);
            }
            else if (_wasRunning)
            {
                _queue._running = _thread;
                _queue._load += _queue.WeightOf(_thread);
                if (_thread.RealTimePriority == 0)
                    _queue.AdoptRunning(_thread, _now);
            }
        }
    }
}
