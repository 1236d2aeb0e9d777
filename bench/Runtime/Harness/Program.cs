using System.Diagnostics;

namespace Diesis.Bench.Runtime;

/// <summary>Measures each benchmark and prints a line for `./diesis bench runtime`: bench NAME PICOSECONDS (per operation, the best of the rounds).</summary>
/// <remarks>
/// The same program runs on stock .NET and on our runtime; only ratios between two runs on one machine count. The best round is taken, not the
/// mean: on a shared machine disturbances only ever add time. The warm-up lets stock .NET compile its hot code a second time.
/// Arguments: FILTER… (benchmarks whose name contains one of them).
/// </remarks>
internal static class Program
{
    private const long WarmUpMilliseconds = 300;
    private const long RoundMilliseconds = 60;
    private const int Rounds = 7;

    private static int s_sink;

    private static int Main(string[] arguments)
    {
        BenchmarkList benchmarks = new();
        Benchmarks.Register(benchmarks);
        for (int i = 0; i < benchmarks.Count; i++)
        {
            if (IsSelected(benchmarks[i].Name, arguments))
            {
                Measure(benchmarks[i]);
            }
        }

        return s_sink == int.MinValue ? 1 : 0;
    }

    private static void Measure(Benchmark benchmark)
    {
        int calls = Calls(benchmark, WarmUpMilliseconds);
        calls = 1 + (int)(calls * RoundMilliseconds / WarmUpMilliseconds);
        long best = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < calls; i++)
            {
                s_sink ^= benchmark.Body();
            }

            long ticks = Stopwatch.GetTimestamp() - start;
            best = ticks < best ? ticks : best;
        }

        double picoseconds = best * (1e12 / Stopwatch.Frequency) / calls / benchmark.Operations;
        Console.WriteLine("bench " + benchmark.Name + " " + ((long)picoseconds).ToString());
    }

    /// <summary>How many calls fit into the time.</summary>
    private static int Calls(Benchmark benchmark, long milliseconds)
    {
        long end = Stopwatch.GetTimestamp() + milliseconds * Stopwatch.Frequency / 1000;
        int calls = 0;
        do
        {
            s_sink ^= benchmark.Body();
            calls++;
        }
        while (Stopwatch.GetTimestamp() < end);
        return calls;
    }

    private static bool IsSelected(string name, string[] filters)
    {
        foreach (string filter in filters)
        {
            if (name.Contains(filter))
            {
                return true;
            }
        }

        return filters.Length == 0;
    }
}
