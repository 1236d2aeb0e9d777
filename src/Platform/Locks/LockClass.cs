using System.Collections.Generic;
using System.Threading;

namespace Diesis.Platform.Locks;

/// <summary>Sleeping locks of one kind: their rank, their node in the graph of orders, their statistics. Classes live for ever.</summary>
public sealed class LockClass
{
    private static LockClass?[]? s_all;
    private static int s_count;

    /// <summary>The classes without a name of their own, by rank: locks are made often, and a name costs more to find than a lock to take.</summary>
    private static LockClass?[]? s_byRank;

    private long _acquisitions;
    private long _contended;
    private long _longestHold;

    private LockClass(LockRank rank, string name, int index)
    {
        Rank = rank;
        Name = name;
        Index = index;
    }

    public LockRank Rank { get; }

    public string Name { get; }

    /// <summary>Holds are in nanoseconds.</summary>
    public LockStatistics Statistics => new()
    {
        Acquisitions = Volatile.Read(ref _acquisitions),
        Contended = Volatile.Read(ref _contended),
        LongestHold = Volatile.Read(ref _longestHold),
    };

    internal int Index { get; }

    /// <summary>All classes so far, for the monitor.</summary>
    public static IEnumerable<LockClass> All()
    {
        LockClass?[]? all = Volatile.Read(ref s_all);
        for (int i = 0; all is not null && i < Volatile.Read(ref s_count); i++)
            yield return all[i]!;
    }

    /// <summary>The class of a rank, for owners of many locks of one kind: looking a class up by its name costs more than a lock.</summary>
    public static LockClass For(LockRank rank)
    {
        LockClass?[] byRank = s_byRank ?? Interlocked.CompareExchange(ref s_byRank, new LockClass?[byte.MaxValue + 1], null) ?? s_byRank!;
        return byRank[(int)rank] ??= Get(rank, rank.ToString());
    }

    /// <summary>The class of a rank and name; made when it is asked for first. If there are too many, the last one serves for all further ones.</summary>
    internal static LockClass Get(LockRank rank, string? name)
    {
        if (name is null)
            return For(rank);
        LockClass?[] all = s_all ?? Interlocked.CompareExchange(ref s_all, new LockClass?[LockOrderGraph.MaximumClasses], null) ?? s_all!;
        lock (all)
        {
            for (int i = 0; i < s_count; i++)
            {
                if (all[i]!.Rank == rank && all[i]!.Name == name)
                    return all[i]!;
            }

            if (s_count == all.Length)
                return all[s_count - 1]!;
            LockClass made = new(rank, name, s_count);
            all[s_count] = made;
            Volatile.Write(ref s_count, s_count + 1);
            return made;
        }
    }

    internal void CountAcquisition(LockContention contention)
    {
        Interlocked.Increment(ref _acquisitions);
        if (contention == LockContention.Waited)
            Interlocked.Increment(ref _contended);
    }

    internal void CountHold(long nanoseconds)
    {
        long longest;
        while (nanoseconds > (longest = Volatile.Read(ref _longestHold)) &&
            Interlocked.CompareExchange(ref _longestHold, nanoseconds, longest) != longest)
        {
        }
    }
}
