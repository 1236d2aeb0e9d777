using System.Collections.Generic;

namespace Diesis.Bench.Kernel;

/// <summary>Every benchmark of the kernel.</summary>
internal static class Benchmarks
{
    internal static void Register(List<KernelBenchmark> benchmarks)
    {
        ThreadBenchmarks.Register(benchmarks);
        InterruptBenchmarks.Register(benchmarks);
        LockBenchmarks.Register(benchmarks);
        MemoryBenchmarks.Register(benchmarks);
        TimerBenchmarks.Register(benchmarks);
        AsyncBenchmarks.Register(benchmarks);
        ObjectBenchmarks.Register(benchmarks);
    }
}
