using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>Processor time in proportion to the weights, by earliest eligible virtual deadline first: see <see cref="FairQueue"/>.</summary>
public sealed class FairPolicy : SchedulerPolicy
{
    public override string Name => "fair";

    public override RunQueue CreateQueue(int processor) => new FairQueue();
}
