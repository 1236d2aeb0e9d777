namespace Internal.Runtime;

/// <summary>Something with a time at which it is due.</summary>
internal abstract class TimerNode
{
    internal const int NotQueued = -1;

    // Guarded by the lock of the queue.
    internal long Due;
    internal int HeapIndex = NotQueued;

    /// <summary>Called without locks on the thread that runs the timers: queues work and returns soon.</summary>
    internal abstract void Fire();
}
