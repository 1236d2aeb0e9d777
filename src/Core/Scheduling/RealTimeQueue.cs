using System;
using System.Numerics;
using Diesis.Platform.Threads;

namespace Diesis.Core.Scheduling;

/// <summary>Waiting real-time threads: a list for each priority from 1 to 99, and a bit for each list that has one.</summary>
internal sealed class RealTimeQueue
{
    internal const int LowestPriority = 1;
    internal const int HighestPriority = 99;

    private readonly ThreadQueue[] _lists = new ThreadQueue[HighestPriority + 1];
    private ulong _low;
    private ulong _high;

    internal int Count { get; private set; }

    /// <summary>0 when there is none.</summary>
    internal int Highest => _high != 0 ? 127 - BitOperations.LeadingZeroCount(_high) : _low != 0 ? 63 - BitOperations.LeadingZeroCount(_low) : 0;

    /// <summary>Whoever had to make way for a higher priority is still the first of its own.</summary>
    internal void Add(Schedulable thread, EnqueueReason reason)
    {
        int priority = thread.RealTimePriority;
        if (reason == EnqueueReason.Preempted)
            _lists[priority].AddFirst(thread);
        else
            _lists[priority].AddLast(thread);
        Mark(priority);
        Count++;
    }

    internal void Remove(Schedulable thread)
    {
        int priority = thread.RealTimePriority;
        _lists[priority].Remove(thread);
        Mark(priority);
        Count--;
    }

    internal Schedulable? Take()
    {
        Schedulable? thread = _lists[Highest].First;
        if (thread is not null)
            Remove(thread);
        return thread;
    }

    /// <summary>The most important one that may run on a processor. Looks at the first of each priority only.</summary>
    internal Schedulable? FindFor(int processor)
    {
        for (int priority = Highest; priority >= LowestPriority; priority--)
        {
            if (_lists[priority].First is { } thread && (thread.Affinity >> processor & 1) != 0)
                return thread;
        }

        return null;
    }

    private void Mark(int priority)
    {
        ulong bit = 1UL << (priority & 63);
        ref ulong word = ref priority >= 64 ? ref _high : ref _low;
        word = _lists[priority].Count != 0 ? word | bit : word & ~bit;
    }
}
