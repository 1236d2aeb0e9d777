using System.Diagnostics;
using System.Globalization;
using Diesis.Tool.Building;
using Diesis.Tool.Names;

namespace Diesis.Tool.Machines;

/// <summary>Runs a kernel in QEMU with its console on this process' standard streams.</summary>
internal sealed class Machine(Repository repository, Image kernel)
{
    private readonly StackTraceLines _lines = new(kernel.WithSymbols, repository.Root);

    /// <param name="console">What the guest does with its console.</param>
    /// <param name="log">Whether the kernel log is copied to standard error.</param>
    /// <param name="visit">What is done at the screen and the keyboard; or null.</param>
    /// <returns>The exit status for ./diesis: the guest's, or one of <see cref="ExitCodes"/>.</returns>
    internal async Task<int> RunAsync(
        MachineOptions machine, BootMedium medium, GuestConsole console, TimeSpan? timeLimit, LogDisplay log, ScreenVisit? visit)
    {
        KernelLog kernelLog = KernelLog.ForThisRun(repository);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diesis-machine-");
        try
        {
            string socket = Path.Combine(folder.FullName, "monitor");
            using Process process = new() { StartInfo = StartInfo(machine with { LogFile = kernelLog.Path, MonitorSocket = socket }, medium, console, timeLimit) };
            Stopwatch time = Stopwatch.StartNew();
            process.Start();
            using CancellationTokenSource ended = new();
            Task following = log == LogDisplay.OnTerminal ? kernelLog.FollowAsync(Console.OpenStandardError(), _lines, ended.Token) : Task.CompletedTask;
            Task<QemuMonitor?> connecting = QemuMonitor.ConnectAsync(socket, () => process.HasExited);
            Task visiting = visit?.MakeAsync(connecting, timeLimit) ?? Task.CompletedTask;
            int? told = await CopyConsoleAsync(process, console);
            await process.WaitForExitAsync();
            await visiting;
            ended.Cancel();
            await following;
            using QemuMonitor? monitor = await connecting;
            await (monitor?.EndAsync() ?? Task.CompletedTask);
            return told ?? Status(process.ExitCode, time.Elapsed >= timeLimit, monitor?.ShutdownReason, console, kernelLog, log);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo StartInfo(MachineOptions machine, BootMedium medium, GuestConsole console, TimeSpan? timeLimit)
    {
        // With a terminal, Ctrl-A x ends the machine; Ctrl-C goes to the guest.
        bool isInteractive = IsInteractive && console != GuestConsole.Streams;
        List<string> arguments = [.. Qemu.Arguments(machine, medium, $"stdio,id=console,signal=off{(isInteractive ? ",mux=on" : "")}")];
        if (isInteractive)
        {
            arguments.AddRange(["-mon", "chardev=console,mode=readline"]);
        }

        // timeout(1) asks QEMU to end, so that it puts the terminal's settings back.
        (string program, IEnumerable<string> prefix) = timeLimit is TimeSpan limit
            ? ("timeout", ["--foreground", "-k", "5", limit.TotalSeconds.ToString(CultureInfo.InvariantCulture), Qemu.Program])
            : (Qemu.Program, (string[])[]);
        return new ProcessStartInfo(program, [.. prefix, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = console == GuestConsole.Streams };
    }

    private static bool IsInteractive => !Console.IsInputRedirected;

    /// <returns>The status that init has told; null when none did.</returns>
    private async Task<int?> CopyConsoleAsync(Process process, GuestConsole console)
    {
        Stream fromGuest = process.StandardOutput.BaseStream;
        Stream output = Console.OpenStandardOutput();
        if (console == GuestConsole.Streams)
        {
            StreamLink link = new(fromGuest, process.StandardInput.BaseStream, Console.OpenStandardInput(), output);
            await link.RunAsync();
            if (!link.HasBegun)
            {
                TraceFilter early = new(Console.OpenStandardError(), _lines);
                early.Write([.. link.Before]);
                early.End();
            }

            return link.Status;
        }

        byte[] buffer = new byte[4096];
        int count;
        if (console == GuestConsole.Terminal)
        {
            TerminalOutput terminal = new(output);
            for (bool isFirst = true; (count = await fromGuest.ReadAsync(buffer)) > 0; isFirst = false)
            {
                if (isFirst)
                {
                    // The guest ends its lines itself. QEMU has made the terminal raw but for that, and puts all back in the end.
                    await ToolProcess.CaptureAsync("stty", ["-F", "/dev/tty", "-opost"]);
                }

                terminal.Write(buffer.AsSpan(0, count));
            }

            terminal.End();
            return terminal.Status;
        }

        TraceFilter filter = new(output, _lines);
        while ((count = await fromGuest.ReadAsync(buffer)) > 0)
        {
            filter.Write(buffer.AsSpan(0, count));
        }

        filter.End();
        return null;
    }

    private int Status(int exitCode, bool timedOut, string? reason, GuestConsole console, KernelLog kernelLog, LogDisplay display)
    {
        if (timedOut)
        {
            Terminal.Error($"the time limit was up; the kernel log is in {kernelLog.RelativePath}");
            return ExitCodes.TimedOut;
        }

        // QEMU's own failure looks like a guest's success: but then no guest has ever logged anything.
        if (exitCode == 1 && kernelLog.Text().Length == 0)
        {
            Terminal.Error("QEMU could not start the machine");
            return ExitCodes.Failure;
        }

        if (console is GuestConsole.Plain or GuestConsole.Screen && Qemu.GuestStatus(exitCode) is int status and not ExitCodes.KernelDied)
        {
            return status;
        }

        // The guest switched the machine off, or the person in front of it left with Ctrl-A x.
        if (exitCode == 0 && (reason is "guest-shutdown" or "host-qmp-quit" or "host-ui" || (reason is null && IsInteractive)))
        {
            return ExitCodes.Success;
        }

        string death = console == GuestConsole.Plain ? "the kernel died" : "the machine ended before its program did";
        Terminal.Error(reason == "guest-reset" ? "the machine reset itself without an exit status (a triple fault?)"
            : Qemu.GuestStatus(exitCode) is not null ? death : "the machine ended without an exit status");
        if (display == LogDisplay.OnTerminal)
        {
            return ExitCodes.KernelDied;
        }

        string end = kernelLog.End(_lines);
        Terminal.Error(end.Length == 0 ? $"the kernel log ({kernelLog.RelativePath}) is empty" : $"the end of the kernel log ({kernelLog.RelativePath}):\n{end}");
        return ExitCodes.KernelDied;
    }
}

/// <summary>Who is at the guest's end of the console.</summary>
internal enum GuestConsole
{
    /// <summary>Whatever the command line started: the kernel's monitor, a program as the first process.</summary>
    Plain,

    /// <summary>Our init, with a terminal on it.</summary>
    Terminal,

    /// <summary>Our init, with framed streams on it.</summary>
    Streams,

    /// <summary>Our init, which has the screen and the keyboard for a terminal; the serial port carries nothing of its.</summary>
    Screen,
}

internal enum LogDisplay
{
    OnlyInFile,
    OnTerminal,
}
