using System.Runtime;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Firmware;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Homes;

/// <summary>What a process has, on bare metal: arguments from the command line and an end. Its streams are <see cref="StandardStreams"/>.</summary>
internal static unsafe class BareProcess
{
    /// <summary>QEMU's isa-debug-exit: a value written here ends the machine with the status 2 * value + 1.</summary>
    private const ushort ExitPort = 0xf4;

    internal const int KernelDied = 125;

    [RuntimeExport("HomeExit")]
    internal static void Exit(int status)
    {
        StandardStreams.Flush();
        LeaveEmulator(status);

        // A machine without that port is a real one, or somebody else's: nobody asks it for a status.
        Power.Off();
        Instructions.DisableInterrupts();
        while (true)
            Instructions.Halt();
    }

    [RuntimeExport("HomeAbort")]
    internal static void Abort() => Panic.End();

    /// <summary>Ends QEMU with a status. Returns on a machine without that port.</summary>
    internal static void LeaveEmulator(int status) => Instructions.PortWrite32(ExitPort, (uint)status & 0x7f);

    [RuntimeExport("HomeArgumentCount")]
    private static int ArgumentCount() => CommandLine.ArgumentCount + 1;

    [RuntimeExport("HomeArgument")]
    private static byte* Argument(int index)
    {
        // The kernel's own name comes first, as a program's does. SAFETY: a literal of the image, ended by a zero.
        if (index != 0)
            return CommandLine.Argument(index - 1);
        fixed (byte* name = "diesis\0"u8)
            return name;
    }

    [RuntimeExport("HomeEnvironmentLine")]
    private static byte* EnvironmentLine(int index) => CommandLine.Setting(index);
}
