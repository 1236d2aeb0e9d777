using System.Globalization;
using System.Text.Json;
using Diesis.Tool.Building;
using Diesis.Tool.Commands;
using Diesis.Tool.Machines;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Testing;

/// <summary>
/// The comparison with Linux: bench/Linux, one static program, runs on Debian's Linux and on Diesis in a machine that counts instructions. Linux'
/// figures do not change: they are kept beside the sources and taken anew only when these change.
/// </summary>
internal sealed class LinuxBench
{
    private const string Folder = "bench/Linux";
    private const string Recorded = Folder + "/linux.json";
    private const string GuestPath = "bench/linux";
    private const string Start = "boot-to-shell";
    private const string Memory = "shell-memory";
    private const string Instructions = "instructions";
    private const string Megabytes = "MB";

    /// <summary>Each byte of a string instruction would count as an instruction: the models for all systems that are compared go without.</summary>
    private const string CpuModel = "max,-erms,-fsrm";

    private const int LeastMegabytes = 8;
    private const int MostMegabytes = 256;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(40);
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    private readonly Repository _repository;
    private readonly RootArchive _root;
    private readonly GuestKernel _kernel;
    private readonly string _program;

    private LinuxBench(Repository repository, RootArchive root, GuestKernel kernel, string program)
    {
        _repository = repository;
        _root = root;
        _kernel = kernel;
        _program = program;
    }

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<LinuxBench> BuildAsync(Repository repository, Builder builder)
    {
        string program = Path.Combine(repository.Out, "bench", "linux");
        string[] sources = [.. Sources(repository, "*.c")];
        await new StepEngine(repository, Terminal.Report).RunAsync(new Step(
            "bench-linux",
            "Compiling the benchmarks",
            "musl-gcc -static -O2",
            [.. sources, .. Sources(repository, "*.h")],
            [program],
            context => ToolProcess.RunAsync("musl-gcc", ["-static", "-O2", "-Wall", "-Wextra", "-Werror", "-o", context.Temporary(program), .. sources])));
        string init = await InitProgram.BuildAsync(repository, builder);
        RootArchive root = await new RootFileSystem(repository, Terminal.Report).BuildAsync(new RootOptions(), init);
        await builder.BuildProjectsAsync(BuildCommand.KernelName, Home.Bare.Projects);
        Image kernel = await builder.LinkAsync(Home.Bare, BuildCommand.KernelName, []);
        return new LinuxBench(repository, root, GuestKernel.Diesis(kernel), program);
    }

    /// <summary>Compares. The kernel's own checks (lock order, poisoned frames, canaries) are off, as Linux' are in Debian's build.</summary>
    internal async Task<IReadOnlyList<LinuxFigure>> RunAsync(IReadOnlyList<string> filters, string append, CancellationToken cancellation)
    {
        LinuxRecord linux = await LinuxFiguresAsync(cancellation);
        IReadOnlyDictionary<string, double> own = await MeasureAsync(_kernel, filters, $"checks=off {append}", cancellation);
        return
        [
            .. linux.Rows.Where(row => filters.Count == 0 || filters.Any(filter => row.Key.StartsWith(filter, StringComparison.Ordinal)))
                .Select(row => new LinuxFigure(row.Key, row.Value, own.TryGetValue(row.Key, out double value) ? value : null, row.Key == Memory ? Megabytes : Instructions)),
        ];
    }

    private async Task<LinuxRecord> LinuxFiguresAsync(CancellationToken cancellation)
    {
        string path = _repository.At(Recorded);
        string fingerprint = Fingerprint.OfText(string.Concat(((string[])[.. Sources(_repository, "*.c"), .. Sources(_repository, "*.h")]).Order(StringComparer.Ordinal).Select(Fingerprint.OfFile)))[..16];
        LinuxRecord? record = File.Exists(path) ? JsonSerializer.Deserialize<LinuxRecord>(await File.ReadAllTextAsync(path, cancellation)) : null;
        if (record?.Sources == fingerprint)
        {
            return record;
        }

        GuestKernel linux;
        using (await BuildLock.EnterAsync(_repository, Terminal.Report, cancellation))
        {
            linux = await LinuxKernel.FetchAsync(_repository);
        }

        record = new LinuxRecord(linux.Name, fingerprint, new SortedDictionary<string, double>(await MeasureAsync(linux, [], "", cancellation), StringComparer.Ordinal));
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(record, s_json) + "\n", cancellation);
        return record;
    }

    private async Task<Dictionary<string, double>> MeasureAsync(GuestKernel kernel, IReadOnlyList<string> filters, string append, CancellationToken cancellation)
    {
        Terminal.Report($"Counting {kernel.Name}'s instructions");
        Dictionary<string, double> figures = [];
        MachineOptions counting = new() { Accelerator = "tcg", Cpu = CpuModel, CountsInstructions = true, CommandLine = append };
        ProgramResult result = await RunAsync(kernel, counting, ["/" + GuestPath, .. filters], s_timeLimit, cancellation);
        foreach ((string name, double value) in Parse(result.Text))
        {
            figures[name] = value;
        }

        if (result.Status != 0)
        {
            Terminal.Error($"{kernel.Name}: the benchmarks ended early: {(result.Status is int status ? $"status {status}" : result.End)}\n{result.Text}");
        }

        if (filters.Count == 0 || filters.Contains(Start))
        {
            // A shell that has read its profile and would ask for the first command.
            ProgramResult start = await RunAsync(kernel, counting, ["ash", "-l", "-c", $"/{GuestPath} ticks"], s_startLimit, cancellation);
            if (Parse(start.Text).FirstOrDefault() is { Key: not null } ticks)
            {
                figures[Start] = ticks.Value;
            }
        }

        if (filters.Count == 0 || filters.Contains(Memory))
        {
            Terminal.Report($"Looking for the least memory in which {kernel.Name} runs a shell");
            figures[Memory] = await LeastMemoryAsync(kernel, cancellation);
        }

        return figures;
    }

    /// <summary>Lines as bench/Linux/main.c prints them.</summary>
    internal static IEnumerable<KeyValuePair<string, double>> Parse(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            switch (line.TrimEnd('\r').Split(' '))
            {
                case ["bench", var name, var hundredths]:
                    yield return KeyValuePair.Create(name, long.Parse(hundredths, CultureInfo.InvariantCulture) / 100.0);
                    break;
                case ["ticks", var ticks]:
                    yield return KeyValuePair.Create(Start, double.Parse(ticks, CultureInfo.InvariantCulture));
                    break;
            }
        }
    }

    private async Task<double> LeastMemoryAsync(GuestKernel kernel, CancellationToken cancellation)
    {
        int works = MostMegabytes;
        int fails = LeastMegabytes - 1;
        while (works - fails > 1)
        {
            int middle = (works + fails) / 2;
            ProgramResult result = await RunAsync(
                kernel, new MachineOptions { Accelerator = "tcg", Memory = $"{middle}M" }, ["ash", "-l", "-c", "ls /bin | wc -l"], s_startLimit, cancellation);
            (works, fails) = result.Status == 0 ? (middle, fails) : (works, middle);
        }

        return works;
    }

    private async Task<ProgramResult> RunAsync(GuestKernel kernel, MachineOptions machine, IReadOnlyList<string> words, TimeSpan limit, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-bench-");
        try
        {
            string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
            GuestSession session = new(words, ConsoleUse.Streams);
            await _root.WithAsync([new AddedFile(_program, GuestPath)], [(GuestSession.Path, session.ToBytes())], initrd);
            return await new GuestProgram(_repository, kernel).RunAsync(machine, initrd, "bench-linux", limit, limit, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Sources(Repository repository, string pattern) =>
        Directory.EnumerateFiles(repository.At(Folder), pattern).Order(StringComparer.Ordinal);

    /// <param name="Kernel">Name and version.</param>
    /// <param name="Sources">What the benchmarks were when these figures were taken.</param>
    private sealed record LinuxRecord(string Kernel, string Sources, SortedDictionary<string, double> Rows);
}
