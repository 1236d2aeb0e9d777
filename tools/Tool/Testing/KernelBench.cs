using System.Diagnostics;
using System.Globalization;
using Diesis.Tool.Building;
using Diesis.Tool.Machines;

namespace Diesis.Tool.Testing;

/// <summary>A figure of the kernel.</summary>
/// <param name="Aim">What it is to stay below; null where none is set.</param>
internal sealed record KernelFigure(string Name, double Value, string Unit, double? Aim = null);

/// <summary>
/// What the kernel's operations cost in instructions: QEMU counts them (-icount), so that two runs agree and the machine's load does not matter.
/// Then what start-up costs: instructions, memory, time on the wall, and the least memory it works with.
/// </summary>
internal sealed class KernelBench
{
    private const string Project = "bench/Kernel/Kernel.Bench.csproj";
    private const string BenchImage = "kernel-bench";

    /// <summary>Each byte of a string instruction would count as an instruction: the models for all systems that are compared go without.</summary>
    private const string CpuModel = "max,-erms,-fsrm";

    private const int LeastMegabytes = 4;
    private const int MostMegabytes = 64;
    private const int WallTurns = 5;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(20);

    /// <summary>The aims that are set, by name.</summary>
    private static readonly Dictionary<string, double> s_aims = new()
    {
        ["Boot.Instructions"] = 60e6,
        ["Boot.UsedMemory"] = 16,
        ["Boot.LeastMemory"] = 24,
        ["Thread.Switch"] = 400,
        ["Interrupt.EntryAndExit"] = 300,
    };

    private readonly Repository _repository;
    private readonly Image _bench;

    private KernelBench(Repository repository, Image bench)
    {
        _repository = repository;
        _bench = bench;
    }

    /// <summary>Preconditions: the build lock is held.</summary>
    internal static async Task<KernelBench> BuildAsync(Repository repository, Builder builder)
    {
        await builder.BuildProjectsAsync(BenchImage, [.. Home.Bare.Projects, Project]);
        return new KernelBench(repository, await builder.LinkAsync(Home.Bare, BenchImage, [builder.AssemblyOf(Project)]));
    }

    /// <param name="append">For the kernel's command line; checks are off unless it says otherwise.</param>
    internal async Task<IReadOnlyList<KernelFigure>> RunAsync(IReadOnlyList<string> filters, string append, CancellationToken cancellation)
    {
        Terminal.Report("Counting instructions");
        MachineOptions counting = new()
        {
            Accelerator = "tcg", Cpu = CpuModel, CountsInstructions = true, Memory = "128M",
            CommandLine = $"checks=off {append} -- {string.Join(' ', filters)}",
        };
        GuestOutcome outcome = await RunAsync(counting, cancellation);
        List<KernelFigure> figures = [.. Parse(outcome.Console)];
        if (outcome.Status != 0)
        {
            Terminal.Error($"the benchmarks ended with {(outcome.Status is int status ? $"exit status {status}" : outcome.End)}\n{outcome.Console}\n{outcome.Log}");
        }

        if (filters.Count == 0)
        {
            Terminal.Report("Timing start-up");
            figures.Add(new KernelFigure("Boot.WallTime", await WallTimeAsync(cancellation), "ms"));
            Terminal.Report("Looking for the least memory");
            figures.Add(new KernelFigure("Boot.LeastMemory", await LeastMemoryAsync(cancellation), "MB"));
        }

        return [.. figures.Select(figure => figure with { Aim = s_aims.TryGetValue(figure.Name, out double aim) ? aim : null })];
    }

    /// <summary>The format is in bench/Kernel/Harness/Program.cs.</summary>
    internal static IEnumerable<KernelFigure> Parse(string console)
    {
        foreach (string line in console.Split('\n'))
        {
            switch (line.TrimEnd('\r').Split(' '))
            {
                case ["bench", var name, var hundredths]:
                    yield return new KernelFigure(name, long.Parse(hundredths, CultureInfo.InvariantCulture) / 100.0, "instructions");
                    break;
                case ["boot", "ticks", var ticks]:
                    yield return new KernelFigure("Boot.Instructions", double.Parse(ticks, CultureInfo.InvariantCulture), "instructions");
                    break;
                case ["boot", "used", var bytes]:
                    yield return new KernelFigure("Boot.UsedMemory", Math.Round(double.Parse(bytes, CultureInfo.InvariantCulture) / (1 << 20), 2), "MB");
                    break;
            }
        }
    }

    private Task<GuestOutcome> RunAsync(MachineOptions options, CancellationToken cancellation, TimeSpan? limit = null) =>
        new CapturedMachine(_repository, _bench).RunAsync(
            options, new BootMedium.Direct(_bench.WithSymbols), BenchImage, limit ?? s_timeLimit, limit ?? s_timeLimit, cancellation);

    /// <summary>From the start of QEMU to the end of a kernel that only starts: the shortest of some turns, in milliseconds.</summary>
    private async Task<double> WallTimeAsync(CancellationToken cancellation)
    {
        double best = double.MaxValue;
        for (int i = 0; i < WallTurns; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await RunAsync(Starting("128M"), cancellation);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Math.Round(best);
    }

    private async Task<double> LeastMemoryAsync(CancellationToken cancellation)
    {
        int works = MostMegabytes;
        int fails = LeastMegabytes - 1;
        while (works - fails > 1)
        {
            int middle = (works + fails) / 2;
            GuestOutcome outcome = await RunAsync(Starting($"{middle}M"), cancellation, s_startLimit);
            (works, fails) = outcome.Status == 0 ? (middle, fails) : (works, middle);
        }

        return works;
    }

    /// <summary>No benchmark has this in its name, so that the program ends at once.</summary>
    private static MachineOptions Starting(string memory) => new() { Accelerator = "tcg", Memory = memory, CommandLine = "-- nothing" };
}
