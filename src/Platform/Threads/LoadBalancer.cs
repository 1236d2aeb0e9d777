using System.Numerics;

namespace Diesis.Platform.Threads;

/// <summary>When a processor looks for threads of other processors.</summary>
public enum BalanceOccasion
{
    /// <summary>It has nothing to run.</summary>
    Idle,

    /// <summary>Every <see cref="LoadBalancer.Period"/> while threads wait for a processor.</summary>
    Periodic,
}

/// <summary>Decides on which processor a thread runs. Only decides: the run queues' locks are the callers' business.</summary>
/// <remarks>
/// A woken thread goes back to where it ran last unless another processor is idle or much less loaded. An idle processor takes a waiting thread
/// from the most loaded one. One with waiting threads gives one away now and then: if that makes the loads more alike; and, where they cannot be
/// (three threads, two processors), if the other's threads have had more of late, so that who has a processor for itself changes.
/// </remarks>
public sealed class LoadBalancer
{
    /// <summary>How often a busy processor should look: nanoseconds.</summary>
    public const long Period = 8_000_000;

    /// <summary>A processor's threads may have had one part in this many more than another's without any being moved.</summary>
    private const int RotationTolerance = 64;

    private readonly RunQueue[] _queues;

    /// <param name="queues">One for each processor, by its index.</param>
    public LoadBalancer(RunQueue[] queues) => _queues = queues;

    /// <summary>Processors that take part, one bit each; those that have not been started do not.</summary>
    public ulong Online { get; set; }

    /// <summary>Where a thread that becomes runnable should be enqueued. Reads hints: no lock is needed.</summary>
    /// <param name="thread">A new or woken thread. If its affinity allows no processor that takes part, any is chosen.</param>
    /// <param name="waker">The processor that wakes it.</param>
    public int ChooseProcessor(Schedulable thread, int waker)
    {
        ulong allowed = thread.Affinity & Online;
        if (allowed == 0)
            allowed = Online;
        int last = thread.Processor;
        bool mayStay = (uint)last < 64 && (allowed >> last & 1) != 0;
        if (mayStay && (_queues[last].Load == 0 || (allowed & (allowed - 1)) == 0))
            return last;
        if (thread.RealTimePriority > 0)
            return ChooseForRealTime(thread, allowed, mayStay ? last : waker);

        // Look round from the last processor on, so that not all end on the first of several equal ones.
        int best = -1;
        long bestLoad = long.MaxValue;
        int start = mayStay ? last : waker;
        for (int i = 0; i < 64; i++)
        {
            int processor = (start + i) & 63;
            if ((allowed >> processor & 1) == 0)
                continue;
            long load = _queues[processor].Load;
            if (load == 0)
                return processor;
            if (load < bestLoad)
            {
                best = processor;
                bestLoad = load;
            }
        }

        // Its caches are warm where it was: the other must be better by more than the thread itself.
        return mayStay && _queues[last].Load <= bestLoad + thread.Weight ? last : best;
    }

    /// <summary>The most loaded processor, that one without work should take a thread from, or -1. Reads hints: no lock is needed.</summary>
    /// <param name="to">The processor that has time.</param>
    /// <param name="tried">Processors that are passed over; the returned one is added, so that calling again yields the next.</param>
    public int FindSource(int to, ref ulong tried)
    {
        long own = _queues[to].Load;
        int best = -1;
        long bestLoad = 0;
        for (ulong left = Online & ~tried & ~(1UL << to); left != 0; left &= left - 1)
        {
            int processor = BitOperations.TrailingZeroCount(left);
            RunQueue queue = _queues[processor];
            if (queue.Count == 0 || queue.Load <= own)
                continue;
            if (best < 0 || queue.Load > bestLoad)
            {
                best = processor;
                bestLoad = queue.Load;
            }
        }

        if (best >= 0)
            tried |= 1UL << best;
        return best;
    }

    /// <summary>The less loaded processor whose threads have had most of late, which should get one from another; or -1. Needs no lock.</summary>
    /// <param name="from">The processor that has threads to give.</param>
    public int FindTarget(int from, long now)
    {
        long own = _queues[from].Load;
        int best = -1;
        long bestService = 0;
        for (ulong left = Online & ~(1UL << from); left != 0; left &= left - 1)
        {
            int processor = BitOperations.TrailingZeroCount(left);
            RunQueue queue = _queues[processor];
            if (queue.Load >= own)
                continue;
            long service = queue.RecentServicePerWeight(now);
            if (best >= 0 && service <= bestService)
                continue;
            best = processor;
            bestService = service;
        }

        return best;
    }

    /// <summary>Moves a thread from one queue to another; null when none is worth it.</summary>
    /// <remarks>Preconditions: both queues' locks are held, interrupts are off.</remarks>
    public Schedulable? Pull(int from, int to, BalanceOccasion occasion, long now)
    {
        RunQueue source = _queues[from];
        RunQueue target = _queues[to];
        long difference = source.Load - target.Load;
        if (difference <= 0)
            return null;
        // Whoever is behind may have the less loaded processor until it has caught up.
        if (occasion == BalanceOccasion.Periodic && difference <= 2 * target.Load && !IsAhead(target, source, now))
            return null;
        Schedulable? thread = source.Steal(to, StealPurpose.Balance, difference, now) ??
            source.Steal(to, occasion == BalanceOccasion.Idle ? StealPurpose.Any : StealPurpose.Rotation, difference, now);
        if (thread is null)
            return null;
        thread.Processor = to;
        target.Enqueue(thread, EnqueueReason.Migrated, now);
        return thread;
    }

    private static bool IsAhead(RunQueue one, RunQueue other, long now)
    {
        long had = one.RecentServicePerWeight(now);
        return had - had / RotationTolerance > other.RecentServicePerWeight(now);
    }

    private int ChooseForRealTime(Schedulable thread, ulong allowed, int preferred)
    {
        int best = -1;
        int bestPriority = int.MaxValue;
        for (int i = 0; i < 64; i++)
        {
            int processor = (preferred + i) & 63;
            if ((allowed >> processor & 1) == 0)
                continue;
            int priority = _queues[processor].RunningPriority;
            if (priority < bestPriority)
            {
                best = processor;
                bestPriority = priority;
            }
        }

        return best;
    }
}
