using Diesis.Tool.Building;
using Diesis.Tool.Commands;
using Diesis.Tool.Machines;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Comparison;

/// <summary>Where Linux' figures come from.</summary>
internal enum LinuxFigures
{
    /// <summary>Linux is booted and measured.</summary>
    Measured,

    /// <summary>Those of the last whole run, where the benchmarks and Linux are still the same.</summary>
    Kept,
}

/// <summary>
/// The comparison with Linux: bench/Linux, one static program, runs on Debian's Linux and on Diesis with the same root in a machine that counts
/// instructions. Then what the systems cost as a whole, and what our collector costs.
/// </summary>
internal sealed class LinuxComparison
{
    private const string Folder = "bench/Linux";

    private readonly Repository _repository;
    private readonly ComparedSystem _linux;
    private readonly string _key;

    private LinuxComparison(Repository repository, ComparedSystem linux, ComparedSystem diesis, InstructionProfiler profiler, string key)
    {
        _repository = repository;
        _linux = linux;
        Diesis = diesis;
        Profiler = profiler;
        _key = key;
    }

    internal ComparedSystem Diesis { get; }

    internal InstructionProfiler Profiler { get; }

    /// <summary>Preconditions: the build lock is held.</summary>
    /// <param name="append">For our kernel's command line, behind what turns its own checks off: Debian's Linux is built without such.</param>
    internal static async Task<LinuxComparison> BuildAsync(Repository repository, Builder builder, string append)
    {
        string program = Path.Combine(repository.Out, "bench", "linux");
        string[] sources = Sources(repository, "*.c");
        string[] headers = Sources(repository, "*.h");
        await new StepEngine(repository, Terminal.Report).RunAsync(new Step(
            "bench-linux",
            "Compiling the benchmarks",
            "musl-gcc -static -O2",
            [.. sources, .. headers],
            [program],
            context => ToolProcess.RunAsync("musl-gcc", ["-static", "-O2", "-Wall", "-Wextra", "-Werror", "-o", context.Temporary(program), .. sources])));
        string init = await InitProgram.BuildAsync(repository, builder);
        RootArchive root = await new RootFileSystem(repository, Terminal.Report).BuildAsync(new RootOptions(), init);
        await builder.BuildProjectsAsync(BuildCommand.KernelName, Home.Bare.Projects);
        Image kernel = await builder.LinkAsync(Home.Bare, BuildCommand.KernelName, []);
        GuestKernel linux = await LinuxKernel.FetchAsync(repository);
        return new LinuxComparison(
            repository,
            new ComparedSystem(repository, linux, root, program, ""),
            new ComparedSystem(repository, GuestKernel.Diesis(kernel), root, program, $"checks=off {append}".Trim()),
            await InstructionProfiler.BuildAsync(repository, builder, kernel),
            KeptFigures.KeyOf([.. sources, .. headers, init], linux.Name));
    }

    /// <param name="filters">Beginnings of names; none for everything. The controls are always measured.</param>
    internal async Task<ComparisonResult> RunAsync(IReadOnlyList<string> filters, LinuxFigures source, CancellationToken cancellation)
    {
        bool isWhole = filters.Count == 0;
        string[] names = isWhole ? [] : [ComparisonRow.ControlPrefix, .. filters];
        KeptFigures? kept = source == LinuxFigures.Kept ? await KeptFigures.ReadAsync(_repository, _key, cancellation) : null;

        // Two machines at a time do not disturb each other: what is counted is instructions.
        Terminal.Report(kept is null ? $"Counting instructions on {_linux.Name} and on {Diesis.Name}" : $"Counting instructions on {Diesis.Name}; those of {_linux.Name} are of the last whole run");
        Task<IReadOnlyList<Measured>> linux = kept is not null ? Task.FromResult(kept.Rows) : _linux.MeasureAsync(names, null, cancellation);
        Task<IReadOnlyList<Measured>> diesis = Diesis.MeasureAsync(names, null, cancellation);
        await Task.WhenAll(linux, diesis);
        IReadOnlyList<ComparisonRow> rows = ComparisonResult.Join(
            [.. (await linux).Where(one => isWhole || names.Any(name => one.Name.StartsWith(name, StringComparison.Ordinal)))], await diesis);
        if (!isWhole)
        {
            return new ComparisonResult(_linux.Name, rows, [], null);
        }

        List<SystemFigure> figures = [];
        foreach ((string name, string unit, string doing, Func<ComparedSystem, Task<double?>> measure) in Whole(cancellation))
        {
            Terminal.Report(doing);
            double? there = kept is null ? await measure(_linux) : kept.System.FirstOrDefault(value => value.Name == name)?.Value;
            figures.Add(new SystemFigure(name, there, await measure(Diesis), unit));
        }

        if (kept is null)
        {
            await new KeptFigures(_key, await linux, [.. figures.Select(figure => new KeptFigures.SystemValue(figure.Name, figure.Linux))]).WriteAsync(_repository, cancellation);
        }

        Terminal.Report("Looking at the collector under load");
        return new ComparisonResult(_linux.Name, rows, figures, await Diesis.CollectorCostAsync(cancellation));
    }

    /// <summary>One machine at a time: some of these are times on the clock on the wall.</summary>
    private static IEnumerable<(string Name, string Unit, string Doing, Func<ComparedSystem, Task<double?>> Measure)> Whole(CancellationToken cancellation) =>
    [
        ("boot-instructions", "million", "Counting the instructions of start-up", system => system.StartInstructionsAsync(cancellation)),
        ("boot-wall-clock", "ms", "Timing start-up to the prompt", system => system.StartTimeAsync(cancellation)),
        ("boot-memory-not-free", "MB", "Asking for the memory that start-up takes", system => system.MemoryNotFreeAsync(cancellation)),
        ("least-memory", "MB", "Looking for the least memory with a shell", system => system.LeastMemoryAsync(cancellation)),
    ];

    private static string[] Sources(Repository repository, string pattern) =>
        [.. Directory.EnumerateFiles(repository.At(Folder), pattern).Order(StringComparer.Ordinal)];
}
