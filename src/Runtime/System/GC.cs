using System.Runtime.CompilerServices;
using Internal.Runtime.Memory;

namespace System;

/// <summary>The collector as programs see it. There is one generation, 0.</summary>
public static partial class GC
{
    public static int MaxGeneration => 0;

    /// <summary>Collects now; garbage that no stack word happens to point at is gone when it returns.</summary>
    public static void Collect() => Collector.Collect(GcReason.Request);

    public static void Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(generation);
        Collect();
    }

    public static int CollectionCount(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(generation);
        return generation == 0 ? GcStatistics.Collections : 0;
    }

    public static int GetGeneration(object value) => 0;

    /// <summary>Bytes of the heap that are in use: live objects, free cells and garbage alike.</summary>
    public static long GetTotalMemory(bool forceFullCollection)
    {
        if (forceFullCollection)
            Collect();
        return (long)Heap.UsedBytes;
    }

    /// <summary>Bytes handed out since the start, as of the last collection.</summary>
    public static long GetTotalAllocatedBytes(bool precise = false)
    {
        if (precise)
            Collect();
        return GcStatistics.AllocatedBytes;
    }

    /// <summary>Total time for which threads were stopped.</summary>
    public static TimeSpan GetTotalPauseDuration() => new(GcStatistics.TotalStop / 100);

    /// <summary>Keeps an object reachable up to this call.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(object? value)
    {
    }

    /// <summary>There are no finalizers, so nothing to suppress.</summary>
    public static void SuppressFinalize(object value) => ArgumentNullException.ThrowIfNull(value);

    public static void ReRegisterForFinalize(object value) => ArgumentNullException.ThrowIfNull(value);

    public static void WaitForPendingFinalizers()
    {
    }

    public static void AddMemoryPressure(long bytesAllocated)
    {
    }

    public static void RemoveMemoryPressure(long bytesAllocated)
    {
    }

    /// <summary>An array; cells of the heap are zeroed in any case.</summary>
    public static T[] AllocateUninitializedArray<T>(int length, bool pinned = false) => new T[length];

    public static T[] AllocateArray<T>(int length, bool pinned = false) => new T[length];
}
