using System.Collections;
using System.Diagnostics;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;
using Diesis.Tool.Names;

namespace Diesis.Tool.Testing;

/// <summary>The runtime tests: one source, run on stock .NET (the oracle), as a Linux process on our runtime, and on bare metal.</summary>
internal sealed class RuntimeSuite
{
    internal const string StockProject = "tests/Runtime/Stock/Stock.csproj";
    internal const string TestsProject = "tests/Runtime/Runtime.Tests.csproj";

    private const int ShownFailures = 20;
    private const int ExplainedDifferences = 3;

    private static readonly TimeSpan s_processTimeLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_machineTimeLimit = TimeSpan.FromMinutes(10);

    private readonly Repository _repository;
    private readonly IReadOnlyList<(Home Home, Image Image)> _images;
    private readonly Variant _variant;

    private RuntimeSuite(Repository repository, IReadOnlyList<(Home Home, Image Image)> images, Variant variant)
    {
        _repository = repository;
        _images = images;
        _variant = variant;
    }

    /// <summary>The homes besides stock .NET, in the order in which they run.</summary>
    internal static IReadOnlyList<string> HomeNames => [Home.Hosted.Name, Home.Bare.Name];

    /// <summary>Builds the tests for stock .NET and the named homes. Preconditions: the build lock is held.</summary>
    internal static async Task<RuntimeSuite> BuildAsync(Repository repository, Builder builder, IReadOnlyList<string> homes)
    {
        await builder.BuildProjectsAsync("runtime-tests-" + string.Join('-', homes), [.. Selected(homes).SelectMany(home => home.Projects).Distinct(), TestsProject, StockProject]);
        return new RuntimeSuite(repository, await LinkAsync(builder, homes), builder.Variant);
    }

    /// <summary>Makes the test executables of the homes. Preconditions: the projects are built and the build lock is held.</summary>
    internal static async Task<IReadOnlyList<(Home Home, Image Image)>> LinkAsync(Builder builder, IReadOnlyList<string> homes)
    {
        List<(Home, Image)> images = [];
        foreach (Home home in Selected(homes))
        {
            images.Add((home, await builder.LinkAsync(home, $"runtime-tests-{home.Name}", [builder.AssemblyOf(TestsProject)])));
        }

        return images;
    }

    /// <param name="filters">Parts of tests' names; none for all tests.</param>
    internal async Task<IReadOnlyList<SuiteResult>> RunAsync(IReadOnlyList<string> filters, MachineOptions machine, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        Terminal.Report("Running the runtime tests on stock .NET");
        Transcript oracle = Transcript.Parse(await RunStockAsync(filters, cancellation));
        List<SuiteResult> results = [TranscriptComparison.Compare("runtime, stock .NET", oracle, oracle, time.Elapsed, [])];
        foreach ((Home home, Image image) in _images)
        {
            Terminal.Report($"Running the runtime tests in the home '{home.Name}'");
            time.Restart();
            ToolProcess.Result run = await RunAsync(home, image, filters, machine, cancellation);
            Transcript transcript = Transcript.Parse(run.Output);
            List<string> differing = [];
            SuiteResult result = TranscriptComparison.Compare($"runtime, {home.Name}", oracle, transcript, time.Elapsed, differing);
            List<string> failures = [.. result.Failures.Take(ShownFailures)];
            foreach (string name in differing.Take(ExplainedDifferences))
            {
                int index = failures.FindIndex(failure => failure.StartsWith(name + ": ", StringComparison.Ordinal));
                if (index >= 0)
                {
                    failures[index] += "\n" + await ExplainAsync(home, image, name, machine, cancellation);
                }
            }

            if (result.Failures.Count > ShownFailures)
            {
                failures.Add($"... and {result.Failures.Count - ShownFailures} more");
            }

            if (!transcript.IsComplete)
            {
                string how = run.TimedOut ? "the time limit was up" : $"exit status {run.ExitCode}";
                failures.Add($"{how}; the end of what it printed:\n{Tail(new StackTraceLines(image.WithSymbols, _repository.Root).Annotate(run.Output))}");
            }

            results.Add(result with { Failures = failures });
        }

        return results;
    }

    private static IEnumerable<Home> Selected(IReadOnlyList<string> homes) => ((Home[])[Home.Hosted, Home.Bare]).Where(home => homes.Contains(home.Name));

    private async Task<string> RunStockAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        string assembly = Project.Load(_repository, StockProject).AssemblyPath(_variant);
        return (await ToolProcess.CaptureAsync(DotNet.Host, [assembly, .. arguments], _repository.Root, s_processTimeLimit, cancellation)).Output;
    }

    private static Task<ToolProcess.Result> RunAsync(Home home, Image image, IEnumerable<string> arguments, MachineOptions machine, CancellationToken cancellation)
    {
        if (home == Home.Hosted)
        {
            return ToolProcess.CaptureAsync(image.Executable, [.. arguments], null, s_processTimeLimit, cancellation);
        }

        MachineOptions tests = machine with { CommandLine = string.Join(' ', (IEnumerable<string>)[.. CollectorSettings(), "--", .. arguments]) };
        return ToolProcess.CaptureAsync(Qemu.Program, Qemu.Arguments(tests, new BootMedium.Direct(image.WithSymbols), "stdio,id=console,signal=off"), null, s_machineTimeLimit, cancellation);
    }

    /// <summary>A Linux process finds the collector's settings in its environment; bare metal gets them by its command line.</summary>
    internal static IEnumerable<string> CollectorSettings() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}")
            .Where(setting => setting.StartsWith("DIESIS_GC_", StringComparison.Ordinal) && !setting.Contains(' '));

    private async Task<string> ExplainAsync(Home home, Image image, string test, MachineOptions machine, CancellationToken cancellation)
    {
        string expected = Section(await RunStockAsync(["--verbose", test], cancellation), test);
        string actual = Section((await RunAsync(home, image, ["--verbose", test], machine, cancellation)).Output, test);
        return TranscriptComparison.FirstDifference(expected, actual);
    }

    /// <summary>A filter selects every test that contains it: only the lines of the one meant are kept.</summary>
    private static string Section(string transcript, string test) =>
        string.Join('\n', transcript.Split('\n').SkipWhile(line => line.TrimEnd('\r') != "run " + test).Skip(1).TakeWhile(line => line.StartsWith("  | ", StringComparison.Ordinal)));

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(30));
}
