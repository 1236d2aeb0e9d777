using System.Threading;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Waiting.Epoll;

/// <summary>Items that may be ready, in the order in which they became so. Each is in it at most once.</summary>
/// <remarks>Locks: its own (rank ReadyLists), under queues' locks, which nothing is taken under. Nothing allocates.</remarks>
internal sealed class EpollReadyList
{
    private SpinLock _lock = new(LockRank.ReadyLists);
    private EpollItem? _first;
    private EpollItem? _last;

    internal bool IsEmpty => Volatile.Read(ref _first) is null;

    internal int Count { get; private set; }

    /// <summary>Adds an item at the end. False when it is in already.</summary>
    internal bool Add(EpollItem item)
    {
        using SpinLock.Scope held = _lock.Enter();
        if (item.IsInReadyList || item.IsRemoved)
            return false;
        item.IsInReadyList = true;
        item.PreviousReady = _last;
        item.NextReady = null;
        if (_last is null)
            Volatile.Write(ref _first, item);
        else
            _last.NextReady = item;
        _last = item;
        Count++;
        return true;
    }

    /// <summary>Takes the first item; null when there is none.</summary>
    internal EpollItem? Take()
    {
        using SpinLock.Scope held = _lock.Enter();
        EpollItem? first = _first;
        if (first is not null)
            Unlink(first);
        return first;
    }

    internal void Remove(EpollItem item)
    {
        using SpinLock.Scope held = _lock.Enter();
        item.IsRemoved = true;
        if (item.IsInReadyList)
            Unlink(item);
    }

    private void Unlink(EpollItem item)
    {
        if (item.PreviousReady is null)
            Volatile.Write(ref _first, item.NextReady);
        else
            item.PreviousReady.NextReady = item.NextReady;
        if (item.NextReady is null)
            _last = item.PreviousReady;
        else
            item.NextReady.PreviousReady = item.PreviousReady;
        item.NextReady = null;
        item.PreviousReady = null;
        item.IsInReadyList = false;
        Count--;
    }
}
