using System.Threading;

namespace Diesis.Core.Async;

/// <summary>What has been woken and not run yet. Anybody adds, in any context; workers take.</summary>
/// <remarks>
/// A chain with the newest in front. Adding exchanges the head; taking takes the whole chain, so no element can come back between a look and
/// an exchange. Each element is here at most once: its state sees to it.
/// </remarks>
public abstract class WakeSet
{
    private Wakeable? _newest;

    private readonly Lock _lock = new();

    /// <summary>Taken out of the chain, in the order of their wakes, but not run yet. Guarded by _lock, which only workers take.</summary>
    private Wakeable? _oldestTaken;

    public bool IsEmpty => Volatile.Read(ref _newest) is null && Volatile.Read(ref _oldestTaken) is null;

    internal void Add(Wakeable woken)
    {
        Wakeable? newest = Volatile.Read(ref _newest);
        while (true)
        {
            woken.NextInSet = newest;
            Wakeable? seen = Interlocked.CompareExchange(ref _newest, woken, newest);
            if (ReferenceEquals(seen, newest))
                break;
            newest = seen;
        }

        if (newest is null)
            OnFirstAdded();
    }

    /// <summary>Takes the one that has waited longest; its <see cref="Wakeable.Run"/> follows. Called by workers.</summary>
    internal Wakeable? Take()
    {
        if (IsEmpty)
            return null;
        using (_lock.EnterScope())
        {
            Wakeable? first = _oldestTaken ?? TakeAll();
            if (first is not null)
            {
                Volatile.Write(ref _oldestTaken, first.NextInSet);
                first.NextInSet = null;
            }

            return first;
        }
    }

    /// <summary>The set was empty before an element came: a worker must look. In any context.</summary>
    protected abstract void OnFirstAdded();

    private Wakeable? TakeAll()
    {
        Wakeable? taken = Interlocked.Exchange(ref _newest, null);
        Wakeable? oldest = null;
        while (taken is not null)
        {
            Wakeable? next = taken.NextInSet;
            taken.NextInSet = oldest;
            oldest = taken;
            taken = next;
        }

        return oldest;
    }
}
