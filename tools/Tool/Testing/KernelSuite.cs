using System.Diagnostics;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Testing;

/// <summary>The tests in tests/InKernel, linked with the kernel and run in QEMU: once for each number of processors.</summary>
internal sealed class KernelSuite
{
    internal const string TestsProject = "tests/InKernel/InKernel.csproj";
    internal const string ImageName = "kernel-tests";

    /// <summary>The worked examples of docs/contributing.md, which are tested like the kernel's own parts.</summary>
    private const string ExamplesProject = "docs/examples/Examples.csproj";

    private const int ShownConsoleLines = 30;

    /// <summary>For the tests of the command line itself.</summary>
    private const string TestedWords = "boot.test=one boot.test=two boot.flag boot.number=42 DIESIS_BOOT_TEST=set";

    /// <summary>A machine that prints nothing for so long hangs. The build machine may have much else to do.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(90);

    /// <summary>Devices that interrupt when they are told to: QEMU's teaching device by line and message, a network card by a table of messages.</summary>
    private static readonly string[] s_devices = ["edu", "e1000e,romfile="];
    private static readonly TimeSpan s_total = TimeSpan.FromMinutes(20);

    private readonly Repository _repository;
    private readonly Image _image;

    private KernelSuite(Repository repository, Image image)
    {
        _repository = repository;
        _image = image;
    }

    /// <summary>The numbers of processors that are tested when none is asked for.</summary>
    internal static IReadOnlyList<int> DefaultProcessors { get; } = [1, 2, 4];

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<KernelSuite> BuildAsync(Repository repository, Builder builder)
    {
        await builder.BuildProjectsAsync(ImageName, [.. Home.Bare.Projects, TestsProject]);
        return new KernelSuite(repository, await builder.LinkAsync(Home.Bare, ImageName, [builder.AssemblyOf(TestsProject), builder.AssemblyOf(ExamplesProject)]));
    }

    /// <param name="filters">Parts of tests' names; none for all tests.</param>
    /// <param name="ways">Whether the kernel is also started in every way there is.</param>
    internal async Task<IReadOnlyList<SuiteResult>> RunAsync(
        IReadOnlyList<int> processors, IReadOnlyList<string> filters, MachineOptions machine, BootWaysWanted ways, CancellationToken cancellation)
    {
        List<SuiteResult> results = [];
        foreach (int count in processors)
        {
            results.Add(await RunAsync(count, filters, machine, cancellation));
        }

        if (ways == BootWaysWanted.Yes)
        {
            results.Add(await new BootWays(_repository, _image).RunAsync(cancellation));
            results.Add(await new CrashWays(_repository, _image).RunAsync(cancellation));
            results.Add(await new ScreenWays(_repository).RunAsync(cancellation));
            results.Add(await new TraceWays(_repository).RunAsync(cancellation));
        }

        return results;
    }

    private async Task<SuiteResult> RunAsync(int processors, IReadOnlyList<string> filters, MachineOptions machine, CancellationToken cancellation)
    {
        string name = processors == 1 ? "kernel, 1 processor" : $"kernel, {processors} processors";
        Terminal.Report($"Running the kernel tests with {processors} {(processors == 1 ? "processor" : "processors")}");
        Stopwatch time = Stopwatch.StartNew();
        CapturedMachine guest = new(_repository, _image);
        MachineOptions options = machine with
        {
            Processors = processors,
            Devices = s_devices,
            Display = DisplayKind.Hidden,
            CommandLine = string.Join(' ', (IEnumerable<string>)[.. RuntimeSuite.CollectorSettings(), TestedWords, machine.CommandLine, "--", "--announce", .. filters]),
        };
        string log = $"kernel-tests-{processors}";
        GuestOutcome outcome = await guest.RunAsync(options, new BootMedium.Direct(_image.WithSymbols), log, s_silence, s_total, cancellation);
        return Judge(name, outcome, guest, $"out/log/{log}.log", time.Elapsed);
    }

    private static SuiteResult Judge(string name, GuestOutcome outcome, CapturedMachine guest, string logFile, TimeSpan time)
    {
        Transcript transcript = Transcript.Parse(outcome.Console);
        List<string> failures =
            [.. transcript.Outcomes.Where(test => test.Value.Status == TestStatus.Failed).Select(test => $"{test.Key}: {test.Value.Message}")];
        int failed = failures.Count;
        if (!transcript.IsComplete || outcome.Status is null or > 1)
        {
            failed++;
            string where = transcript.IsComplete ? "after its last test" : transcript.Running is string running ? $"in {running}" : transcript.Last is string last ? $"after {last}" : "before the first test";
            string how = outcome.Status is int status ? $"exit status {status}" : outcome.End;
            failures.Add($"""
                the run ended {where}: {how}
                the end of the console:
                {Indented(Tail(guest, outcome.Console))}
                the end of the kernel log ({logFile}):
                {Indented(KernelLog.End(outcome.Log, guest.Lines))}
                """);
        }

        return new SuiteResult(name, transcript.Count(TestStatus.Passed), failed, transcript.Count(TestStatus.Skipped), time, failures);
    }

    private static string Tail(CapturedMachine guest, string console) =>
        string.Join('\n', guest.Lines.Annotate(console.Replace("\r", "")).TrimEnd().Split('\n').TakeLast(ShownConsoleLines));

    private static string Indented(string text) => "  " + text.Replace("\n", "\n  ");
}

internal enum BootWaysWanted
{
    No,
    Yes,
}
