using System.Runtime;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Homes;

/// <summary>What a process has, on bare metal: standard streams on the serial port, arguments from the command line, an end.</summary>
internal static unsafe class BareProcess
{
    /// <summary>QEMU's isa-debug-exit: a value written here ends the machine with the status 2 * value + 1.</summary>
    private const ushort ExitPort = 0xf4;

    internal const int KernelDied = 125;

    [RuntimeExport("HomeWrite")]
    private static void Write(int stream, byte* data, nuint length)
    {
        for (nuint i = 0; i < length; i++)
            SerialPort.Write(data[i]);
    }

    [RuntimeExport("HomeRead")]
    private static nint Read(byte* data, nuint length)
    {
        const byte EndOfTransmission = 4;
        nuint count = 0;
        while (count < length)
        {
            byte value = SerialPort.Read();
            if (value == EndOfTransmission)
                break;
            data[count++] = value == '\r' ? (byte)'\n' : value;
            if (value is (byte)'\r' or (byte)'\n')
                break;
        }
        return (nint)count;
    }

    [RuntimeExport("HomeExit")]
    internal static void Exit(int status)
    {
        Instructions.PortWrite32(ExitPort, (uint)status & 0x7f);
        Instructions.DisableInterrupts();
        while (true)
            Instructions.Halt();
    }

    [RuntimeExport("HomeAbort")]
    internal static void Abort() => Exit(KernelDied);

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
