using Diesis.Platform.Locks;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>How spin locks have been used; all zero with <c>checks=off</c>.</summary>
public static class LockFigures
{
    public static LockStatistics SpinLocks(LockRank rank) => SpinLockChecker.StatisticsOf(rank);
}
