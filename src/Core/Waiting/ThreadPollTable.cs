using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Threads;

namespace Diesis.Core.Waiting;

/// <summary>One thread that waits for any of several files (poll(2), select(2)).</summary>
/// <remarks>
/// Typical: <see cref="Begin"/>; poll every file with this table; if none is ready, <see cref="Sleep"/> and poll them again without it, until one is;
/// <see cref="End"/> in any case. It belongs to its thread, which uses it again for each call: entries are made once.
/// </remarks>
public sealed class ThreadPollTable : PollTable
{
    /// <summary>Entries that are kept for the next call.</summary>
    private const int MostKept = 64;

    private Entry?[] _entries = new Entry?[4];
    private int _count;
    private ThreadSignal? _signal;
    private int _isTriggered;

    /// <summary>Makes it the current thread's, in no queue.</summary>
    public void Begin()
    {
        _signal = KernelThread.Current!.Wakeup;
        _count = 0;
        Volatile.Write(ref _isTriggered, 0);
    }

    public override void Add(WaitQueue queue)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        Entry entry = _entries[_count] ??= new Entry(this);
        _count++;
        queue.Add(entry);
    }

    /// <summary>Sleeps until some queue is woken, unless one was since the last look.</summary>
    /// <param name="deadline">Monotonic nanoseconds; <see cref="long.MaxValue"/> for never.</param>
    /// <returns>None: look again. ERESTARTSYS: a signal waits. ETIMEDOUT.</returns>
    public Errno Sleep(long deadline)
    {
        while (Interlocked.Exchange(ref _isTriggered, 0) == 0)
        {
            Errno error = Waits.Sleep(deadline);
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    /// <summary>Leaves all queues.</summary>
    public void End()
    {
        for (int i = 0; i < _count; i++)
            _entries[i]!.Leave();
        _count = 0;
        if (_entries.Length > MostKept)
            _entries = new Entry?[4];
    }

    private void Trigger()
    {
        Interlocked.Exchange(ref _isTriggered, 1);
        _signal!.Set();
    }

    private sealed class Entry(ThreadPollTable table) : WaitEntry
    {
        internal void Leave() => Queue?.Remove(this);

        protected internal override bool OnWake(PollEvents events)
        {
            table.Trigger();
            return true;
        }
    }
}
