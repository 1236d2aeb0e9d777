using Diesis.Platform.Locks;

namespace Diesis.Core.Waiting.Epoll;

/// <summary>The epoll items that watch one file, so that its end takes them away.</summary>
/// <remarks>Locks: its own, which nothing is taken under.</remarks>
internal sealed class EpollWatches
{
    private SpinLock _lock = new(LockRank.ReadyLists);
    private EpollItem? _first;

    internal void Add(EpollItem item)
    {
        using SpinLock.Scope held = _lock.Enter();
        item.NextOfFile = _first;
        item.PreviousOfFile = null;
        if (_first is not null)
            _first.PreviousOfFile = item;
        _first = item;
    }

    internal void Remove(EpollItem item)
    {
        using SpinLock.Scope held = _lock.Enter();
        if (item.PreviousOfFile is not null)
            item.PreviousOfFile.NextOfFile = item.NextOfFile;
        else if (_first == item)
            _first = item.NextOfFile;
        else
            return;
        if (item.NextOfFile is not null)
            item.NextOfFile.PreviousOfFile = item.PreviousOfFile;
        item.NextOfFile = null;
        item.PreviousOfFile = null;
    }

    /// <summary>The file ends: every instance forgets it. [Context] A thread's, without locks.</summary>
    internal void DropAll()
    {
        while (true)
        {
            EpollItem? item;
            using (_lock.Enter())
                item = _first;
            if (item is null)
                return;
            item.Owner.Forget(item);
        }
    }
}
