namespace Diesis.Platform.Threads;

/// <summary>What a scheduling policy knows of a thread and keeps with it, so that a queue never allocates. Times are nanoseconds.</summary>
/// <remarks>Guarded by the lock of the run queue that the thread is in, runs from or last ran from.</remarks>
public abstract class Schedulable
{
    private int _nice;

    /// <summary>
    /// Share of the processor: nice -20 (most) to 19 (least), as sched(7) has it. Of a runnable thread it is changed through
    /// <see cref="RunQueue.SetNice"/>.
    /// </summary>
    public int Nice
    {
        get => _nice;
        set
        {
            _nice = value;
            Weight = ProcessorShare.OfNice(value);
        }
    }

    /// <summary>
    /// 0 for ordinary threads; 1 to 99 run before all of those, higher first (SCHED_FIFO of sched(7)). Of a runnable thread it is changed
    /// through <see cref="RunQueue.SetRealTimePriority"/>.
    /// </summary>
    public int RealTimePriority { get; set; }

    /// <summary>Processors that it may run on, one bit each.</summary>
    public ulong Affinity { get; set; } = ulong.MaxValue;

    /// <summary>The processor it runs on, or ran on last.</summary>
    public int Processor { get; set; }

    /// <summary>Processor time used so far; <see cref="RunQueue.Charge"/> adds to it.</summary>
    public long UsedNanoseconds { get; set; }

    /// <summary>What <see cref="Nice"/> weighs.</summary>
    public long Weight { get; private set; } = ProcessorShare.Normal;

    /// <summary>When it last came into a queue or blocked.</summary>
    public long Since { get; set; }

    /// <summary>Processor time of late; older time counts less (<c>RecentService</c>).</summary>
    public long RecentNanoseconds { get; set; }

    /// <summary>When <see cref="RecentNanoseconds"/> was computed.</summary>
    public long RecentAt { get; set; }

    public bool IsQueued { get; set; }

    // The policies' own.

    /// <summary>Fair: processor time used, scaled by the weight.</summary>
    public long VirtualRuntime { get; set; }

    /// <summary>Fair: the virtual time by which the present request is to be served; relative to the runtime while in no queue.</summary>
    public long VirtualDeadline { get; set; }

    /// <summary>Fair: virtual time owed to the thread (or by it, if negative) when it left its queue.</summary>
    public long Lag { get; set; }

    /// <summary>Fair: processor time asked for at once.</summary>
    public long Request { get; set; }

    /// <summary>Fair: <see cref="UsedNanoseconds"/> at the last wake.</summary>
    public long UsedAtWake { get; set; }

    /// <summary>Round robin and feedback: what is left of the turn or of the allotment.</summary>
    public long SliceLeft { get; set; }

    /// <summary>Feedback: the level, of the period <see cref="Epoch"/>.</summary>
    public int Level { get; set; }

    public long Epoch { get; set; }

    /// <summary>Orders what is otherwise equal.</summary>
    public long Sequence { get; set; }

    // Links of the list or tree that it is in.
    public Schedulable? Previous { get; set; }

    public Schedulable? Next { get; set; }

    public Schedulable? Left { get; set; }

    public Schedulable? Right { get; set; }

    public int TreeHeight { get; set; }

    /// <summary>The least virtual runtime in the subtree.</summary>
    public long TreeMinimum { get; set; }
}
