using Internal.Runtime.Memory;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>The collected heap and its collector at one moment. Times are nanoseconds.</summary>
public readonly struct CollectorFigures
{
    private CollectorFigures(long stops)
    {
        Collections = GcStatistics.Collections;
        UsedBytes = (long)Heap.UsedBytes;
        LiveBytes = GcStatistics.LiveBytes;
        LiveObjects = GcStatistics.LiveObjects;
        AllocatedBytes = GcStatistics.AllocatedBytes;
        BudgetBytes = GcTrigger.Budget;
        LongestStop = GcStatistics.LongestStop;
        TotalStop = stops;
        TotalMark = GcStatistics.TotalMark;
    }

    public int Collections { get; }

    /// <summary>Blocks that the heap has, whatever lies in them.</summary>
    public long UsedBytes { get; }

    /// <summary>Bytes and objects that the last collection found alive.</summary>
    public long LiveBytes { get; }

    public long LiveObjects { get; }

    /// <summary>Since the start, as of the last collection.</summary>
    public long AllocatedBytes { get; }

    /// <summary>What may be allocated between two collections.</summary>
    public long BudgetBytes { get; }

    public long LongestStop { get; }

    public long TotalStop { get; }

    public long TotalMark { get; }

    public static CollectorFigures Read() => new(GcStatistics.TotalStop);

    /// <summary>Of a thousand stops, so many were at most as long as this; in nanoseconds.</summary>
    public static long StopPercentile(int thousandths) => GcStatistics.StopPercentile(thousandths);
}
