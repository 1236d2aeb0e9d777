using System.Runtime.CompilerServices;

namespace Internal.Runtime.Memory;

/// <summary>Why a collection ran.</summary>
internal enum GcReason
{
    Budget = 0,
    Limit = 1,
    Request = 2,
    Stress = 3,
    Timer = 4,
}

/// <summary>Counters of the collector; written while the world is stopped.</summary>
internal static unsafe class GcStatistics
{
    // SAFETY: the buffers are of fixed size within statics of the image, and their indexes are limited to that size.

    private const int Reasons = 5;

    /// <summary>Histogram of stops: bucket i counts those of 2^(i/4) nanoseconds, four buckets for each doubling.</summary>
    internal const int StopBuckets = 160;

    private struct Tables
    {
        public fixed int ByReason[Reasons];
        public fixed int Stops[StopBuckets];
    }

    private static Tables s_tables;

    internal static int Collections;
    internal static long LiveObjects;
    internal static long LiveBytes;
    internal static long LargeBytes;
    internal static long GarbageBytes;
    internal static long AllocatedBytes;
    internal static long ReturnedBytes;
    internal static long LongestStop;
    internal static long TotalStop;
    internal static long LongestWaitForThreads;
    internal static long TotalMark;
    internal static int MarkOverflows;
    internal static int LargestWorkerCount;

    internal static void CountCollection(GcReason reason)
    {
        Collections++;
        s_tables.ByReason[(int)reason]++;
    }

    internal static int CollectionsBy(GcReason reason) => s_tables.ByReason[(int)reason];

    internal static void CountStop(long nanoseconds)
    {
        TotalStop += nanoseconds;
        if (nanoseconds > LongestStop)
            LongestStop = nanoseconds;
        s_tables.Stops[Bucket(nanoseconds)]++;
    }

    private static int Bucket(long nanoseconds)
    {
        int log = 0;
        long value = nanoseconds;
        while (value > 7)
        {
            value >>= 1;
            log++;
        }
        int bucket = log * 4 + (int)(value & 3);
        return bucket < StopBuckets ? bucket : StopBuckets - 1;
    }

    /// <summary>Upper bound of the stops in a bucket, in nanoseconds.</summary>
    private static long UpperBound(int bucket) => (4L + (bucket & 3) + 1) << (bucket >> 2);

    /// <summary>The time that this share (in thousandths) of all stops did not exceed, to within a fifth.</summary>
    internal static long StopPercentile(int thousandths)
    {
        long target = ((long)Collections * thousandths + 999) / 1000;
        long seen = 0;
        for (int i = 0; i < StopBuckets; i++)
        {
            seen += s_tables.Stops[i];
            if (seen >= target && seen != 0)
                return UpperBound(i) < LongestStop ? UpperBound(i) : LongestStop;
        }
        return LongestStop;
    }

    /// <summary>At the program's end: counters, and in builds with checks the sites that allocated most, if DIESIS_GC_STATISTICS is set.</summary>
    internal static void ReportIfWanted()
    {
        const int Sites = 20;
        if (GcSettings.Number("DIESIS_GC_STATISTICS"u8, 0) == 0)
            return;
        Report();
        AllocationSites.Report(Sites);
    }

    /// <summary>Writes all counters to standard error, without allocating.</summary>
    internal static void Report()
    {
        Line("collections", Collections);
        Line("  by budget", CollectionsBy(GcReason.Budget));
        Line("  by limit", CollectionsBy(GcReason.Limit));
        Line("  by request", CollectionsBy(GcReason.Request));
        Line("  by stress", CollectionsBy(GcReason.Stress));
        Line("  by timer", CollectionsBy(GcReason.Timer));
        Line("allocated bytes", AllocatedBytes);
        Line("live objects", LiveObjects);
        Line("live bytes", LiveBytes);
        Line("large object bytes", LargeBytes);
        Line("garbage bytes of the last collection", GarbageBytes);
        Line("heap bytes in use", (long)Heap.UsedBytes);
        Line("bytes returned", ReturnedBytes);
        Line("longest stop ns", LongestStop);
        Line("99.9th percentile stop ns", StopPercentile(999));
        Line("median stop ns", StopPercentile(500));
        Line("total stop ns", TotalStop);
        Line("longest wait for threads ns", LongestWaitForThreads);
        Line("total mark ns", TotalMark);
        Line("mark stack overflows", MarkOverflows);
        Line("marking threads at most", LargestWorkerCount);
    }

    private static void Line(string name, long value)
    {
        RawConsole.WriteError("gc: ");
        RawConsole.WriteError(name);
        RawConsole.WriteError(" ");
        RawConsole.WriteErrorDecimal(value);
        RawConsole.WriteError("\n");
    }
}
