namespace Diesis.Platform.Locks;

/// <summary>How the locks of a rank or class have been used since start-up.</summary>
public struct LockStatistics
{
    public long Acquisitions;

    /// <summary>Acquisitions that had to wait.</summary>
    public long Contended;

    /// <summary>The longest time that one was held: ticks of the time stamp counter for spin locks, nanoseconds for sleeping ones.</summary>
    public long LongestHold;

    internal void Add(in LockStatistics other)
    {
        Acquisitions += other.Acquisitions;
        Contended += other.Contended;
        if (other.LongestHold > LongestHold)
            LongestHold = other.LongestHold;
    }
}
