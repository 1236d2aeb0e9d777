using Diesis.Platform.Processors;
using Diesis.Platform.Time;

namespace Diesis.Platform.Threads;

// Sharing threads out between busy processors. An idle one fetches work by itself (Fetch).
public static unsafe partial class Scheduler
{
    /// <summary>
    /// Gives a thread to a less loaded processor, if that makes loads more alike or lets others have the faster one for a while. Called at the end of a
    /// slice, in interrupt context: whoever has slices has threads that wait, so a processor with one thread alone needs no tick.
    /// </summary>
    private static void BalanceAway(ProcessorQueue from)
    {
        long now = Clock.Monotonic;
        if (now - from.BalancedAt < LoadBalancer.Period || Processor.Count == 1)
            return;
        int target = s_balancer!.FindTarget(from.Index, now);
        if (target < 0)
        {
            from.BalancedAt = now;
            return;
        }

        ProcessorQueue to = Queue(target);
        ProcessorQueue first = from.Index < to.Index ? from : to;
        ProcessorQueue second = from.Index < to.Index ? to : from;
        first.Lock.Acquire();
        second.Lock.Acquire();
        Charge(to, now);
        Schedulable? moved = s_balancer.Pull(from.Index, to.Index, BalanceOccasion.Periodic, now);
        if (moved is not null)
        {
            from.BalancedAt = now;
            Notice(to, now);
        }

        second.Lock.Release();
        first.Lock.Release();
    }
}
