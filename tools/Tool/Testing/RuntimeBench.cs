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
    private const int Turns = 2;
    private const int Starts = 30;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(20);

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

    /// <summary>Times per operation, best of all turns, then start-up and size of an empty program.</summary>
    internal async Task<IReadOnlyList<BenchResult>> RunAsync(IReadOnlyList<string> filters, CancellationToken cancellation)
    {
        Dictionary<string, double> stock = [];
        Dictionary<string, double> own = [];
        for (int turn = 1; turn <= Turns; turn++)
        {
            Terminal.Report($"Measuring on stock .NET (turn {turn} of {Turns})");
            Collect(stock, await ToolProcess.CaptureAsync(DotNet.Host, [Assembly(StockProject), .. filters], null, s_timeLimit, cancellation));
            Terminal.Report($"Measuring on our runtime (turn {turn} of {Turns})");
            Collect(own, await ToolProcess.CaptureAsync(_image.Executable, filters, null, s_timeLimit, cancellation));
        }

        List<BenchResult> results = [.. stock.Keys.Union(own.Keys).Select(name => new BenchResult(name, "ns", Value(stock, name), Value(own, name)))];
        if (filters.Count == 0)
        {
            Terminal.Report("Measuring start-up");
            results.Add(new BenchResult("Empty.StartUp", "ms", Start(DotNet.Host, [Assembly(EmptyProject)]), Start(_empty.Executable, [])));
            results.Add(new BenchResult("Empty.Size", "KB", null, new FileInfo(_empty.Executable).Length / 1024.0));
        }

        return results;
    }

    private static double? Value(Dictionary<string, double> values, string name) => values.TryGetValue(name, out double value) ? value : null;

    private static void Collect(Dictionary<string, double> nanoseconds, ToolProcess.Result run)
    {
        foreach (string line in run.Output.Split('\n'))
        {
            if (line.Split(' ') is ["bench", var name, var picoseconds])
            {
                double value = long.Parse(picoseconds, CultureInfo.InvariantCulture) / 1000.0;
                nanoseconds[name] = nanoseconds.TryGetValue(name, out double known) ? Math.Min(known, value) : value;
            }
        }

        if (run.ExitCode != 0)
        {
            Terminal.Error($"the benchmarks ended with exit status {run.ExitCode}{(run.TimedOut ? " (time limit)" : "")}:\n{run.Output.Trim()}");
        }
    }

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

    private string Assembly(string project) => Project.Load(_repository, project).AssemblyPath(Variant.Plain);
}
