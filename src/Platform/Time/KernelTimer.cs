namespace Diesis.Platform.Time;

/// <summary>Something to be done at a time. Its place in the queue is in itself, so that arming takes no memory.</summary>
/// <remarks>
/// States: idle; armed (in the queue of <see cref="QueueIndex"/>); running. Armed again while it runs, it is armed and runs. All fields are
/// guarded by the lock of the queue that <see cref="QueueIndex"/> names; see <see cref="Timers"/>.
/// </remarks>
public abstract class KernelTimer
{
    internal KernelTimer? Parent;
    internal KernelTimer? Left;
    internal KernelTimer? Right;

    /// <summary>Monotonic nanoseconds.</summary>
    internal long Deadline;

    /// <summary>Orders timers of one deadline by the time they were armed.</summary>
    internal long Order;

    internal bool IsQueued;

    /// <summary>The processor whose queue the timer belongs to. An idle timer moves to the processor that arms it.</summary>
    internal int QueueIndex;

    /// <summary>
    /// Called in interrupt context on some processor, not before the deadline: allocates nothing, never waits, throws nothing. May arm any
    /// timer, this one too.
    /// </summary>
    protected internal abstract void OnTimer();
}
