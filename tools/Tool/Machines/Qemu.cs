using System.Globalization;

namespace Diesis.Tool.Machines;

/// <summary>How QEMU is started: the one place that knows its options.</summary>
internal static class Qemu
{
    internal const string Program = "qemu-system-x86_64";

    /// <summary>The I/O port through which the kernel ends the machine with an exit status (isa-debug-exit).</summary>
    private const string ExitPort = "0xf4";

    /// <param name="kernel">An ELF file with a PVH entry.</param>
    /// <param name="console">What the first serial port is: a QEMU character device such as stdio.</param>
    internal static IReadOnlyList<string> Arguments(MachineOptions machine, string kernel, string console)
    {
        string accelerator = machine.Accelerator ?? (HasKvm() && !machine.CountsInstructions ? "kvm" : "tcg");
        List<string> arguments =
        [
            "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
            "-accel", accelerator,
            "-cpu", machine.Cpu ?? (accelerator == "kvm" ? "host" : "max"),
            "-m", machine.Memory,
            "-smp", machine.Processors.ToString(CultureInfo.InvariantCulture),
            "-device", $"isa-debug-exit,iobase={ExitPort},iosize=4",
            "-chardev", console, "-serial", "chardev:console",
            "-kernel", kernel,
            "-append", machine.CommandLine,
        ];
        if (machine.CountsInstructions)
        {
            arguments.AddRange(["-icount", "shift=0"]);
        }

        if (machine.DebuggerSocket is not null)
        {
            arguments.AddRange(["-S", "-chardev", $"socket,path={Escape(machine.DebuggerSocket)},server=on,wait=off,id=debugger", "-gdb", "chardev:debugger"]);
        }

        return arguments;
    }

    /// <summary>QEMU ends with 2 * value + 1 when the guest writes the value to the exit port, with 0 when it powers off.</summary>
    internal static int? GuestStatus(int exitCode) => (exitCode & 1) == 1 ? exitCode >> 1 : null;

    /// <summary>A comma ends an option's value unless it is doubled.</summary>
    internal static string Escape(string value) => value.Replace(",", ",,");

    /// <summary>/dev/kvm is not enough: it stands in machines whose processor cannot do it.</summary>
    private static bool HasKvm()
    {
        try
        {
            using FileStream device = new("/dev/kvm", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ').Any(flag => flag is "vmx" or "svm") ?? false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
