namespace Diesis.Platform.Threads;

/// <summary>Why a thread comes into a run queue.</summary>
public enum EnqueueReason
{
    New,
    Woken,
    Preempted,
    Yielded,
    Migrated,
}

/// <summary>One processor's threads that could run but do not, in the order of a policy.</summary>
/// <remarks>
/// Every method is called with the queue's lock held and interrupts off: none allocates, blocks or throws. Times are monotonic nanoseconds.
/// The running thread is not in the queue.
/// </remarks>
public abstract class RunQueue
{
    /// <summary>Threads in the queue.</summary>
    public abstract int Count { get; }

    /// <summary>Sum of the shares in the queue, in the policy's unit: what balancing compares.</summary>
    public abstract long Load { get; }

    public abstract void Enqueue(Schedulable thread, EnqueueReason reason, long now);

    /// <summary>Removes the thread that is to run next and begins its turn; null when there is none.</summary>
    public abstract Schedulable? Dequeue(long now);

    /// <summary>Takes a certain thread out: its affinity or share changes, or it dies.</summary>
    public abstract void Remove(Schedulable thread);

    /// <summary>The running thread has used the processor since the last such call.</summary>
    public abstract void Charge(Schedulable running, long used, long now);

    /// <summary>The running thread stops running for another reason than preemption: it blocks.</summary>
    public abstract void Block(Schedulable running, long now);

    /// <summary>Nanoseconds until the running thread must make way if others wait; <see cref="long.MaxValue"/> if it need not.</summary>
    public abstract long TimeLeft(Schedulable running, long now);

    /// <summary>Says whether a thread in the queue is to run instead of the running one now.</summary>
    public abstract bool ShouldPreempt(Schedulable running, long now);

    /// <summary>Removes a thread that may run on another processor, the one that loses least by moving; null when there is none.</summary>
    public abstract Schedulable? Steal(int forProcessor, long now);
}
