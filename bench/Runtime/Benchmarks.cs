namespace Diesis.Bench.Runtime;

/// <summary>Every class of benchmarks, one line each.</summary>
internal static class Benchmarks
{
    internal static void Register(BenchmarkList benchmarks)
    {
        CallBenchmarks.Register(benchmarks);
    }
}
