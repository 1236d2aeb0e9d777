namespace Diesis.Platform.Threads;

/// <summary>A way of sharing processors out: makes the run queues.</summary>
public abstract class SchedulerPolicy
{
    /// <summary>As the command line's <c>sched=</c> names it.</summary>
    public abstract string Name { get; }

    public abstract RunQueue CreateQueue(int processor);
}
