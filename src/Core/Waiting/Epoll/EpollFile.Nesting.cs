using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Core.Async;
using Diesis.Platform.Locks;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Waiting.Epoll;

/// <content>Instances that watch instances: no loops, and not too deep (epoll_ctl(2), ELOOP).</content>
public sealed partial class EpollFile
{
    /// <summary>As many instances as may watch each other in a row.</summary>
    private const int MostLevels = 5;

    private static Mutex? s_nesting;
    private static WorkQueue? s_laterWakes;

    /// <summary>Instances that watch this one, once for each item. Guarded by its own monitor, since files end without the lock for nesting.</summary>
    private readonly List<EpollFile> _containers = [];

    /// <summary>Held while one instance is added to another.</summary>
    private static Mutex Nesting => s_nesting ??= new Mutex(LockRank.Epoll, "epoll nesting");

    private static WorkQueue LaterWakes => s_laterWakes ??= new WorkQueue("epoll", Executors.Of(0).WakeSet);

    private Errno CheckNesting(EpollFile inner)
    {
        if (this.IsWithin(inner))
            return Errno.ELOOP;
        return LevelsAbove(this) + LevelsBelow(inner) > MostLevels ? Errno.ELOOP : Errno.None;
    }

    /// <summary>Whether this instance is watched, however indirectly, by the other one; then watching that one would close a loop.</summary>
    private bool IsWithin(EpollFile other)
    {
        if (this == other)
            return true;
        foreach (EpollFile container in Containers())
        {
            if (container.IsWithin(other))
                return true;
        }
        return false;
    }

    private static int LevelsAbove(EpollFile file)
    {
        int most = 0;
        foreach (EpollFile container in file.Containers())
            most = int.Max(most, LevelsAbove(container));
        return most + 1;
    }

    private static int LevelsBelow(EpollFile file)
    {
        int most = 0;
        List<EpollFile> inner = [];
        using (file._lock.EnterNested())
        {
            foreach (EpollItem item in file._items.Values)
            {
                if (item.File is EpollFile nested)
                    inner.Add(nested);
            }
        }
        foreach (EpollFile nested in inner)
            most = int.Max(most, LevelsBelow(nested));
        return most + 1;
    }

    private EpollFile[] Containers()
    {
        lock (_containers)
            return _containers.ToArray();
    }

    /// <summary>Those who poll an instance that watches another one are woken by a thread, since locks of the two instances' queues would have no order.</summary>
    private void AddContainer(EpollFile container)
    {
        container._laterWake ??= new DeferredWork(LaterWakes, container.WakePollers);
        lock (_containers)
            _containers.Add(container);
    }

    private void RemoveContainer(EpollFile container)
    {
        lock (_containers)
            _containers.Remove(container);
    }

    private void WakePollers() => _pollers.Wake(PollEvents.In | PollEvents.ReadNormal);
}
