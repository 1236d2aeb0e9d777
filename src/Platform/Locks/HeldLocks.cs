using System;

namespace Diesis.Platform.Locks;

/// <summary>Whether a lock may be taken under another one of its class.</summary>
public enum LockNesting
{
    None,

    /// <summary>The caller knows an order within the class, such as from parent to child.</summary>
    SameClass,
}

/// <summary>Whether an acquisition had to wait.</summary>
public enum LockContention
{
    None,
    Waited,
}

/// <summary>The sleeping locks that one thread holds. Used by that thread only.</summary>
internal sealed class HeldLocks
{
    /// <summary>More than that are not recorded, and so not checked.</summary>
    internal const int Capacity = 16;

    [ThreadStatic]
    private static HeldLocks? t_current;

    private readonly Entry[] _entries = new Entry[Capacity];
    private int _count;

    internal static HeldLocks Current => t_current ??= new HeldLocks();

    /// <summary>To be called when a thread's own code has ended: its scopes should have released everything.</summary>
    internal static void CheckNoneHeld()
    {
        if (KernelOptions.Checks && t_current is { _count: > 0 } held)
            SpinLockChecker.Report(new LockReport(LockFault.HeldAtEnd, held.Innermost!.Class.Rank, LockRank.None, 0));
    }

    internal int Count => _count;

    internal SleepingLock this[int index] => _entries[index].Lock;

    internal SleepingLock? Innermost => _count == 0 ? null : _entries[_count - 1].Lock;

    /// <summary>What is wrong with taking a lock now. Learns the order of classes of one rank.</summary>
    internal LockFault Check(SleepingLock taken, LockNesting nesting)
    {
        for (int i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_entries[i].Lock, taken))
                return LockFault.Recursive;
        }

        for (int i = 0; i < _count; i++)
        {
            LockClass held = _entries[i].Lock.Class;
            if (taken.Class.Rank < held.Rank)
                return LockFault.RankOrder;
            if (ReferenceEquals(held, taken.Class))
            {
                if (nesting == LockNesting.None)
                    return LockFault.RankOrder;
            }
            else if (taken.Class.Rank == held.Rank && !LockOrder.TryAdd(held, taken.Class))
            {
                return LockFault.OrderCycle;
            }
        }

        return LockFault.None;
    }

    internal void Push(SleepingLock taken, long now)
    {
        if (_count < Capacity)
            _entries[_count++] = new Entry { Lock = taken, Since = now };
    }

    /// <returns>When the lock was taken; -1 if it is not recorded.</returns>
    internal long Remove(SleepingLock released)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(_entries[i].Lock, released))
                continue;
            long since = _entries[i].Since;
            _count--;
            Array.Copy(_entries, i + 1, _entries, i, _count - i);
            _entries[_count] = default;
            return since;
        }

        return -1;
    }

    private struct Entry
    {
        internal SleepingLock Lock;
        internal long Since;
    }
}
