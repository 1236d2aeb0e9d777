namespace Diesis.Bench.Runtime;

/// <summary>Every class of benchmarks, one line each.</summary>
internal static class Benchmarks
{
    internal static void Register(BenchmarkList benchmarks)
    {
        AllocationBenchmarks.Register(benchmarks);
        AsyncBenchmarks.Register(benchmarks);
        CallBenchmarks.Register(benchmarks);
        CastBenchmarks.Register(benchmarks);
        CollectionBenchmarks.Register(benchmarks);
        ExceptionBenchmarks.Register(benchmarks);
        LockBenchmarks.Register(benchmarks);
        NumberBenchmarks.Register(benchmarks);
        SortBenchmarks.Register(benchmarks);
        SpanBenchmarks.Register(benchmarks);
        TextBenchmarks.Register(benchmarks);
    }
}
