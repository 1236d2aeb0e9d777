using Diesis.Abi;

namespace Diesis.Core.Waiting;

/// <summary>Somebody who wants to know when something happens: a sleeping thread, or an epoll instance. In one queue at a time.</summary>
public abstract class WaitEntry
{
    // Guarded by the queue's lock.
    internal WaitEntry? Next;
    internal WaitEntry? Previous;
    internal WaitQueue? Queue;

    /// <summary>A wake of one ends with this entry, so that a crowd is not woken for one piece of work.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Something has happened. Under the queue's lock, from any context: no sleeping, no allocation.</summary>
    /// <returns>Whether this entry counts as the one that was woken.</returns>
    protected internal abstract bool OnWake(PollEvents events);
}
