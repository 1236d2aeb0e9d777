using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>Everyone in turn, for the same time. Shares do not count; the worst wait is the number of waiting threads times the turn.</summary>
public sealed class RoundRobinPolicy : SchedulerPolicy
{
    /// <summary>Length of a turn in nanoseconds.</summary>
    internal const long Turn = 4_000_000;

    public override string Name => "rr";

    public override RunQueue CreateQueue(int processor) => new Queue();

    private sealed class Queue : ClassedRunQueue
    {
        private ThreadQueue _waiting;

        protected override int OrdinaryCount => _waiting.Count;

        protected override void EnqueueOrdinary(Schedulable thread, EnqueueReason reason, long now)
        {
            if (reason == EnqueueReason.Preempted && thread.SliceLeft > 0)
            {
                // It made way for a real-time thread; its turn is not over.
                _waiting.AddFirst(thread);
                return;
            }

            thread.SliceLeft = Turn;
            _waiting.AddLast(thread);
        }

        protected override Schedulable? DequeueOrdinary(long now) => _waiting.TakeFirst();

        protected override void RemoveOrdinary(Schedulable thread) => _waiting.Remove(thread);

        protected override void ChargeOrdinary(Schedulable running, long used, long now) => running.SliceLeft -= used;

        protected override void BlockOrdinary(Schedulable running, long now)
        {
        }

        protected override void AdoptRunning(Schedulable running, long now) => running.SliceLeft = Turn;

        protected override long OrdinaryTimeLeft(Schedulable running, long now) => long.Max(running.SliceLeft, 0);

        protected override bool ShouldPreemptOrdinary(Schedulable running, long now) => running.SliceLeft <= 0;

        protected override int CollectCandidates(Schedulable?[] candidates, int forProcessor)
        {
            int count = 0;
            int looked = 0;
            for (Schedulable? thread = _waiting.Last; thread is not null && count < candidates.Length && looked < 4 * candidates.Length; thread = thread.Previous)
            {
                looked++;
                if (MayRunOn(thread, forProcessor))
                    candidates[count++] = thread;
            }

            return count;
        }
    }
}
