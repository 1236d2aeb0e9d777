using System.Diagnostics;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Testing;

/// <summary>
/// How programs end, read and write, seen from outside: tests/Processes on stock .NET (the oracle), as a Linux process on our runtime and,
/// where threads and input are not needed, on bare metal.
/// </summary>
internal sealed class ProcessSuite
{
    internal const string Project = "tests/Processes/Processes.csproj";
    internal const string StockProject = "tests/Processes/Stock/ProcessesStock.csproj";

    private const string SingleFolder = "tests/Processes/Single";

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(1);

    private readonly Repository _repository;
    private readonly Image _hosted;
    private readonly Image _bare;
    private readonly Image _asyncMain;
    private readonly string _refusal;

    private ProcessSuite(Repository repository, Image hosted, Image bare, Image asyncMain, string refusal)
    {
        _repository = repository;
        _hosted = hosted;
        _bare = bare;
        _asyncMain = asyncMain;
        _refusal = refusal;
    }

    /// <summary>Builds the scenarios for all homes. Preconditions: the build lock is held.</summary>
    internal static async Task<ProcessSuite> BuildAsync(Repository repository)
    {
        Builder builder = new(repository, Terminal.Report, Variant.Plain);
        await builder.BuildProjectsAsync("process-tests", [.. Home.Hosted.Projects.Union(Home.Bare.Projects), Project, StockProject]);
        string scenarios = builder.AssemblyOf(Project);
        Image hosted = await builder.LinkAsync(Home.Hosted, "process-tests-hosted", [scenarios]);
        Image bare = await builder.LinkAsync(Home.Bare, "process-tests-bare", [scenarios]);
        Image asyncMain = await builder.LinkAsync(Home.Hosted, "process-tests-async", [await CompileAsync(repository, builder, "AsyncMain")]);
        return new ProcessSuite(repository, hosted, bare, asyncMain, await RefusalAsync(repository, builder));
    }

    internal async Task<SuiteResult> RunAsync(MachineOptions machine, IReadOnlyList<string> filters, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        List<string> failures = [];
        int passed = 0;
        void Count(string name, string? failure)
        {
            if (failure is null)
            {
                passed++;
            }
            else
            {
                failures.Add($"{name}: {failure}");
            }
        }

        Terminal.Report("Running the process tests");
        string stock = Building.Project.Load(_repository, StockProject).AssemblyPath(Variant.Plain);
        foreach (ProcessScenario scenario in ProcessScenario.All.Where(scenario => filters.Count == 0 || filters.Any(scenario.Name.Contains)))
        {
            ProcessOutcome? oracle = scenario.Expected is null ? await StartAsync(DotNet.Host, [stock, scenario.Name, .. scenario.Arguments], scenario, cancellation) : null;
            ProcessOutcome hosted = await StartAsync(_hosted.Executable, [scenario.Name, .. scenario.Arguments], scenario, cancellation);
            Count(scenario.Name, scenario.Judge(hosted, oracle));
            if (scenario.OnBareMetal)
            {
                MachineOptions options = machine with { CommandLine = "-- " + string.Join(' ', [scenario.Name, .. scenario.Arguments]) };
                ToolProcess.Result run = await ToolProcess.CaptureAsync(
                    Qemu.Program, Qemu.Arguments(options, new BootMedium.Direct(_bare.WithSymbols), "stdio,id=console,signal=off"), null, s_timeLimit, cancellation);
                Count(scenario.Name + ", bare", scenario.JudgeBare(Qemu.GuestStatus(run.ExitCode) ?? -1, run.Output, oracle));
            }
        }

        if (filters.Count == 0)
        {
            foreach (ProcessScenario scenario in ProcessScenario.AsyncMain)
            {
                Count(scenario.Name, scenario.Judge(await StartAsync(_asyncMain.Executable, scenario.Arguments, scenario, cancellation), null));
            }

            bool explains = _refusal.Contains("GenericVirtualMethod.Main() calls a generic virtual method", StringComparison.Ordinal) && !_refusal.Contains("   at ", StringComparison.Ordinal);
            Count("generic-virtual-method", explains ? null : $"the compiler said\n{_refusal}");
        }

        return new SuiteResult("process", passed, failures.Count, 0, time.Elapsed, failures);
    }

    private static Task<string> CompileAsync(Repository repository, Builder builder, string name) =>
        builder.CompileProgramAsync("process-tests/" + name, [repository.At($"{SingleFolder}/{name}.cs")]);

    /// <summary>What is said to a program that calls a generic virtual method.</summary>
    private static async Task<string> RefusalAsync(Repository repository, Builder builder)
    {
        string assembly = await CompileAsync(repository, builder, "GenericVirtualMethod");
        try
        {
            await builder.LinkAsync(Home.Hosted, "process-tests-refused", [assembly]);
            return "nothing";
        }
        catch (ToolException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Runs a program with its streams apart, and without leaving a core file behind.</summary>
    private static async Task<ProcessOutcome> StartAsync(string program, IReadOnlyList<string> arguments, ProcessScenario scenario, CancellationToken cancellation)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", "ulimit -c 0; exec \"$@\"", "sh", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        foreach ((string name, string value) in scenario.Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new ToolException($"cannot start {program}");
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_timeLimit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(scenario.Input, limit.Token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading its input, as most scenarios do.
        }

        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
        }

        return new ProcessOutcome(process.ExitCode, await output, await error);
    }
}
