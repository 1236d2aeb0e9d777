using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Locks;
using Diesis.Platform.Threads;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Waiting;

/// <summary>Whoever waits for one thing: threads in their calls, pollers, epoll instances. Who comes first is woken first.</summary>
/// <remarks>
/// No wake is lost if the one who waits enters the queue before it looks at its condition, and the one who changes the condition wakes
/// afterwards. Locks: its own (rank WaitQueues), under which entries are told.
/// </remarks>
/// <param name="order">For queues that are woken while another's entries are told (an epoll instance's): above that one's.</param>
public sealed class WaitQueue(byte order = 0)
{
    private SpinLock _lock = new(LockRank.WaitQueues, order);
    private WaitEntry? _first;
    private WaitEntry? _last;

    /// <summary>A look without the lock, for those who have changed a condition by an ordered operation.</summary>
    public bool HasWaiters => Volatile.Read(ref _first) is not null;

    /// <summary>Adds the current thread until the scope is disposed of.</summary>
    public WaitScope Enter()
    {
        ThreadWaitEntry entry = new(KernelThread.Current!.Wakeup);
        Add(entry);
        return new WaitScope(this, entry);
    }

    /// <summary>As <see cref="Enter"/>, for work that one waiter is enough for.</summary>
    public WaitScope EnterExclusive()
    {
        ThreadWaitEntry entry = new(KernelThread.Current!.Wakeup) { IsExclusive = true };
        Add(entry);
        return new WaitScope(this, entry);
    }

    public void Add(WaitEntry entry)
    {
        using SpinLock.Scope held = _lock.Enter();
        entry.Queue = this;
        // Those who share a wake stand before those of whom one is chosen.
        WaitEntry? before = _last;
        if (!entry.IsExclusive)
        {
            while (before is not null && before.IsExclusive)
                before = before.Previous;
        }
        entry.Previous = before;
        entry.Next = before is null ? _first : before.Next;
        if (entry.Next is null)
            _last = entry;
        else
            entry.Next.Previous = entry;
        if (before is null)
            Volatile.Write(ref _first, entry);
        else
            before.Next = entry;
    }

    /// <summary>Takes an entry out, if it is in. It is not being told any more at return.</summary>
    public void Remove(WaitEntry entry)
    {
        using SpinLock.Scope held = _lock.Enter();
        if (entry.Queue != this)
            return;
        if (entry.Previous is null)
            _first = entry.Next;
        else
            entry.Previous.Next = entry.Next;
        if (entry.Next is null)
            _last = entry.Previous;
        else
            entry.Next.Previous = entry.Previous;
        entry.Next = null;
        entry.Previous = null;
        entry.Queue = null;
    }

    /// <summary>Tells all who share, and one of those who do not. From any context.</summary>
    public void Wake(PollEvents events = PollEvents.All) => Wake(events, 1);

    /// <summary>Tells everybody. From any context.</summary>
    public void WakeAll(PollEvents events = PollEvents.All) => Wake(events, int.MaxValue);

    private void Wake(PollEvents events, int exclusive)
    {
        // The condition's change comes before the look at the list, as the waiter's entry into it comes before its look at the condition.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _first) is null)
            return;
        using SpinLock.Scope held = _lock.Enter();
        WaitEntry? next;
        for (WaitEntry? entry = _first; entry is not null; entry = next)
        {
            next = entry.Next;
            if (entry.OnWake(events) && entry.IsExclusive && --exclusive == 0)
                return;
        }
    }
}
