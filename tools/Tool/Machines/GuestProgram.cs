using System.Diagnostics;
using System.Text;

namespace Diesis.Tool.Machines;

/// <summary>How a program's run in a guest ended.</summary>
/// <param name="Status">The program's; null when the machine ended before it.</param>
/// <param name="Output">What the program wrote.</param>
/// <param name="Log">The kernel log, where the kernel has one that the tool sees.</param>
/// <param name="End">In words: why there is no status.</param>
internal sealed record ProgramResult(int? Status, byte[] Output, string Log, string End)
{
    internal string Text => Encoding.UTF8.GetString(Output);
}

/// <summary>Runs a program in a guest with its streams captured, as tests and measurements want it.</summary>
internal sealed class GuestProgram(Repository repository, GuestKernel kernel)
{
    /// <param name="initrd">A root whose session file names the program and asks for streams.</param>
    /// <param name="name">Of the log file.</param>
    /// <param name="silence">A machine that prints nothing for so long hangs.</param>
    internal async Task<ProgramResult> RunAsync(
        MachineOptions machine, string initrd, string name, TimeSpan silence, TimeSpan total, CancellationToken cancellation, Stream? input = null)
    {
        KernelLog log = new(repository, name);
        MachineOptions options = machine with { LogFile = log.Path, CommandLine = $"{kernel.CommandLine} {machine.CommandLine}".Trim() };
        IReadOnlyList<string> arguments = Qemu.Arguments(options, new BootMedium.Direct(kernel.File, initrd), "stdio,id=console,signal=off");
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(Qemu.Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
            GrowingStream output = new();
            StreamLink link = new(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, input ?? Stream.Null, output);
            string? hang = await WatchAsync(link.RunAsync(), () => output.Count + (File.Exists(log.Path) ? new FileInfo(log.Path).Length : 0), silence, total, cancellation);
            if (hang is not null)
            {
                process.Kill();
            }

            await process.WaitForExitAsync(cancellation);
            string before = Encoding.UTF8.GetString([.. link.Before]).Trim();
            string end = hang ?? (link.HasBegun ? "the machine ended before the program did" : $"init did not start: {before}{(await errors).Trim()}");
            return new ProgramResult(link.Status, output.ToArray(), log.Text(), link.Status is null ? end : "");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <returns>How it hangs; null when the run ended by itself.</returns>
    private static async Task<string?> WatchAsync(Task running, Func<long> progress, TimeSpan silence, TimeSpan total, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        long last = 0;
        TimeSpan lastChange = TimeSpan.Zero;
        while (await Task.WhenAny(running, Task.Delay(200, cancellation)) != running)
        {
            cancellation.ThrowIfCancellationRequested();
            long now = progress();
            (last, lastChange) = now == last ? (last, lastChange) : (now, time.Elapsed);
            if (time.Elapsed - lastChange > silence)
            {
                return $"it hung: silent for {silence.TotalSeconds:F0} s";
            }

            if (time.Elapsed > total)
            {
                return $"it did not end within {total.TotalSeconds:F0} s";
            }
        }

        await running;
        return null;
    }

    /// <summary>What one task writes while another looks how much there is.</summary>
    private sealed class GrowingStream : MemoryStream
    {
        private long _count;

        internal long Count => Interlocked.Read(ref _count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            Interlocked.Add(ref _count, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
