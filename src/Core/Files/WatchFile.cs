using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>An inotify instance (inotify(7)): watches, and the events that wait to be read.</summary>
/// <remarks>Bounded: when too many events wait, one says that others were lost. Locks: its own, for watches and queue; queues are woken outside it.</remarks>
public sealed class WatchFile : OpenFile
{
    private const int EventBytes = 16;
    private const int NameAlignment = 16;
    private const int MostEvents = 16384;
    private const int MostWatches = 65536;

    private readonly Lock _lock = new();
    private readonly WaitQueue _readers = new();
    private readonly Queue<Entry> _events = [];
    private readonly Dictionary<int, Watch> _watches = [];
    private Entry? _newest;
    private int _lastDescriptor;
    private int _queuedBytes;

    /// <param name="flags">O_NONBLOCK.</param>
    public WatchFile(OpenFlags flags)
        : base(new AnonymousInode("anon_inode:inotify", FileMode.S_IRUSR | FileMode.S_IWUSR), flags | OpenFlags.O_RDONLY)
    {
    }

    public override bool IsStream => true;

    /// <summary>inotify_add_watch(2).</summary>
    /// <returns>The watch's number; EEXIST with IN_MASK_CREATE, ENOSPC.</returns>
    public Result<int> Add(Inode inode, InotifyMask mask)
    {
        InotifyMask events = mask & (InotifyMask.IN_ALL_EVENTS | InotifyMask.IN_ONESHOT | InotifyMask.IN_EXCL_UNLINK);
        using Lock.Scope held = _lock.EnterScope();
        foreach (Watch existing in _watches.Values)
        {
            if (existing.Inode != inode)
                continue;
            if ((mask & InotifyMask.IN_MASK_CREATE) != 0)
                return Errno.EEXIST;
            existing.Mask = (mask & InotifyMask.IN_MASK_ADD) != 0 ? existing.Mask | events : events;
            return existing.Descriptor;
        }
        if (_watches.Count >= MostWatches || !inode.TryRetain())
            return Errno.ENOSPC;
        Watch watch = new(this, ++_lastDescriptor, inode, events);
        _watches.Add(watch.Descriptor, watch);
        inode.NeedWatches().Add(watch);
        FileEvents.OnWatchAdded();
        return watch.Descriptor;
    }

    /// <summary>inotify_rm_watch(2): EINVAL.</summary>
    public Errno Remove(int descriptor)
    {
        Watch? watch;
        using (Lock.Scope held = _lock.EnterScope())
        {
            if (!_watches.Remove(descriptor, out watch))
                return Errno.EINVAL;
        }
        End(watch);
        return Errno.None;
    }

    public override Result<long> Read(ref IoBuffer to)
    {
        Result<long> result = TryRead(ref to);
        if (result.Error != Errno.EAGAIN || IsNonBlocking)
            return result;
        using WaitScope wait = _readers.Enter();
        while (true)
        {
            result = TryRead(ref to);
            if (result.Error != Errno.EAGAIN)
                return result;
            Errno error = wait.Sleep();
            if (error != Errno.None)
                return error;
        }
    }

    public override PollEvents Poll(PollTable? table)
    {
        table?.Add(_readers);
        using Lock.Scope held = _lock.EnterScope();
        return _events.Count != 0 ? PollEvents.In | PollEvents.ReadNormal : PollEvents.None;
    }

    public override SyscallResult Ioctl(UserThread caller, uint request, ulong argument)
    {
        if (request != (uint)TtyRequest.FIONREAD)
            return Errno.ENOTTY;
        int bytes = Volatile.Read(ref _queuedBytes);
        return caller.Memory.Write(new UserAddress(argument), in bytes);
    }

    /// <summary>Queues an event.</summary>
    internal void Post(Watch watch, InotifyMask mask, uint cookie, ReadOnlySpan<byte> name)
    {
        Entry entry = new(watch.Descriptor, mask, cookie, name.ToArray());
        bool isLast = (watch.Mask & InotifyMask.IN_ONESHOT) != 0 && (mask & InotifyMask.IN_IGNORED) == 0;
        using (Lock.Scope held = _lock.EnterScope())
        {
            // The same event twice in a row is told once.
            if (_newest is { } newest && _events.Count != 0 && newest.Equals(entry))
                return;
            if (_events.Count >= MostEvents)
                entry = new Entry(-1, InotifyMask.IN_Q_OVERFLOW, 0, []);
            if (_events.Count > MostEvents)
                return;
            _events.Enqueue(entry);
            _queuedBytes += entry.Bytes;
            _newest = entry;
            isLast = isLast && _watches.Remove(watch.Descriptor);
        }
        _readers.WakeAll(PollEvents.In | PollEvents.ReadNormal);
        if (isLast)
            End(watch);
    }

    /// <summary>The file is gone: its watch ends.</summary>
    internal void OnGone(Watch watch)
    {
        bool isOurs;
        using (Lock.Scope held = _lock.EnterScope())
            isOurs = _watches.Remove(watch.Descriptor);
        if (isOurs)
            End(watch);
    }

    protected override void OnRelease()
    {
        foreach (Watch watch in _watches.Values)
            Detach(watch);
        _watches.Clear();
        _events.Clear();
    }

    private void End(Watch watch)
    {
        Post(watch, InotifyMask.IN_IGNORED, 0, default);
        Detach(watch);
    }

    private static void Detach(Watch watch)
    {
        watch.Inode.Watches?.Remove(watch);
        FileEvents.OnWatchRemoved();
        watch.Inode.Release();
    }

    /// <summary>As many events as fit. EAGAIN without any, EINVAL if the first does not fit.</summary>
    private Result<long> TryRead(ref IoBuffer to)
    {
        nuint before = to.Transferred;
        Span<byte> bytes = stackalloc byte[EventBytes + PathLimits.NAME_MAX + 1 + NameAlignment];
        while (true)
        {
            int count;
            using (Lock.Scope held = _lock.EnterScope())
            {
                if (!_events.TryPeek(out Entry? entry))
                    return to.Transferred != before ? (long)(to.Transferred - before) : Errno.EAGAIN;
                count = entry.Bytes;
                if ((nuint)count > to.Remaining)
                    return to.Transferred != before ? (long)(to.Transferred - before) : Errno.EINVAL;
                _events.Dequeue();
                _queuedBytes -= count;
                entry.Write(bytes[..count]);
            }
            Errno error = to.Put(bytes[..count]);
            if (error != Errno.None)
                return error;
        }
    }

    private sealed record Entry(int Descriptor, InotifyMask Mask, uint Cookie, byte[] Name)
    {
        /// <summary>The name gets a 0 and is padded.</summary>
        internal int Bytes => EventBytes + (Name.Length == 0 ? 0 : (Name.Length + NameAlignment) & ~(NameAlignment - 1));

        public bool Equals(Entry? other) =>
            other is not null && Descriptor == other.Descriptor && Mask == other.Mask && Cookie == other.Cookie && Name.AsSpan().SequenceEqual(other.Name);

        public override int GetHashCode() => Descriptor;

        /// <summary>struct inotify_event.</summary>
        internal void Write(Span<byte> to)
        {
            to.Clear();
            BinaryPrimitives.WriteInt32LittleEndian(to, Descriptor);
            BinaryPrimitives.WriteUInt32LittleEndian(to[4..], (uint)Mask);
            BinaryPrimitives.WriteUInt32LittleEndian(to[8..], Cookie);
            BinaryPrimitives.WriteInt32LittleEndian(to[12..], Bytes - EventBytes);
            Name.CopyTo(to[EventBytes..]);
        }
    }
}
