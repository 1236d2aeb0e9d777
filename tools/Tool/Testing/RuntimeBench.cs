using System.Diagnostics;
using System.Globalization;
using Diesis.Tool.Building;

namespace Diesis.Tool.Testing;

/// <summary>The same benchmark program on stock .NET and as a Linux process on our runtime, in turns on one machine; what counts is the ratio.</summary>
internal sealed class RuntimeBench
{
    private const string StockProject = "bench/Runtime/Stock/Stock.Bench.csproj";
    private const string OwnProject = "bench/Runtime/Runtime.Bench.csproj";
    private const string EmptyProject = "bench/Empty/Empty.csproj";
    private const string EmptySource = "bench/Empty/Empty.cs";
    private const int Starts = 50;

    /// <summary>Processor time that stock .NET gets before it is measured: its second compilation begins after 30 calls and 100 ms.</summary>
    private const int StockWarmUpMilliseconds = 250;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(20);
    private static readonly int[] s_liveMegabytes = [8, 64, 256];

    private readonly Repository _repository;
    private readonly Image _image;
    private readonly Image _empty;

    private RuntimeBench(Repository repository, Image image, Image empty)
    {
        _repository = repository;
        _image = image;
        _empty = empty;
    }

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<RuntimeBench> BuildAsync(Repository repository, Builder builder)
    {
        await builder.BuildProjectsAsync("runtime-bench", [.. Home.Hosted.Projects, OwnProject, StockProject, EmptyProject]);
        Image image = await builder.LinkAsync(Home.Hosted, "runtime-bench", [builder.AssemblyOf(OwnProject)]);
        string empty = await builder.CompileProgramAsync("bench/empty", [repository.At(EmptySource)]);
        return new RuntimeBench(repository, image, await builder.LinkAsync(Home.Hosted, "bench/empty", [empty]));
    }

    /// <summary>Times per operation, the median of the turns; then start-up, size and the collector's stops.</summary>
    internal async Task<IReadOnlyList<BenchResult>> RunAsync(IReadOnlyList<string> filters, int turns, CancellationToken cancellation)
    {
        Dictionary<string, List<double>> stock = [];
        Dictionary<string, List<double>> own = [];
        List<string> order = [];
        for (int turn = 1; turn <= turns; turn++)
        {
            Terminal.Report($"Measuring on stock .NET (turn {turn} of {turns})");
            (string dotnet, string[] arguments) = Stock(StockProject, ["--warm-up", $"{StockWarmUpMilliseconds}", .. filters]);
            Collect(stock, order, await ToolProcess.CaptureAsync(dotnet, arguments, null, s_timeLimit, cancellation));
            Terminal.Report($"Measuring on our runtime (turn {turn} of {turns})");
            Collect(own, order, await ToolProcess.CaptureAsync(_image.Executable, filters, null, s_timeLimit, cancellation));
        }

        List<BenchResult> results = [.. order.Select(name => Compare(name, stock.GetValueOrDefault(name), own.GetValueOrDefault(name)))];
        if (filters.Count == 0)
        {
            Terminal.Report("Measuring start-up");
            (string dotnet, string[] arguments) = Stock(EmptyProject, []);
            results.Add(new BenchResult("Empty.StartUp", "ms", Start(dotnet, arguments), Start(_empty.Executable, [])));
            results.Add(new BenchResult("Empty.Size", "KB", null, new FileInfo(_empty.Executable).Length / 1024.0));
            foreach (int megabytes in s_liveMegabytes)
            {
                Terminal.Report($"Measuring the collector's stops with {megabytes} MB alive");
                results.AddRange(await StopsAsync(megabytes, cancellation));
            }
        }

        return results;
    }

    /// <summary>The ratio is the median of the turns' ratios: both halves of a turn met the same disturbances.</summary>
    private static BenchResult Compare(string name, List<double>? stock, List<double>? own)
    {
        double? ratio = stock is null || own is null ? null : Median(own.Zip(stock, static (ours, theirs) => ours / theirs));
        return new BenchResult(name, "ns", stock is null ? null : Median(stock), own is null ? null : Median(own), ratio);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Collect(Dictionary<string, List<double>> nanoseconds, List<string> order, ToolProcess.Result run)
    {
        foreach (string line in run.Output.Split('\n'))
        {
            if (line.Split(' ') is ["bench", var name, var picoseconds])
            {
                if (!order.Contains(name))
                {
                    order.Add(name);
                }

                nanoseconds.TryAdd(name, []);
                nanoseconds[name].Add(long.Parse(picoseconds, CultureInfo.InvariantCulture) / 1000.0);
            }
        }

        if (run.ExitCode != 0)
        {
            Terminal.Error($"the benchmarks ended with exit status {run.ExitCode}{(run.TimedOut ? " (time limit)" : "")}:\n{run.Output.Trim()}");
        }
    }

    /// <summary>A command that runs a project's assembly on stock .NET as users do: without the settings that ./diesis has for its own tools.</summary>
    private (string Program, string[] Arguments) Stock(string project, IReadOnlyList<string> arguments) =>
        ("env", ["-u", "DOTNET_TieredPGO", DotNet.Host, Project.Load(_repository, project).AssemblyPath(Variant.Plain), .. arguments]);

    /// <summary>The shortest time, in milliseconds, from starting a process to its end.</summary>
    private static double Start(string program, IReadOnlyList<string> arguments)
    {
        double best = double.MaxValue;
        for (int i = 0; i < Starts; i++)
        {
            long start = Stopwatch.GetTimestamp();
            using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
            process.WaitForExit();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    /// <summary>Longest and 99.9th percentile stop of our collector per megabyte of live heap; stock .NET's collector has no such counters.</summary>
    private async Task<IEnumerable<BenchResult>> StopsAsync(int liveMegabytes, CancellationToken cancellation)
    {
        ToolProcess.Result run = await ToolProcess.CaptureAsync(
            "env", ["DIESIS_GC_STATISTICS=1", _image.Executable, "--stops", $"{liveMegabytes}"], null, s_timeLimit, cancellation);
        return new[] { ("Longest", "longest stop ns"), ("99.9%", "99.9th percentile stop ns"), ("Median", "median stop ns") }
            .Select(counter => new BenchResult($"Collector.Stop{counter.Item1}.{liveMegabytes}MB", "us/MB", null, Counter(run.Output, counter.Item2) / 1000 / liveMegabytes));
    }

    private static double? Counter(string output, string name) =>
        output.Split('\n').FirstOrDefault(line => line.StartsWith($"gc: {name} ", StringComparison.Ordinal)) is string line
            ? double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)
            : null;
}
