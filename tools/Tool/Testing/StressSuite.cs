using System.Diagnostics;
using System.Globalization;
using Diesis.Tool.Building;

namespace Diesis.Tool.Testing;

/// <summary>The collector under stress: tests/Stress as a Linux process, under many settings, for a time that is shared out among them.</summary>
/// <remarks>
/// A run is good when the program ends with status 0 and "done"; it checks everything it holds, and ends at the first loss. What the settings
/// mean is said in src/Runtime/Internal/Memory/GcSettings.cs.
/// </remarks>
internal sealed class StressSuite
{
    internal const string Project = "tests/Stress/Stress.csproj";

    private const int Seed = 1;

    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(2);

    /// <summary>Scenario, threads, settings; with the collector's checks compiled in or not.</summary>
    private static readonly (Variant Variant, string Scenario, int Threads, string[] Settings)[] s_runs =
    [
        (Variant.Plain, "graph", 1, ["DIESIS_GC_STRESS=1"]),
        (Variant.Plain, "graph", 2, ["DIESIS_GC_STRESS=50"]),
        (Variant.Plain, "graph", 8, ["DIESIS_GC_TIMER=300"]),
        (Variant.Plain, "graph", 8, []),
        (Variant.Plain, "interior", 2, ["DIESIS_GC_TIMER=200"]),
        (Variant.Plain, "roots", 1, ["DIESIS_GC_STRESS=1"]),
        (Variant.Plain, "roots", 8, ["DIESIS_GC_TIMER=200"]),
        (Variant.Plain, "large", 2, []),
        (Variant.Plain, "large", 2, ["DIESIS_GC_MARK_CHUNKS=16", "DIESIS_GC_VERIFY=1"]),
        (Variant.Plain, "fragments", 2, []),
        (Variant.Plain, "exhaust", 1, ["DIESIS_GC_HEAP_LIMIT=32M"]),
        (Variant.Plain, "exhaust", 2, ["DIESIS_GC_HEAP_LIMIT=32M"]),
        (Variant.Plain, "threads", 4, ["DIESIS_GC_TIMER=300"]),
        (Variant.Verification, "graph", 1, ["DIESIS_GC_STRESS=1"]),
        (Variant.Verification, "graph", 8, ["DIESIS_GC_TIMER=1000"]),
        (Variant.Verification, "interior", 2, ["DIESIS_GC_STRESS=10"]),
        (Variant.Verification, "roots", 8, ["DIESIS_GC_TIMER=1000"]),
        (Variant.Verification, "fragments", 2, ["DIESIS_GC_TIMER=1000"]),
        (Variant.Verification, "threads", 4, []),
    ];

    private readonly IReadOnlyDictionary<Variant, Image> _images;

    private StressSuite(IReadOnlyDictionary<Variant, Image> images) => _images = images;

    /// <summary>Builds the program in both variants. Preconditions: the build lock is held.</summary>
    internal static async Task<StressSuite> BuildAsync(Repository repository)
    {
        Dictionary<Variant, Image> images = [];
        foreach (Variant variant in (Variant[])[Variant.Plain, Variant.Verification])
        {
            Builder builder = new(repository, Terminal.Report, variant);
            await builder.BuildProjectsAsync("stress", [.. Home.Hosted.Projects, Project]);
            images[variant] = await builder.LinkAsync(Home.Hosted, "stress", [builder.AssemblyOf(Project)]);
        }

        return new StressSuite(images);
    }

    /// <param name="total">Time for all runs together.</param>
    internal async Task<SuiteResult> RunAsync(TimeSpan total, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        int seconds = Math.Max(1, (int)(total.TotalSeconds / s_runs.Length));
        List<string> failures = [];
        foreach ((Variant variant, string scenario, int threads, string[] settings) in s_runs)
        {
            string name = $"{scenario}{variant.Suffix}, {threads} threads{string.Concat(settings.Select(setting => ", " + setting))}";
            Terminal.Report($"Stress for {seconds} s: {name}");
            string[] arguments = [.. settings, _images[variant].Executable, scenario, threads.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture), Seed.ToString(CultureInfo.InvariantCulture)];
            ToolProcess.Result run = await ToolProcess.CaptureAsync("env", arguments, null, TimeSpan.FromSeconds(seconds) + s_grace, cancellation);
            if (run.ExitCode != 0 || !run.Output.TrimEnd().Split('\n')[^1].StartsWith("done ", StringComparison.Ordinal))
            {
                string how = run.TimedOut ? "did not end in time" : $"ended with status {run.ExitCode}";
                failures.Add($"{name}: {how}\n{string.Join('\n', run.Output.TrimEnd().Split('\n').TakeLast(20))}");
            }
        }

        return new SuiteResult("stress", s_runs.Length - failures.Count, failures.Count, 0, time.Elapsed, failures);
    }
}
