using System.Diagnostics;
using System.Globalization;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Testing;

/// <summary>The collector under stress: tests/Stress as a Linux process and in the kernel, under many settings, for a time that is shared out among them.</summary>
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

    /// <summary>The same in the guest: processors come first.</summary>
    private static readonly (int Processors, Variant Variant, string Scenario, int Threads, string[] Settings)[] s_machineRuns =
    [
        (1, Variant.Plain, "graph", 4, ["DIESIS_GC_TIMER=3000"]),
        (2, Variant.Plain, "graph", 8, []),
        (2, Variant.Plain, "graph", 4, ["DIESIS_GC_TIMER=5000"]),
        (2, Variant.Plain, "roots", 8, ["DIESIS_GC_STRESS=200"]),
        (2, Variant.Plain, "threads", 4, ["DIESIS_GC_TIMER=5000"]),
        (4, Variant.Plain, "interior", 8, ["DIESIS_GC_TIMER=5000"]),
        (4, Variant.Plain, "fragments", 4, []),
        (4, Variant.Plain, "threads", 8, []),
        (2, Variant.Verification, "graph", 4, ["DIESIS_GC_TIMER=10000"]),
        (4, Variant.Verification, "roots", 8, ["DIESIS_GC_TIMER=10000"]),
    ];

    private readonly IReadOnlyDictionary<Variant, Image> _images;
    private readonly IReadOnlyDictionary<Variant, Image> _machineImages;

    private StressSuite(IReadOnlyDictionary<Variant, Image> images, IReadOnlyDictionary<Variant, Image> machineImages)
    {
        _images = images;
        _machineImages = machineImages;
    }

    /// <summary>Builds the program in both variants. Preconditions: the build lock is held.</summary>
    internal static async Task<StressSuite> BuildAsync(Repository repository)
    {
        Dictionary<Variant, Image> images = [];
        Dictionary<Variant, Image> machineImages = [];
        foreach (Variant variant in (Variant[])[Variant.Plain, Variant.Verification])
        {
            Builder builder = new(repository, Terminal.Report, variant);
            await builder.BuildProjectsAsync("stress", [.. Home.Hosted.Projects, .. Home.Bare.Projects, Project]);
            images[variant] = await builder.LinkAsync(Home.Hosted, "stress", [builder.AssemblyOf(Project)]);
            machineImages[variant] = await builder.LinkAsync(Home.Bare, "stress-bare", [builder.AssemblyOf(Project)]);
        }

        return new StressSuite(images, machineImages);
    }

    /// <param name="total">Time for all runs together.</param>
    internal async Task<SuiteResult> RunAsync(TimeSpan total, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        int seconds = Math.Max(1, (int)(total.TotalSeconds / (s_runs.Length + s_machineRuns.Length)));
        List<string> failures = [];
        foreach ((Variant variant, string scenario, int threads, string[] settings) in s_runs)
        {
            string name = $"{scenario}{variant.Suffix}, {threads} threads{string.Concat(settings.Select(setting => ", " + setting))}";
            Terminal.Report($"Stress for {seconds} s: {name}");
            string[] arguments = [.. settings, _images[variant].Executable, .. Arguments(scenario, threads, seconds)];
            Judge(name, await ToolProcess.CaptureAsync("env", arguments, null, TimeSpan.FromSeconds(seconds) + s_grace, cancellation), goodStatus: 0, failures);
        }

        foreach ((int processors, Variant variant, string scenario, int threads, string[] settings) in s_machineRuns)
        {
            string name = $"{scenario}{variant.Suffix} in the kernel, {processors} processors, {threads} threads{string.Concat(settings.Select(setting => ", " + setting))}";
            Terminal.Report($"Stress for {seconds} s: {name}");
            MachineOptions machine = new()
            {
                Processors = processors,
                Accelerator = "tcg",
                CommandLine = string.Join(' ', (string[])[.. settings, "--", .. Arguments(scenario, threads, seconds)]),
            };
            ToolProcess.Result run = await ToolProcess.CaptureAsync(
                Qemu.Program,
                Qemu.Arguments(machine, new BootMedium.Direct(_machineImages[variant].WithSymbols), "stdio,id=console,signal=off"),
                null,
                TimeSpan.FromSeconds(seconds) + s_grace,
                cancellation);
            Judge(name, run, Qemu.ExitCodeOf(0), failures);
        }

        int runs = s_runs.Length + s_machineRuns.Length;
        return new SuiteResult("stress", runs - failures.Count, failures.Count, 0, time.Elapsed, failures);
    }

    private static string[] Arguments(string scenario, int threads, int seconds) =>
        [scenario, threads.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture), Seed.ToString(CultureInfo.InvariantCulture)];

    private static void Judge(string name, ToolProcess.Result run, int goodStatus, List<string> failures)
    {
        if (run.ExitCode != goodStatus || !run.Output.TrimEnd().Split('\n')[^1].StartsWith("done ", StringComparison.Ordinal))
        {
            string how = run.TimedOut ? "did not end in time" : $"ended with status {run.ExitCode}";
            failures.Add($"{name}: {how}\n{string.Join('\n', run.Output.TrimEnd().Split('\n').TakeLast(20))}");
        }
    }
}
