using System.Diagnostics;
using System.Text;
using Diesis.Tool.Building;
using Diesis.Tool.Names;

namespace Diesis.Tool.Machines;

/// <summary>Runs a kernel in QEMU for a test or a measurement: console and log are captured, and a machine that hangs says where.</summary>
internal sealed class CapturedMachine(Repository repository, Image kernel)
{
    /// <summary>Time for the kernel's report after a non-maskable interrupt.</summary>
    private static readonly TimeSpan s_reportTime = TimeSpan.FromSeconds(2);

    internal StackTraceLines Lines { get; } = new(kernel.WithSymbols, repository.Root);

    /// <param name="name">Of the log file.</param>
    /// <param name="silence">A machine that prints nothing for so long hangs.</param>
    /// <param name="total">A machine that takes longer hangs as well.</param>
    /// <param name="visitor">Somebody who sits in front of it while it runs.</param>
    internal async Task<GuestOutcome> RunAsync(
        MachineOptions machine, BootMedium medium, string name, TimeSpan silence, TimeSpan total, CancellationToken cancellation, Func<QemuMonitor, Task>? visitor = null)
    {
        KernelLog log = new(repository, name);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-machine-");
        try
        {
            string socket = Path.Combine(folder.FullName, "monitor");
            IReadOnlyList<string> arguments = Qemu.Arguments(
                machine with { LogFile = log.Path, MonitorSocket = socket }, medium, "stdio,id=console,signal=off");
            using Process process = new()
            {
                StartInfo = new ProcessStartInfo(Qemu.Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
            };
            Start(process);
            try
            {
                using QemuMonitor? monitor = await QemuMonitor.ConnectAsync(socket, () => process.HasExited);
                Task visit = monitor is null || visitor is null ? Task.CompletedTask : visitor(monitor);
                GuestOutcome outcome = await FollowAsync(process, monitor, log, silence, total, cancellation);
                await visit;
                return outcome;
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ToolException($"cannot start {Qemu.Program}: {exception.Message}");
        }
    }

    private async Task<GuestOutcome> FollowAsync(
        Process process, QemuMonitor? monitor, KernelLog log, TimeSpan silence, TimeSpan total, CancellationToken cancellation)
    {
        StringBuilder console = new();
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        Task reading = ReadAsync(process.StandardOutput, console);
        Stopwatch time = Stopwatch.StartNew();
        long lastLength = 0;
        TimeSpan lastChange = TimeSpan.Zero;
        string? hang = null;
        while (hang is null && await Task.WhenAny(reading, Task.Delay(200, cancellation)) != reading)
        {
            cancellation.ThrowIfCancellationRequested();
            long length = Length(console) + (File.Exists(log.Path) ? new FileInfo(log.Path).Length : 0);
            (lastLength, lastChange) = length == lastLength ? (lastLength, lastChange) : (length, time.Elapsed);
            hang = time.Elapsed - lastChange > silence ? $"silent for {silence.TotalSeconds:F0} s"
                : time.Elapsed > total ? $"did not end within {total.TotalSeconds:F0} s" : null;
        }

        if (hang is not null)
        {
            hang = $"it hung ({hang})\n{await DescribeHangAsync(monitor)}";
            process.Kill();
        }

        await reading;
        await process.WaitForExitAsync(cancellation);
        int? status = hang is null ? Qemu.GuestStatus(process.ExitCode) : null;
        string end = hang ?? $"QEMU ended with status {process.ExitCode}{await ErrorsAsync(errors)}";

        // QEMU's own failure looks like a guest's success: but then no guest has ever said anything.
        if (status == 0 && console.Length == 0 && log.Text().Length == 0)
        {
            return new GuestOutcome(null, "", "", end);
        }

        if (hang is null && status is null && monitor is not null)
        {
            await monitor.EndAsync();
            (status, end) = monitor.ShutdownReason switch
            {
                "guest-shutdown" => (0, ""),
                "guest-reset" => ((int?)null, "the machine reset itself: a triple fault, or the kernel asked for it"),
                _ => (null, end),
            };
        }

        return new GuestOutcome(status, console.ToString(), log.Text(), end);
    }

    private static async Task<string> ErrorsAsync(Task<string> errors) => await errors is { Length: > 0 } text ? ": " + text.Trim() : "";

    /// <summary>Where each processor is; then each is interrupted, so that a kernel that still can says more in its log.</summary>
    private async Task<string> DescribeHangAsync(QemuMonitor? monitor)
    {
        if (monitor is null || await monitor.ExecuteTypedAsync("info registers -a") is not string registers)
        {
            return "";
        }

        await monitor.ExecuteAsync("inject-nmi");
        await Task.Delay(s_reportTime);
        return ProcessorStates.Describe(registers, ElfObject.Read(kernel.WithSymbols).Symbols, Lines);
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder console)
    {
        char[] buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            lock (console)
            {
                console.Append(buffer, 0, count);
            }
        }
    }

    private static long Length(StringBuilder console)
    {
        lock (console)
        {
            return console.Length;
        }
    }
}
