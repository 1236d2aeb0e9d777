using System;
using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>
/// Multilevel feedback: who uses up the allotment of a level goes one down, where turns are rarer and longer; so those that wait a lot stay
/// above those that compute. Every <see cref="BoostPeriod"/> all go back to the top, so that nobody starves.
/// </summary>
/// <remarks>
/// The allotment is used up by any number of turns: blocking just before its end gains nothing. Nice makes it longer or shorter. A boost
/// appends the lower lists to the top one and begins a new epoch, in which the levels noted at the threads no longer count: it takes the
/// same time for any number of threads. In the top list all are served in order, so a thread waits at most for those before it.
/// </remarks>
public sealed class FeedbackPolicy : SchedulerPolicy
{
    internal const int Levels = 6;

    /// <summary>The top level's allotment in nanoseconds; each further one has twice that of the one above.</summary>
    internal const long TopAllotment = 2_000_000;

    internal const long BoostPeriod = 500_000_000;

    public override string Name => "mlfq";

    public override RunQueue CreateQueue(int processor) => new Queue();

    private sealed class Queue : ClassedRunQueue
    {
        private readonly ThreadQueue[] _levels = new ThreadQueue[Levels];
        private int _count;
        private long _epoch;
        private long _nextBoost;

        protected override int OrdinaryCount => _count;

        protected override void EnqueueOrdinary(Schedulable thread, EnqueueReason reason, long now)
        {
            BoostIfDue(now);
            bool isNew = reason is EnqueueReason.New or EnqueueReason.Migrated;
            if (isNew || thread.Epoch != _epoch)
            {
                bool hasRunInTurn = !isNew && thread.SliceLeft <= 0;
                thread.Epoch = _epoch;
                thread.Level = 0;
                thread.SliceLeft = Allotment(thread);
                if (hasRunInTurn)
                    Descend(thread);
            }
            else if (thread.SliceLeft <= 0)
            {
                Descend(thread);
            }

            if (reason == EnqueueReason.Preempted && thread.SliceLeft < Allotment(thread))
                _levels[thread.Level].AddFirst(thread);
            else
                _levels[thread.Level].AddLast(thread);
            _count++;
        }

        protected override Schedulable? DequeueOrdinary(long now)
        {
            BoostIfDue(now);
            for (int level = 0; level < Levels; level++)
            {
                if (_levels[level].TakeFirst() is { } thread)
                {
                    _count--;
                    Refresh(thread);
                    return thread;
                }
            }

            return null;
        }

        protected override void RemoveOrdinary(Schedulable thread)
        {
            Refresh(thread);
            _levels[thread.Level].Remove(thread);
            _count--;
        }

        protected override void ChargeOrdinary(Schedulable running, long used, long now) => running.SliceLeft -= used;

        protected override void BlockOrdinary(Schedulable running, long now)
        {
        }

        protected override void AdoptRunning(Schedulable running, long now)
        {
            running.Epoch = _epoch;
            running.Level = 0;
            running.SliceLeft = Allotment(running);
        }

        protected override long OrdinaryTimeLeft(Schedulable running, long now) =>
            Math.Max(Math.Min(running.SliceLeft, _nextBoost - now), 0);

        protected override bool ShouldPreemptOrdinary(Schedulable running, long now)
        {
            BoostIfDue(now);
            int level = running.Epoch == _epoch ? running.Level : 0;
            if (running.SliceLeft <= 0 || (running.Epoch != _epoch && _levels[0].Count != 0))
                return true;
            for (int above = 0; above < level; above++)
            {
                if (_levels[above].Count != 0)
                    return true;
            }

            return false;
        }

        protected override int CollectCandidates(Schedulable?[] candidates, int forProcessor)
        {
            int count = 0;
            int looked = 0;
            for (int level = Levels - 1; level >= 0; level--)
            {
                for (Schedulable? thread = _levels[level].Last; thread is not null && count < candidates.Length && looked < 4 * candidates.Length; thread = thread.Previous)
                {
                    looked++;
                    if (MayRunOn(thread, forProcessor))
                        candidates[count++] = thread;
                }
            }

            return count;
        }

        private static long Allotment(Schedulable thread)
        {
            long allotment = TopAllotment << thread.Level;
            return Math.Clamp(allotment * thread.Weight / ProcessorShare.Normal, allotment / 4, allotment * 4);
        }

        private static void Descend(Schedulable thread)
        {
            if (thread.Level < Levels - 1)
                thread.Level++;
            thread.SliceLeft = Allotment(thread);
        }

        /// <summary>A waiting thread of an earlier epoch has been lifted to the top.</summary>
        private void Refresh(Schedulable thread)
        {
            if (thread.Epoch == _epoch)
                return;
            thread.Epoch = _epoch;
            thread.Level = 0;
            thread.SliceLeft = Allotment(thread);
        }

        private void BoostIfDue(long now)
        {
            if (now < _nextBoost)
                return;
            _nextBoost = now + BoostPeriod;
            _epoch++;
            for (int level = 1; level < Levels; level++)
                _levels[0].Append(ref _levels[level]);
        }
    }
}
