using System.Diagnostics;
using System.Globalization;
using Diesis.Tool.Building;
using Diesis.Tool.Names;

namespace Diesis.Tool.Machines;

/// <summary>Runs a kernel in QEMU with its console on this process' standard streams.</summary>
internal static class Machine
{
    /// <returns>The exit status for ./diesis: the guest's, or one of <see cref="ExitCodes"/>.</returns>
    internal static async Task<int> RunAsync(MachineOptions machine, Image kernel, string root, TimeSpan? timeLimit)
    {
        // With a terminal, Ctrl-A x ends the machine; Ctrl-C goes to the guest.
        bool interactive = !Console.IsInputRedirected;
        List<string> arguments = [.. Qemu.Arguments(machine, kernel.WithSymbols, $"stdio,id=console,signal=off{(interactive ? ",mux=on" : "")}")];
        if (interactive)
        {
            arguments.AddRange(["-mon", "chardev=console,mode=readline"]);
        }

        // timeout(1) asks QEMU to end, so that it puts the terminal's settings back.
        (string program, IEnumerable<string> prefix) = timeLimit is TimeSpan limit
            ? ("timeout", ["--foreground", "-k", "5", limit.TotalSeconds.ToString(CultureInfo.InvariantCulture), Qemu.Program])
            : (Qemu.Program, (string[])[]);
        using Process process = new() { StartInfo = new ProcessStartInfo(program, [.. prefix, .. arguments]) { RedirectStandardOutput = true } };
        Stopwatch time = Stopwatch.StartNew();
        process.Start();
        TraceFilter filter = new(Console.OpenStandardOutput(), new StackTraceLines(kernel.WithSymbols, root));
        byte[] buffer = new byte[4096];
        int count;
        while ((count = await process.StandardOutput.BaseStream.ReadAsync(buffer)) > 0)
        {
            filter.Write(buffer.AsSpan(0, count));
        }

        filter.End();
        await process.WaitForExitAsync();
        return Status(process.ExitCode, time.Elapsed >= timeLimit);
    }

    private static int Status(int exitCode, bool timedOut)
    {
        if (timedOut)
        {
            Terminal.Error("the time limit was up");
            return ExitCodes.TimedOut;
        }

        if (Qemu.GuestStatus(exitCode) is int status)
        {
            return status;
        }

        // The kernel always ends by the exit port; QEMU ending by itself with 0 means a triple fault or Ctrl-A x.
        Terminal.Error("the machine ended without an exit status");
        return ExitCodes.KernelDied;
    }
}
