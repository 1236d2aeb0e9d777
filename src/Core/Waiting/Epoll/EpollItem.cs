using Diesis.Abi;
using Diesis.Core.Files;

namespace Diesis.Core.Waiting.Epoll;

/// <summary>A file that an epoll instance watches, under one descriptor's number.</summary>
/// <remarks>
/// It does not hold the file: the file's end removes it. Guarded by the instance's lock; what is marked so, by the lock of its ready list.
/// </remarks>
internal sealed class EpollItem(EpollFile owner, OpenFile file, int descriptor) : PollTable
{
    private Entry? _entries;

    internal EpollFile Owner { get; } = owner;

    internal OpenFile File { get; } = file;

    internal int Descriptor { get; } = descriptor;

    /// <summary>Whether its file is an epoll instance too.</summary>
    internal bool IsNested { get; } = file is EpollFile;

    /// <summary>What it waits for; None once a one-shot has fired. Read by wakes without a lock.</summary>
    internal PollEvents Events { get; set; }

    internal EpollFlags Flags { get; set; }

    internal ulong Data { get; set; }

    internal bool IsRemoved { get; set; }

    // Guarded by the ready list's lock.
    internal EpollItem? NextReady { get; set; }

    internal EpollItem? PreviousReady { get; set; }

    internal bool IsInReadyList { get; set; }

    // Guarded by the lock of the file's list.
    internal EpollItem? NextOfFile { get; set; }

    internal EpollItem? PreviousOfFile { get; set; }

    public override void Add(WaitQueue queue)
    {
        Entry entry = new(this) { IsExclusive = (Flags & EpollFlags.EPOLLEXCLUSIVE) != 0, NextOfItem = _entries };
        _entries = entry;
        queue.Add(entry);
    }

    /// <summary>Leaves the file's queues. No wake is under way at return.</summary>
    internal void LeaveQueues()
    {
        for (Entry? entry = _entries; entry is not null; entry = entry.NextOfItem)
            entry.Leave();
        _entries = null;
    }

    private sealed class Entry(EpollItem item) : WaitEntry
    {
        internal Entry? NextOfItem { get; init; }

        internal void Leave() => Queue?.Remove(this);

        protected internal override bool OnWake(PollEvents events) =>
            (events & item.Events) != 0 && item.Owner.OnReady(item);
    }
}
