using System.CommandLine;
using System.Globalization;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;
using Diesis.Tool.Testing;
using Spectre.Console;

namespace Diesis.Tool.Commands;

/// <summary>./diesis test: the test suites; the last line says how many tests passed and failed.</summary>
internal static class TestCommand
{
    private const string Runtime = "runtime";
    private const string ProcessTests = "process";
    private const string Stress = "stress";
    private const string Kernel = "kernel";
    private const string Conformance = "conformance";
    private const string Fuzz = "fuzz";
    private const string Programs = "programs";

    /// <summary>Suites of host tests, by name.</summary>
    private static readonly IReadOnlyDictionary<string, string> s_hostSuites = new Dictionary<string, string>
    {
        ["tool"] = "tests/Tool/Tool.Tests.csproj",
        ["architecture"] = "tests/Architecture/Architecture.Tests.csproj",
        ["unit"] = "tests/Unit/Unit.Tests.csproj",
    };

    /// <summary>Every project that the suites need.</summary>
    internal static IEnumerable<string> Projects => [.. s_hostSuites.Values, RuntimeSuite.TestsProject, RuntimeSuite.StockProject, ProcessSuite.Project, ProcessSuite.StockProject, StressSuite.Project, KernelSuite.TestsProject];

    internal static Command Create(Repository repository)
    {
        string[] names = [.. s_hostSuites.Keys, Runtime, ProcessTests, Stress, Kernel, Conformance, Programs, Fuzz];
        Argument<string[]> suites = new("SUITE")
        {
            Description = $"Which suites to run: {string.Join(", ", names)}; all of them without a name.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        suites.AcceptOnlyFromAmong(names);
        Option<int?> processors = new("--smp") { Description = "Processors of the virtual machine; otherwise 2, and for the kernel suite 1, 2 and 4 in turn.", HelpName = "N" };
        Option<string> chipset = new("--machine") { Description = "The virtual machine's chipset: pc or q35.", HelpName = "NAME", DefaultValueFactory = _ => "pc" };
        chipset.AcceptOnlyFromAmong("pc", "q35");
        Option<string?> append = new("--append") { Description = "Text for the kernel command line of the kernel tests.", HelpName = "TEXT" };
        Option<string[]> homes = new("--home") { Description = "Homes of the runtime tests that are compared with stock .NET.", HelpName = "HOME" };
        homes.AcceptOnlyFromAmong([.. RuntimeSuite.HomeNames]);
        Option<string[]> filters = new("--filter") { Description = "Only runtime, process, kernel, conformance, program and fuzz tests whose name contains this.", HelpName = "TEXT" };
        Option<bool> verification = new("--verification") { Description = "Runtime tests with the collector's checks on; slow." };
        Option<double> minutes = new("--minutes") { Description = "Time for the stress suite.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> seconds = new("--seconds") { Description = "Time for the fuzzer of system calls.", HelpName = "N", DefaultValueFactory = _ => 60 };
        Option<ulong> seed = new("--seed") { Description = "Of the fuzzer of system calls.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Command command = new("test", "Run test suites.") { suites, processors, chipset, append, homes, filters, verification, minutes, seconds, seed };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] selected = parsed.GetValue(suites) is { Length: > 0 } some ? some : names;
            RuntimeSelection selection = new(
                parsed.GetValue(homes) is { Length: > 0 } chosen ? chosen : RuntimeSuite.HomeNames,
                parsed.GetValue(filters) ?? [],
                parsed.GetValue(verification) ? Variant.Verification : Variant.Plain,
                new MachineOptions
                {
                    Processors = parsed.GetValue(processors) ?? 2,
                    Chipset = parsed.GetValue(chipset)!,
                    CommandLine = parsed.GetValue(append) ?? "",
                    Accelerator = "tcg",
                },
                parsed.GetValue(processors) is int count ? [count] : KernelSuite.DefaultProcessors,
                TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                parsed.GetValue(seconds),
                parsed.GetValue(seed));
            return await ExecuteAsync(repository, selected, selection, cancellation);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(
        Repository repository,
        IReadOnlyList<string> suites,
        RuntimeSelection selection,
        CancellationToken cancellation)
    {
        List<SuiteResult> results = [];
        foreach (string suite in suites.Distinct())
        {
            try
            {
                results.AddRange(await RunAsync(repository, suite, selection, cancellation));
            }
            catch (ToolException exception)
            {
                // A suite that cannot be built or started has failed; the others still run.
                results.Add(new SuiteResult(suite, 0, 1, 0, TimeSpan.Zero, [exception.Message]));
            }
        }

        return Summarize(results);
    }

    private static async Task<IReadOnlyList<SuiteResult>> RunAsync(
        Repository repository,
        string suite,
        RuntimeSelection selection,
        CancellationToken cancellation)
    {
        if (suite == Runtime)
        {
            RuntimeSuite tests;
            using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
            {
                tests = await RuntimeSuite.BuildAsync(repository, new Builder(repository, Terminal.Report, selection.Variant), selection.Homes);
            }

            return await tests.RunAsync(selection.Filters, selection.Machine, cancellation);
        }

        if (suite == ProcessTests)
        {
            ProcessSuite processes;
            using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
            {
                processes = await ProcessSuite.BuildAsync(repository);
            }

            return [await processes.RunAsync(selection.Machine, selection.Filters, cancellation)];
        }

        if (suite == Stress)
        {
            StressSuite stress;
            using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
            {
                stress = await StressSuite.BuildAsync(repository);
            }

            return [await stress.RunAsync(selection.StressTime, cancellation)];
        }

        if (suite is Conformance or Programs)
        {
            ConformanceSuite compared;
            using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
            {
                ComparedCases cases = suite == Conformance ? await ConformanceCases.BuildAsync(repository) : await ProgramCases.BuildAsync(repository);
                compared = await ConformanceSuite.BuildAsync(repository, new Builder(repository, Terminal.Report, Variant.Plain), cases);
            }

            return [await compared.RunAsync(selection.Machine, selection.Filters, cancellation)];
        }

        if (suite == Kernel && selection.Filters is [ScreenWays.Name])
        {
            return [await new ScreenWays(repository).RunAsync(cancellation)];
        }

        if (suite == Kernel && selection.Filters is [TraceWays.Name])
        {
            return [await new TraceWays(repository).RunAsync(cancellation)];
        }

        if (suite == Fuzz)
        {
            FuzzSuite fuzz;
            using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
            {
                fuzz = await FuzzSuite.BuildAsync(repository, new Builder(repository, Terminal.Report, Variant.Plain));
            }

            return [await fuzz.RunAsync(selection.Machine, selection.Filters, selection.FuzzSeconds, selection.FuzzSeed, cancellation)];
        }

        if (suite == Kernel)
        {
            KernelSuite kernel;
            using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
            {
                kernel = await KernelSuite.BuildAsync(repository, new Builder(repository, Terminal.Report, selection.Variant));
            }

            // Without further wishes everything is tested; a filter can ask for the ways to start, too.
            bool wantsAll = selection.KernelProcessors.Count > 1 && selection.Filters.Count == 0;
            BootWaysWanted ways = wantsAll || selection.Filters.Contains("BootReport.") ? BootWaysWanted.Yes : BootWaysWanted.No;
            return await kernel.RunAsync(selection.KernelProcessors, selection.Filters, selection.Machine, ways, cancellation);
        }

        string project = s_hostSuites[suite];
        using (await BuildLock.EnterAsync(repository, Terminal.Report, cancellation))
        {
            // The architecture tests look at everything that was built.
            string[] kernel = suite == "architecture" ? [.. Home.Hosted.Projects, .. Home.Bare.Projects] : [];
            await new Builder(repository, Terminal.Report, Variant.Plain).BuildProjectsAsync("tests-" + suite, [.. kernel, project]);
        }

        Terminal.Report($"Running the suite '{suite}'");
        return [await XunitSuite.RunAsync(repository, suite, project, cancellation)];
    }

    private static int Summarize(IReadOnlyList<SuiteResult> results)
    {
        foreach (SuiteResult result in results.Where(result => result.Failures.Count > 0))
        {
            Console.WriteLine($"{result.Name}:");
            foreach (string failure in result.Failures)
            {
                Console.WriteLine("  " + failure.Replace("\n", "\n  "));
            }
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumn("suite");
        foreach (string column in (string[])["passed", "failed", "not run", "seconds"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (SuiteResult result in results)
        {
            table.AddRow(
                Markup.Escape(result.Name),
                Text(result.Passed),
                Text(result.Failed),
                Text(result.Skipped),
                result.Time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        int failed = results.Sum(result => result.Failed);
        int skipped = results.Sum(result => result.Skipped);
        string notRun = skipped > 0 ? $", {skipped} skipped" : "";
        Console.WriteLine($"{results.Sum(result => result.Passed)} passed, {failed} failed{notRun}");
        return failed == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>What of the suites is asked for, and how.</summary>
    /// <param name="KernelProcessors">Numbers of processors that the kernel suite runs with.</param>
    /// <param name="StressTime">For the stress suite as a whole.</param>
    /// <param name="FuzzSeconds">For the fuzzer alone.</param>
    private sealed record RuntimeSelection(
        IReadOnlyList<string> Homes,
        IReadOnlyList<string> Filters,
        Variant Variant,
        MachineOptions Machine,
        IReadOnlyList<int> KernelProcessors,
        TimeSpan StressTime,
        int FuzzSeconds,
        ulong FuzzSeed);
}
