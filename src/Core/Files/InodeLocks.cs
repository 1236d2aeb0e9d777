using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core.Synchronization;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;

namespace Diesis.Core.Files;

/// <summary>Whether a lock is waited for.</summary>
public enum LockWait
{
    /// <summary>EAGAIN if somebody else has it.</summary>
    Try,
    Wait,
}

/// <summary>The locks that programs hold on a file: of records (fcntl_locking(2)) and of the whole (flock(2)).</summary>
/// <remarks>
/// Locks: one for all files (rank FileLocks), since who waits for whom is a question over all files. It is held for looks and changes, never
/// while waiting.
/// </remarks>
internal sealed class InodeLocks
{
    private static Mutex? s_lock;

    /// <summary>Owners that wait for a record lock, each with the owner whose lock is in the way. Guarded by the lock.</summary>
    private static List<WaitingOwner>? s_waiting;

    private readonly RecordLocks _records = new();
    private readonly List<KeyValuePair<OpenFile, LockType>> _whole = [];
    private readonly WaitQueue _queue = new();

    internal static Mutex Lock
    {
        get
        {
            if (s_lock is { } made)
                return made;
            Interlocked.CompareExchange(ref s_lock, new Mutex(LockRank.FileLocks), null);
            return s_lock;
        }
    }

    /// <summary>F_SETLK and F_SETLKW, and the same for open file descriptions.</summary>
    /// <param name="kind">For processes' locks, EDEADLK instead of a wait that never ends.</param>
    /// <returns>EAGAIN, EDEADLK, ERESTARTSYS.</returns>
    internal Errno SetRecord(object owner, LockType type, long start, long end, int processId, LockWait wait, RecordOwner kind)
    {
        if (TrySet(owner, type, start, end, processId, out object? blocker))
            return Errno.None;
        if (wait == LockWait.Try)
            return Errno.EAGAIN;
        using WaitScope scope = _queue.Enter();
        while (!TrySet(owner, type, start, end, processId, out blocker))
        {
            WaitingOwner waiting = new(owner, blocker);
            if (kind == RecordOwner.Process)
            {
                using Mutex.Scope held = Lock.Enter();
                if (ClosesCircle(owner, blocker))
                    return Errno.EDEADLK;
                (s_waiting ??= []).Add(waiting);
            }
            Errno error = scope.Sleep();
            if (kind == RecordOwner.Process)
            {
                using Mutex.Scope held = Lock.Enter();
                s_waiting!.Remove(waiting);
            }
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    /// <summary>F_GETLK.</summary>
    internal bool FindConflict(object owner, LockType type, long start, long end, out RecordLock conflict)
    {
        using Mutex.Scope held = Lock.Enter();
        return _records.FindConflict(owner, type, start, end, out conflict);
    }

    /// <summary>flock(2). A lock of the other kind is given up first, also if the new one cannot be had.</summary>
    internal Errno SetWhole(OpenFile owner, LockType type, LockWait wait)
    {
        if (TrySetWhole(owner, type))
            return Errno.None;
        if (wait == LockWait.Try)
            return Errno.EAGAIN;
        using WaitScope scope = _queue.Enter();
        while (!TrySetWhole(owner, type))
        {
            Errno error = scope.Sleep();
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    /// <summary>A descriptor of a table has been closed: the record locks that belong to that table go (fcntl_locking(2)).</summary>
    internal void ReleaseOwner(FileTable table)
    {
        bool hadAny;
        using (Mutex.Scope held = Lock.Enter())
            hadAny = _records.RemoveAll(table);
        if (hadAny)
            _queue.WakeAll();
    }

    /// <summary>An open file has been given back: its flock(2) lock and the record locks that belong to it alone go.</summary>
    internal void ReleaseDescription(OpenFile file)
    {
        bool hadAny;
        using (Mutex.Scope held = Lock.Enter())
            hadAny = _records.RemoveAll(file) | RemoveWhole(file);
        if (hadAny)
            _queue.WakeAll();
    }

    /// <summary>A line for each lock as /proc/locks has them: kind, type, owner's process, first and last byte.</summary>
    internal void Describe(List<string> into, string file)
    {
        using Mutex.Scope held = Lock.Enter();
        for (int i = 0; i < _records.Count; i++)
        {
            RecordLock record = _records[i];
            string end = record.End == long.MaxValue ? "EOF" : record.End.ToString();
            string kind = record.Owner is FileTable ? "POSIX " : "OFDLCK";
            into.Add($"{kind} ADVISORY  {(record.Type == LockType.F_RDLCK ? "READ " : "WRITE")} {record.ProcessId} {file} {record.Start} {end}");
        }
    }

    private bool TrySet(object owner, LockType type, long start, long end, int processId, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out object? blocker)
    {
        blocker = null;
        using (Mutex.Scope held = Lock.Enter())
        {
            if (type != LockType.F_UNLCK && _records.FindConflict(owner, type, start, end, out RecordLock conflict))
            {
                blocker = conflict.Owner;
                return false;
            }
            _records.Set(owner, type, start, end, processId);
        }
        if (type != LockType.F_WRLCK)
            _queue.WakeAll();
        return true;
    }

    private bool TrySetWhole(OpenFile owner, LockType type)
    {
        bool wakes;
        bool isFree = true;
        using (Mutex.Scope held = Lock.Enter())
        {
            wakes = RemoveWhole(owner);
            if (type != LockType.F_UNLCK)
            {
                foreach (KeyValuePair<OpenFile, LockType> other in _whole)
                    isFree &= type == LockType.F_RDLCK && other.Value == LockType.F_RDLCK;
                if (isFree)
                    _whole.Add(new KeyValuePair<OpenFile, LockType>(owner, type));
            }
        }
        if (wakes)
            _queue.WakeAll();
        return isFree;
    }

    private bool RemoveWhole(OpenFile owner)
    {
        for (int i = 0; i < _whole.Count; i++)
        {
            if (_whole[i].Key != owner)
                continue;
            _whole.RemoveAt(i);
            return true;
        }
        return false;
    }

    /// <summary>Whether an owner that is in the way waits, perhaps over others, for the one who asks. The lock is held.</summary>
    private static bool ClosesCircle(object owner, object blocker)
    {
        if (s_waiting is null)
            return false;
        // Each owner is followed once: a process with several threads may wait for several others.
        List<object> reached = [blocker];
        for (int i = 0; i < reached.Count; i++)
        {
            if (reached[i] == owner)
                return true;
            foreach (WaitingOwner waiting in s_waiting)
            {
                if (waiting.Owner == reached[i] && !reached.Contains(waiting.Blocker))
                    reached.Add(waiting.Blocker);
            }
        }
        return false;
    }

    private sealed class WaitingOwner(object owner, object blocker)
    {
        internal object Owner { get; } = owner;

        internal object Blocker { get; } = blocker;
    }
}
