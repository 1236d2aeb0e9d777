using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>The policies by the names that <c>sched=</c> takes.</summary>
public static class SchedulerPolicies
{
    /// <returns>The policy, the fair one for an empty name, null for one that there is not.</returns>
    public static SchedulerPolicy? ByName(string name) => name switch
    {
        "" or "fair" => new FairPolicy(),
        "mlfq" => new FeedbackPolicy(),
        "rr" => new RoundRobinPolicy(),
        _ => null,
    };
}
