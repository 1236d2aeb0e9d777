using System.Collections.Generic;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>A range of bytes that somebody has locked.</summary>
/// <param name="Owner">Whose it is: a process' table of descriptors, or an open file description.</param>
/// <param name="Start">The first byte.</param>
/// <param name="End">The last byte; <see cref="long.MaxValue"/> for "to the end, however long".</param>
/// <param name="ProcessId">What F_GETLK tells of the owner; -1 for an open file description.</param>
public readonly record struct RecordLock(object Owner, LockType Type, long Start, long End, int ProcessId)
{
    internal bool Overlaps(long start, long end) => Start <= end && start <= End;
}

/// <summary>The record locks of one file (fcntl_locking(2)): ranges that are split and joined as their owners change them.</summary>
/// <remarks>Locks: the caller's. Bounded by the file's owners: each call adds at most two ranges.</remarks>
public sealed class RecordLocks
{
    /// <summary>Ordered by start; those of one owner do not overlap.</summary>
    private readonly List<RecordLock> _locks = [];

    public int Count => _locks.Count;

    public bool IsEmpty => _locks.Count == 0;

    public RecordLock this[int index] => _locks[index];

    /// <summary>The first lock that stands in the way of another one.</summary>
    public bool FindConflict(object owner, LockType type, long start, long end, out RecordLock conflict)
    {
        foreach (RecordLock held in _locks)
        {
            if (held.Owner != owner && held.Overlaps(start, end) && (type == LockType.F_WRLCK || held.Type == LockType.F_WRLCK))
            {
                conflict = held;
                return true;
            }
        }
        conflict = default;
        return false;
    }

    /// <summary>Sets or removes (F_UNLCK) a lock, whatever the owner had there before. Preconditions: no conflict.</summary>
    public void Set(object owner, LockType type, long start, long end, int processId)
    {
        for (int i = _locks.Count - 1; i >= 0; i--)
        {
            RecordLock held = _locks[i];
            if (held.Owner != owner)
                continue;
            // Neighbours of the same type are joined with the new range.
            bool joins = held.Type == type && held.Start <= Next(end) && start <= Next(held.End);
            if (joins)
            {
                start = long.Min(start, held.Start);
                end = long.Max(end, held.End);
                _locks.RemoveAt(i);
                continue;
            }
            if (!held.Overlaps(start, end))
                continue;
            _locks.RemoveAt(i);
            if (held.Start < start)
                Insert(held with { End = start - 1 });
            if (held.End > end)
                Insert(held with { Start = end + 1 });
        }
        if (type != LockType.F_UNLCK)
            Insert(new RecordLock(owner, type, start, end, processId));
    }

    /// <summary>Removes all locks of an owner. Returns whether there were any.</summary>
    public bool RemoveAll(object owner)
    {
        int before = _locks.Count;
        for (int i = before - 1; i >= 0; i--)
        {
            if (_locks[i].Owner == owner)
                _locks.RemoveAt(i);
        }
        return _locks.Count != before;
    }

    private static long Next(long offset) => offset == long.MaxValue ? offset : offset + 1;

    private void Insert(RecordLock added)
    {
        int at = 0;
        while (at < _locks.Count && _locks[at].Start <= added.Start)
            at++;
        _locks.Insert(at, added);
    }
}
