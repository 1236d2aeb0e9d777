using System.Collections.Generic;
using Diesis.Platform.Boot;

namespace Diesis.Bench.Kernel;

/// <summary>Measures and prints a line for each benchmark: bench NAME HUNDREDTHS (of a tick for each operation, the best of the rounds).</summary>
/// <remarks>
/// A tick is one of the time stamp counter. In QEMU with -icount shift=0 that is one instruction, so a figure is exact but for interrupts, and the
/// best round has none. Arguments: FILTER… (benchmarks whose name contains one of them).
/// </remarks>
internal static class Program
{
    private const int WarmUpRounds = 3;
    private const int Rounds = 20;

    private static int Main(string[] arguments)
    {
        Console.WriteLine("boot ticks " + StartUpFigures.Ticks.ToString());
        Console.WriteLine("boot used " + StartUpFigures.UsedBytes.ToString());
        List<KernelBenchmark> benchmarks = [];
        Benchmarks.Register(benchmarks);
        LoopBenchmark empty = new("Empty", static count =>
        {
            for (int i = 0; i < count; i++)
            {
            }
        });
        foreach (KernelBenchmark benchmark in benchmarks)
        {
            if (!IsSelected(benchmark.Name, arguments))
                continue;
            long ticks = Best(benchmark, benchmark.Count) - Best(empty, benchmark.Count);
            Console.WriteLine("bench " + benchmark.Name + " " + (ticks * 100 / benchmark.Count / benchmark.PerTurn).ToString());
        }
        return 0;
    }

    private static long Best(KernelBenchmark benchmark, int count)
    {
        long best = long.MaxValue;
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            benchmark.Prepare(count);
            long ticks = benchmark.Ticks(count);
            benchmark.CleanUp(count);
            if (round >= WarmUpRounds)
                best = Math.Min(best, ticks);
        }
        return best;
    }

    private static bool IsSelected(string name, string[] filters)
    {
        foreach (string filter in filters)
        {
            if (name.Contains(filter))
                return true;
        }
        return filters.Length == 0;
    }
}
