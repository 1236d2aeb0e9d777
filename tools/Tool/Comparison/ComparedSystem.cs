using System.Diagnostics;
using System.Globalization;
using System.Text;
using Diesis.Tool.Machines;
using Diesis.Tool.Roots;

namespace Diesis.Tool.Comparison;

/// <summary>One of the two kernels, with the root and the program that both get, and what is measured on it.</summary>
/// <param name="append">For its command line.</param>
internal sealed class ComparedSystem(Repository repository, GuestKernel kernel, RootArchive root, string program, string append)
{
    internal const string GuestPath = "bench/linux";

    /// <summary>Each byte of a string instruction would count as an instruction: the model goes without them, for both.</summary>
    private const string CpuModel = "max,-erms,-fsrm";

    private const string Memory = "256M";
    private const int MachineMegabytes = 256;
    private const int LeastMegabytes = 8;
    private const int WallTurns = 3;
    private const string ChurnRounds = "1000";

    /// <summary>What the login shell of user/Root shows when it waits for a command.</summary>
    private static readonly byte[] s_prompt = "~ # "u8.ToArray();

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(40);

    internal string Name => kernel.Name;

    private static MachineOptions Counting => new() { Accelerator = "tcg", Cpu = CpuModel, CountsInstructions = true, Memory = Memory };

    /// <summary>The benchmarks whose names begin so, or all.</summary>
    /// <param name="plugin">QEMU's -plugin; null for none.</param>
    internal async Task<IReadOnlyList<Measured>> MeasureAsync(IReadOnlyList<string> names, string? plugin, CancellationToken cancellation)
    {
        ProgramResult result = await RunAsync(Counting with { Plugin = plugin }, ["/" + GuestPath, .. names], s_timeLimit, cancellation);
        if (result.Status != 0)
        {
            Terminal.Error($"{Name}: the benchmarks ended early: {(result.Status is int status ? $"status {status}" : result.End)}\n{result.Text}");
        }

        return [.. Parse(result.Text)];
    }

    /// <summary>Lines as bench/Linux/main.c prints them.</summary>
    internal static IEnumerable<Measured> Parse(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.TrimEnd('\r').Split(' ') is ["bench", var name, var hundredths, var operations]
                && long.TryParse(hundredths, CultureInfo.InvariantCulture, out long cost) && long.TryParse(operations, CultureInfo.InvariantCulture, out long count))
            {
                yield return new Measured(name, cost / 100.0, count);
            }
        }
    }

    /// <summary>Millions of instructions from the machine's start to a login shell that has read its profile.</summary>
    internal async Task<double?> StartInstructionsAsync(CancellationToken cancellation)
    {
        ProgramResult start = await RunAsync(Counting, ["ash", "-l", "-c", $"/{GuestPath} ticks"], s_startLimit, cancellation);
        return start.Text.Split('\n').Select(line => line.TrimEnd('\r').Split(' ')).FirstOrDefault(words => words is ["ticks", _]) is [_, var ticks]
            ? Math.Round(double.Parse(ticks, CultureInfo.InvariantCulture) / 1e6, 3) : null;
    }

    /// <summary>Milliseconds on the clock on the wall from QEMU's start to the shell's prompt: the least of some turns. Depends on the machine and its load.</summary>
    internal async Task<double?> StartTimeAsync(CancellationToken cancellation)
    {
        double? best = null;
        for (int i = 0; i < WallTurns; i++)
        {
            double? time = await WithRootAsync(new GuestSession([], ConsoleUse.Terminal), initrd => TimeToPromptAsync(initrd, cancellation));
            best = best < time ? best : time ?? best;
        }

        return best;
    }

    private async Task<double?> TimeToPromptAsync(string initrd, CancellationToken cancellation)
    {
        MachineOptions machine = new() { Memory = Memory, CommandLine = CommandLine };
        IReadOnlyList<string> arguments = Qemu.Arguments(machine, new BootMedium.Direct(kernel.File, initrd), "stdio,id=console,signal=off");
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(Qemu.Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_startLimit);
        long start = Stopwatch.GetTimestamp();
        process.Start();
        try
        {
            List<byte> seen = [];
            byte[] buffer = new byte[4096];
            int count;
            while ((count = await process.StandardOutput.BaseStream.ReadAsync(buffer, limit.Token)) > 0)
            {
                seen.AddRange(buffer.AsSpan(0, count));
                if (System.Runtime.InteropServices.CollectionsMarshal.AsSpan(seen).IndexOf(s_prompt) >= 0)
                {
                    return Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            Terminal.Error($"{Name} ended before its shell asked for a command: {Encoding.UTF8.GetString([.. seen])}");
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Terminal.Error($"{Name} had no prompt after {s_startLimit.TotalSeconds:F0} s");
            return null;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Megabytes of the machine's memory that are not free when the first program runs: the kernel, its tables, the unpacked root.</summary>
    internal async Task<double?> MemoryNotFreeAsync(CancellationToken cancellation)
    {
        ProgramResult result = await RunAsync(new MachineOptions { Memory = Memory }, ["cat", "/proc/meminfo"], s_startLimit, cancellation);
        return result.Text.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault(words => words is ["MemFree:", _, ..]) is [_, var free, ..]
            ? Math.Round(MachineMegabytes - double.Parse(free, CultureInfo.InvariantCulture) / 1024, 1) : null;
    }

    /// <summary>The smallest --memory, in megabytes, in which a login shell runs a pipeline. Null when even the largest that is tried is too small.</summary>
    internal async Task<double?> LeastMemoryAsync(CancellationToken cancellation)
    {
        int works = MachineMegabytes;
        int fails = LeastMegabytes - 1;
        while (works - fails > 1)
        {
            int middle = (works + fails) / 2;
            ProgramResult result = await RunAsync(new MachineOptions { Memory = $"{middle}M" }, ["ash", "-l", "-c", "ls /bin | wc -l"], s_startLimit, cancellation);
            (works, fails) = result.Status == 0 ? (middle, fails) : (works, middle);
        }

        return works == MachineMegabytes ? null : works;
    }

    /// <summary>What the collector costs under load; null when the load ended early.</summary>
    internal async Task<CollectorCost?> CollectorCostAsync(CancellationToken cancellation)
    {
        ProgramResult result = await RunAsync(Counting, ["/" + GuestPath, "churn", ChurnRounds], s_timeLimit, cancellation);
        CollectorCost? cost = result.Status == 0 ? CollectorCost.Parse(result.Text) : null;
        if (cost is null)
        {
            Terminal.Error($"{Name}: the load ended early: {(result.Status is int status ? $"status {status}" : result.End)}\n{result.Text}");
        }

        return cost;
    }

    private string CommandLine => $"{kernel.CommandLine} {append}".Trim();

    private Task<ProgramResult> RunAsync(MachineOptions machine, IReadOnlyList<string> words, TimeSpan limit, CancellationToken cancellation) =>
        WithRootAsync(
            new GuestSession(words, ConsoleUse.Streams),
            initrd => new GuestProgram(repository, kernel).RunAsync(machine with { CommandLine = append }, initrd, "bench-" + Name.Split(' ')[0].ToLowerInvariant(), limit, limit, cancellation));

    private async Task<TResult> WithRootAsync<TResult>(GuestSession session, Func<string, Task<TResult>> run)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-bench-");
        try
        {
            string initrd = Path.Combine(folder.FullName, "initramfs.cpio");
            await root.WithAsync([new AddedFile(program, GuestPath)], [(GuestSession.Path, session.ToBytes())], initrd);
            return await run(initrd);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
