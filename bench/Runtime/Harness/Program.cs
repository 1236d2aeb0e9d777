using System.Diagnostics;

namespace Diesis.Bench.Runtime;

/// <summary>Measures benchmarks and prints a line for each: bench NAME PICOSECONDS (per operation, the best of the rounds).</summary>
/// <remarks>
/// The same program runs on stock .NET and on our runtime; only ratios between two runs on one machine count. What counts is the processor time
/// of the process, with the threads of its collector, since the machine may have other work; where threads wait for each other it is the time on
/// the wall. The best round is taken, not the mean: disturbances only ever add time. The warm-up lets stock .NET compile its hot code
/// a second time.
/// Arguments: [--warm-up MILLISECONDS] FILTER… (benchmarks whose name contains one of them); --count NAME CALLS (runs one benchmark that often and
/// measures nothing: for instruction counters); --stops MEGABYTES (allocates while so much is alive: for the collector's own counters).
/// </remarks>
internal static class Program
{
    private const long RoundMilliseconds = 15;
    private const int Rounds = 7;

    private static int s_sink;

    private static int Main(string[] arguments)
    {
        if (arguments is ["--stops", string megabytes])
        {
            s_sink = CollectorStops.Run(int.Parse(megabytes));
            return 0;
        }

        BenchmarkList benchmarks = new();
        Benchmarks.Register(benchmarks);
        if (arguments is ["--count", string name, string calls])
        {
            CountCalls(benchmarks, name, int.Parse(calls));
            return 0;
        }

        long warmUp = 20;
        if (arguments is ["--warm-up", string milliseconds, ..])
        {
            warmUp = int.Parse(milliseconds);
            arguments = arguments[2..];
        }

        for (int i = 0; i < benchmarks.Count; i++)
        {
            if (IsSelected(benchmarks[i].Name, arguments))
            {
                Measure(benchmarks[i], warmUp);
            }
        }

        return s_sink == int.MinValue ? 1 : 0;
    }

    private static void CountCalls(BenchmarkList benchmarks, string name, int calls)
    {
        for (int i = 0; i < benchmarks.Count; i++)
        {
            for (int call = 0; benchmarks[i].Name == name && call < calls; call++)
            {
                s_sink ^= benchmarks[i].Body();
            }
        }
    }

    private static void Measure(Benchmark benchmark, long warmUp)
    {
        // Twice: the first time the code may be slow.
        CallsWithin(benchmark, warmUp);
        int calls = CallsWithin(benchmark, RoundMilliseconds);
        long best = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Now(benchmark);
            for (int i = 0; i < calls; i++)
            {
                s_sink ^= benchmark.Body();
            }

            best = Math.Min(best, Now(benchmark) - start);
        }

        double picoseconds = best * 1000.0 / calls / benchmark.Operations;
        Console.WriteLine("bench " + benchmark.Name + " " + ((long)picoseconds).ToString());
    }

    private static int CallsWithin(Benchmark benchmark, long milliseconds)
    {
        long end = Now(benchmark) + milliseconds * 1_000_000;
        int calls = 0;
        do
        {
            s_sink ^= benchmark.Body();
            calls++;
        }
        while (Now(benchmark) < end);
        return calls;
    }

    /// <summary>In nanoseconds.</summary>
    private static long Now(Benchmark benchmark) => benchmark.IsThreaded
        ? Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency)
        : Environment.CpuUsage.TotalTime.Ticks * 100;

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
