using System.Threading;

namespace Internal.Runtime.Memory;

/// <summary>Decides when a collection is due: after as many bytes as the heap may grow beyond its live data.</summary>
internal static class GcTrigger
{
    private const long DefaultFactorPercent = 200;

    private static long s_budget;
    private static long s_charged;
    private static long s_factorPercent;
    private static long s_smallestBudget;

    internal static void Initialize()
    {
        s_factorPercent = GcSettings.Number("DIESIS_GC_FACTOR"u8, DefaultFactorPercent);
        if (s_factorPercent < 110)
            s_factorPercent = 110;
        s_smallestBudget = GcSettings.SmallestBudget();
        s_budget = s_smallestBudget;
    }

    /// <summary>Bytes that may be allocated between two collections.</summary>
    internal static long Budget => s_budget;

    internal static bool IsDue => Volatile.Read(ref s_charged) >= s_budget;

    /// <summary>Counts bytes that left the heap's free memory for a thread's cache or a large object.</summary>
    internal static void Charge(long bytes) => Interlocked.Add(ref s_charged, bytes);

    /// <summary>Sets the next budget; the world is stopped.</summary>
    internal static void Reset(long liveBytes)
    {
        s_charged = 0;
        long budget = liveBytes * (s_factorPercent - 100) / 100;
        s_budget = budget > s_smallestBudget ? budget : s_smallestBudget;
    }
}

/// <summary>Collections forced for tests: at every Nth allocation, or from a timer.</summary>
internal static class GcStress
{
    private static long s_every;
    private static long s_count;

    internal static void Initialize()
    {
        s_every = GcSettings.Number("DIESIS_GC_STRESS"u8, 0);
        if (s_every != 0 || GcVerification.IsOn)
            Heap.BypassCaches();
        long timer = GcSettings.Number("DIESIS_GC_TIMER"u8, 0);
        if (timer != 0)
            Home.StartCollectionTimer(timer);
    }

    internal static bool ShouldCollect(bool mayCollect) =>
        s_every != 0 && mayCollect && Interlocked.Increment(ref s_count) % s_every == 0;
}
