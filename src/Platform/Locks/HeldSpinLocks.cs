using System.Runtime.CompilerServices;

namespace Diesis.Platform.Locks;

/// <summary>A spin lock that is held.</summary>
internal struct HeldSpinLock
{
    /// <summary>Which one: its address.</summary>
    internal nint Lock;

    /// <summary>When it was taken: ticks of the time stamp counter.</summary>
    internal ulong Since;

    internal LockRank Rank;
    internal byte Order;
}

/// <summary>The spin locks that one processor holds, in the order in which they were taken.</summary>
/// <remarks>Used with interrupts off by its own processor; a struct without references, so that it works before there is a heap.</remarks>
internal struct HeldSpinLocks
{
    internal const int Capacity = 12;

    private Entries _entries;
    private int _count;

    internal readonly int Count => _count;

    /// <summary>What is wrong with taking a lock now.</summary>
    /// <remarks>
    /// Ranks grow inwards. Locks of one rank may be nested if their orders, such as the numbers of processors, grow too. A lock without rank
    /// is held alone.
    /// </remarks>
    internal readonly LockFault Check(nint address, LockRank rank, byte order)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_entries[i].Lock == address)
                return LockFault.Recursive;
        }

        for (int i = 0; i < _count; i++)
        {
            LockRank held = _entries[i].Rank;
            if (rank < held || (rank == held && order <= _entries[i].Order) || rank == LockRank.None || held == LockRank.None)
                return LockFault.RankOrder;
        }

        return _count == Capacity ? LockFault.TooMany : LockFault.None;
    }

    internal void Push(nint address, LockRank rank, byte order, ulong now)
    {
        if (_count == Capacity)
            return;
        _entries[_count++] = new HeldSpinLock { Lock = address, Rank = rank, Order = order, Since = now };
    }

    /// <summary>Notes a release. The last one taken is usually the first to go, but need not be.</summary>
    /// <returns>False when the lock is not held here.</returns>
    internal bool TryRemove(nint address, out HeldSpinLock removed)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_entries[i].Lock != address)
                continue;
            removed = _entries[i];
            _count--;
            for (int j = i; j < _count; j++)
                _entries[j] = _entries[j + 1];
            return true;
        }

        removed = default;
        return false;
    }

    internal readonly HeldSpinLock this[int index] => _entries[index];

    [InlineArray(Capacity)]
    private struct Entries
    {
        private HeldSpinLock _first;
    }
}
