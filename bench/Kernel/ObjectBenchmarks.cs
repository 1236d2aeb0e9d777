using System.Collections.Generic;

namespace Diesis.Bench.Kernel;

/// <summary>Objects of the collected heap.</summary>
internal static class ObjectBenchmarks
{
    private static object? s_keep;

    internal static void Register(List<KernelBenchmark> benchmarks)
    {
        benchmarks.Add(new LoopBenchmark("Object.Allocate24", static count =>
        {
            for (int i = 0; i < count; i++)
                s_keep = new Pair(i);
        }));
        benchmarks.Add(new LoopBenchmark("Object.ThrowCatch", static count =>
        {
            for (int i = 0; i < count; i++)
            {
                try
                {
                    throw new InvalidOperationException();
                }
                catch (InvalidOperationException)
                {
                }
            }
        }));
    }

    private sealed class Pair(long first)
    {
        public long First { get; } = first;
    }
}
