namespace Diesis.Platform.Threads;

/// <summary>Why a thread comes into a run queue.</summary>
public enum EnqueueReason
{
    New,
    Woken,

    /// <summary>Woken with a lock that others wait for: its turn is theirs, so it comes next if it may run at all.</summary>
    WokenWithLock,

    /// <summary>It was running here and must make way.</summary>
    Preempted,

    /// <summary>It was running here and lets others go first, once.</summary>
    Yielded,

    /// <summary>It was taken out of another queue by <see cref="RunQueue.Steal"/> or <see cref="RunQueue.Remove"/>.</summary>
    Migrated,
}

/// <summary>What a thread is stolen for.</summary>
public enum StealPurpose
{
    /// <summary>To make loads more alike: one whose weight is under the difference.</summary>
    Balance,

    /// <summary>To let others have the faster processor for a while: whoever has had most of late, the running thread included.</summary>
    Rotation,

    /// <summary>To give a processor without work any: whoever has had most of late.</summary>
    Any,
}

/// <summary>One processor's runnable threads, in the order of a policy.</summary>
/// <remarks>
/// Every method is called with the queue's lock held and interrupts off: none allocates, blocks or throws. Times are monotonic nanoseconds.
/// The running thread is in no list or tree, but the queue knows it: it is the one that <see cref="Dequeue"/> returned last, until it is
/// enqueued again or blocks. The sequence is Enqueue, Dequeue, Charge…, then Enqueue (preempted, yielded) or Block.
/// </remarks>
public abstract class RunQueue
{
    /// <summary>Threads that wait for the processor. May be read without the lock, as a hint.</summary>
    public abstract int Count { get; }

    /// <summary>The thread whose turn it is, or null.</summary>
    public abstract Schedulable? Running { get; }

    /// <summary>Sum of the weights of the waiting threads and of the running one: what balancing compares. A hint without the lock.</summary>
    public abstract long Load { get; }

    /// <summary>The running thread's real-time priority: 0 if it is an ordinary one, -1 if there is none. A hint without the lock.</summary>
    public abstract int RunningPriority { get; }

    public abstract void Enqueue(Schedulable thread, EnqueueReason reason, long now);

    /// <summary>Removes the thread that is to run next and begins its turn; null when there is none.</summary>
    public abstract Schedulable? Dequeue(long now);

    /// <summary>Takes a waiting thread out: its affinity changes, or it dies.</summary>
    public abstract void Remove(Schedulable thread);

    /// <summary>The running thread has used the processor since the last such call or the start of its turn.</summary>
    public abstract void Charge(Schedulable running, long used, long now);

    /// <summary>The running thread stops running for another reason than preemption: it blocks or ends. It is charged before.</summary>
    public abstract void Block(Schedulable running, long now);

    /// <summary>Nanoseconds until the running thread must make way if others wait; <see cref="long.MaxValue"/> if it need not.</summary>
    /// <remarks>To be asked again when a turn begins and when a thread is enqueued.</remarks>
    public abstract long TimeLeft(Schedulable running, long now);

    /// <summary>Says whether a waiting thread is to run instead of the running one now. The running one is charged before.</summary>
    public abstract bool ShouldPreempt(Schedulable running, long now);

    /// <summary>Removes a waiting thread that may run on another processor; null when none fits the purpose.</summary>
    /// <param name="forProcessor">The processor that wants it.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="difference">By how much this queue's load is greater than that processor's.</param>
    public abstract Schedulable? Steal(int forProcessor, StealPurpose purpose, long difference, long now);

    /// <summary>Processor time per weight that this queue's threads have had of late: who has more can wait. A hint without the lock.</summary>
    public abstract long RecentServicePerWeight(long now);

    /// <summary>Changes the share of a thread that waits here, runs here or is blocked.</summary>
    public abstract void SetNice(Schedulable thread, int nice, long now);

    /// <summary>Changes the real-time priority of a thread that waits here, runs here or is blocked.</summary>
    public abstract void SetRealTimePriority(Schedulable thread, int priority, long now);
}
