namespace Diesis.Platform.Threads;

/// <summary>What a scheduling policy knows of a thread and keeps with it. Times are nanoseconds.</summary>
/// <remarks>Guarded by the lock of the run queue that the thread is in or last ran from.</remarks>
public abstract class Schedulable
{
    /// <summary>Share of the processor: nice -20 (most) to 19 (least), as sched(7) has it.</summary>
    public int Nice { get; set; }

    /// <summary>0 for ordinary threads; 1 to 99 run before all of those, higher first (SCHED_FIFO of sched(7)).</summary>
    public int RealTimePriority { get; set; }

    /// <summary>Processors that it may run on, one bit each.</summary>
    public ulong Affinity { get; set; } = ulong.MaxValue;

    /// <summary>The processor it runs on, or ran on last.</summary>
    public int Processor { get; set; }

    /// <summary>Processor time used so far.</summary>
    public long UsedNanoseconds { get; set; }

    // The policy's own.
    public long VirtualRuntime { get; set; }

    public long VirtualDeadline { get; set; }

    public long Lag { get; set; }

    public long SliceLeft { get; set; }

    public long QueuedAt { get; set; }

    public int Level { get; set; }

    public bool IsQueued { get; set; }

    // Links of the policy's queue or tree.
    public Schedulable? Previous { get; set; }

    public Schedulable? Next { get; set; }

    public Schedulable? Parent { get; set; }

    public int TreeHeight { get; set; }

    public long TreeMinimum { get; set; }
}
