using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Async;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Events;
using Diesis.Platform.Locks;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Core.Waiting.Epoll;

/// <summary>An epoll instance (epoll(7)): files that are watched, and a list of those that may be ready.</summary>
/// <remarks>
/// A wake of a file's queue puts its item on the ready list, in any context, and wakes a waiter; the waiter polls the files on the list, tells of those
/// that are ready, and keeps level-triggered ones on it. Parts: EpollFile.Nesting.cs.
/// Locks: <c>_lock</c> (rank Epoll; of nested instances the outer one first) guards the items and is held while files are polled; files end under
/// it, so that none that is polled is gone. Wakes take the ready list's lock and a queue's, both under the woken queue's: <c>_waiters</c> and
/// <c>_pollers</c> come after other queues.
/// </remarks>
public sealed partial class EpollFile : OpenFile
{
    private const nuint EventBytes = 12;
    private const byte PollersOrder = 1;
    private const byte WaitersOrder = 2;

    /// <summary>An item tells of these whether asked for or not.</summary>
    private const PollEvents Always = PollEvents.Error | PollEvents.HangUp;

    private static LockClass? s_lockClass;

    private readonly Mutex _lock = new(s_lockClass ??= LockClass.For(LockRank.Epoll));
    private readonly Dictionary<EpollKey, EpollItem> _items = [];
    private readonly EpollReadyList _ready = new();
    private readonly WaitQueue _waiters = new(WaitersOrder);
    private readonly WaitQueue _pollers = new(PollersOrder);
    private DeferredWork? _laterWake;

    public EpollFile(OpenFlags flags)
        : base(AnonymousInodes.Make("anon_inode:[eventpoll]"), flags | OpenFlags.O_RDWR)
    {
    }

    public override bool IsStream => true;

    /// <summary>There is no position, but asking for one is no error.</summary>
    public override Result<long> Seek(long offset, SeekOrigin origin) => 0;

    /// <summary>EPOLL_CTL_ADD.</summary>
    /// <returns>EEXIST, EINVAL, ELOOP; EPERM for files that are always ready.</returns>
    public Errno Add(int descriptor, OpenFile file, PollEvents events, EpollFlags flags, ulong data)
    {
        const PollEvents WithExclusive = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;
        if (file == this)
            return Errno.EINVAL;
        if (!file.CanBeWatched)
            return Errno.EPERM;
        if ((flags & EpollFlags.EPOLLEXCLUSIVE) != 0
            && ((events & ~WithExclusive) != 0 || (flags & EpollFlags.EPOLLONESHOT) != 0 || file is EpollFile))
            return Errno.EINVAL;
        if (file is not EpollFile nested)
            return AddItem(descriptor, file, events, flags, data);
        using Mutex.Scope held = Nesting.Enter();
        Errno error = CheckNesting(nested);
        if (error == Errno.None)
            error = AddItem(descriptor, file, events, flags, data);
        if (error == Errno.None)
            nested.AddContainer(this);
        return error;
    }

    private Errno AddItem(int descriptor, OpenFile file, PollEvents events, EpollFlags flags, ulong data)
    {
        EpollItem item = new(this, file, descriptor) { Events = events | Always, Flags = flags, Data = data };
        using Mutex.Scope held = _lock.Enter();
        if (!_items.TryAdd(new EpollKey(descriptor, file), item))
            return Errno.EEXIST;
        file.Watchers.Add(item);
        if ((file.Poll(item) & item.Events) != 0)
            _ = OnReady(item);
        return Errno.None;
    }

    /// <summary>EPOLL_CTL_MOD.</summary>
    /// <returns>ENOENT, EINVAL.</returns>
    public Errno Modify(int descriptor, OpenFile file, PollEvents events, EpollFlags flags, ulong data)
    {
        using Mutex.Scope held = _lock.Enter();
        if (!_items.TryGetValue(new EpollKey(descriptor, file), out EpollItem? item))
            return Errno.ENOENT;
        if (((flags | item.Flags) & EpollFlags.EPOLLEXCLUSIVE) != 0)
            return Errno.EINVAL;
        item.Flags = flags;
        item.Data = data;
        item.Events = events | Always;

        // The change of what is waited for comes before the look, as a wake's look at it comes after the change of the file.
        Interlocked.MemoryBarrier();
        if ((file.Poll(null) & item.Events) != 0)
            _ = OnReady(item);
        return Errno.None;
    }

    /// <summary>EPOLL_CTL_DEL: ENOENT.</summary>
    public Errno Remove(int descriptor, OpenFile file)
    {
        using Mutex.Scope held = _lock.Enter();
        if (!_items.TryGetValue(new EpollKey(descriptor, file), out EpollItem? item))
            return Errno.ENOENT;
        RemoveItem(item);
        return Errno.None;
    }

    /// <summary>A watched file ends.</summary>
    internal void Forget(EpollItem item)
    {
        using Mutex.Scope held = _lock.EnterNested();
        if (!item.IsRemoved)
            RemoveItem(item);
    }

    private void RemoveItem(EpollItem item)
    {
        item.LeaveQueues();
        _ready.Remove(item);
        item.File.Watchers.Remove(item);
        _items.Remove(new EpollKey(item.Descriptor, item.File));
        (item.File as EpollFile)?.RemoveContainer(this);
    }

    /// <summary>epoll_wait(2).</summary>
    /// <param name="memory">The caller's.</param>
    /// <param name="to">An array of struct epoll_event.</param>
    /// <param name="most">Its length: at least 1.</param>
    /// <param name="deadline">Monotonic nanoseconds; 0 for one look, <see cref="long.MaxValue"/> for never.</param>
    /// <returns>Events written; EFAULT, ERESTARTSYS.</returns>
    public Result<int> Wait(UserMemory memory, UserAddress to, int most, long deadline)
    {
        while (true)
        {
            if (!_ready.IsEmpty)
            {
                Result<int> told = Tell(memory, to, most);
                if (!told.IsSuccess || told.Value != 0)
                    return told;
            }
            if (deadline == 0)
                return 0;
            using WaitScope wait = _waiters.EnterExclusive();
            while (_ready.IsEmpty)
            {
                Errno error = wait.Sleep(deadline);
                if (error == Errno.ETIMEDOUT)
                    return 0;
                if (error != Errno.None)
                    return error;
            }
        }
    }

    private Result<int> Tell(UserMemory memory, UserAddress to, int most)
    {
        int told = 0;
        Errno error = Errno.None;
        using (_lock.Enter())
        {
            for (int left = _ready.Count; left > 0 && told < most && error == Errno.None; left--)
            {
                if (_ready.Take() is not EpollItem item)
                    break;
                PollEvents ready = item.File.Poll(null) & item.Events;
                if (ready == PollEvents.None)
                    continue;
                error = memory.Write(to + (nuint)told * EventBytes, new EpollEvent { events = (uint)ready, data = item.Data });
                if (error != Errno.None)
                {
                    _ready.Add(item);
                    break;
                }
                told++;
                if ((item.Flags & EpollFlags.EPOLLONESHOT) != 0)
                    item.Events = PollEvents.None;
                else if ((item.Flags & EpollFlags.EPOLLET) == 0)
                    _ready.Add(item);
            }
        }
        if (told != 0 && !_ready.IsEmpty && _waiters.HasWaiters)
            _waiters.Wake(PollEvents.In);
        return told != 0 || error == Errno.None ? told : error;
    }

    /// <summary>A file may be ready. From any context, under the lock of the queue that was woken.</summary>
    /// <returns>Whether somebody was woken for it.</returns>
    internal bool OnReady(EpollItem item)
    {
        _ready.Add(item);
        bool isHeard = _waiters.HasWaiters || _pollers.HasWaiters;
        _waiters.Wake(PollEvents.In);
        if (!_pollers.HasWaiters)
            return isHeard;
        if (item.IsNested)
            _laterWake?.Schedule();
        else
            _pollers.Wake(PollEvents.In | PollEvents.ReadNormal);
        return isHeard;
    }

    /// <summary>Whether some file on the list is ready indeed.</summary>
    public override PollEvents Poll(PollTable? table)
    {
        table?.Add(_pollers);
        if (_ready.IsEmpty)
            return PollEvents.None;
        using Mutex.Scope held = _lock.EnterNested();
        for (int left = _ready.Count; left > 0; left--)
        {
            if (_ready.Take() is not EpollItem item)
                break;
            if ((item.File.Poll(null) & item.Events) == PollEvents.None)
                continue;
            _ready.Add(item);
            return PollEvents.In | PollEvents.ReadNormal;
        }
        return PollEvents.None;
    }

    protected override void OnRelease()
    {
        using Mutex.Scope held = _lock.Enter();
        foreach (EpollItem item in new List<EpollItem>(_items.Values))
            RemoveItem(item);
    }
}
