using System.Globalization;

namespace Diesis.Tool.Machines;

/// <summary>How QEMU is started: the one place that knows its options.</summary>
internal static class Qemu
{
    internal const string Program = "qemu-system-x86_64";

    /// <summary>The I/O port through which the kernel ends the machine with an exit status (isa-debug-exit).</summary>
    private const string ExitPort = "0xf4";

    /// <summary>The I/O port that takes the kernel log (isa-debugcon).</summary>
    private const string LogPort = "0xe9";

    /// <summary>The firmware OVMF, with a variable store that forgets.</summary>
    private static readonly string[] s_uefi =
    [
        "-drive", "if=pflash,format=raw,unit=0,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd",
        "-drive", "if=pflash,format=raw,unit=1,snapshot=on,file=/usr/share/OVMF/OVMF_VARS_4M.fd",
    ];

    /// <param name="console">What the first serial port is: a QEMU character device such as stdio.</param>
    internal static IReadOnlyList<string> Arguments(MachineOptions machine, BootMedium medium, string console)
    {
        string accelerator = machine.Accelerator ?? (HasKvm() && !machine.CountsInstructions ? "kvm" : "tcg");
        bool hasGraphics = machine.Display != DisplayKind.None || medium is not BootMedium.Direct;
        List<string> arguments =
        [
            "-nodefaults", "-no-user-config", "-no-reboot",
            "-display", machine.Display == DisplayKind.Window ? "gtk" : "none",
            "-machine", machine.Chipset,
            "-accel", accelerator,
            "-cpu", machine.Cpu ?? (accelerator == "kvm" ? "host" : "max"),
            "-m", machine.Memory,
            "-smp", machine.Processors.ToString(CultureInfo.InvariantCulture),
            "-device", $"isa-debug-exit,iobase={ExitPort},iosize=4",
            "-chardev", console, "-serial", "chardev:console",
            .. hasGraphics ? (string[])["-vga", "std"] : [],
            .. medium.UnderUefi ? s_uefi : [],
            .. Medium(medium, machine.CommandLine),
            .. machine.Devices.SelectMany(device => (string[])["-device", device]),
        ];
        if (machine.LogFile is not null)
        {
            arguments.AddRange(["-chardev", $"file,id=log,path={Escape(machine.LogFile)}", "-device", $"isa-debugcon,iobase={LogPort},chardev=log"]);
        }

        if (machine.MonitorSocket is not null)
        {
            arguments.AddRange(["-chardev", $"socket,path={Escape(machine.MonitorSocket)},server=on,wait=off,id=monitor", "-mon", "chardev=monitor,mode=control"]);
        }

        if (machine.CountsInstructions)
        {
            // Time passes by instructions alone: a processor that sleeps jumps to its next timer.
            arguments.AddRange(["-icount", "shift=0,sleep=off"]);
        }

        if (machine.Plugin is not null)
        {
            arguments.AddRange(["-plugin", machine.Plugin]);
        }

        if (machine.DebuggerSocket is not null)
        {
            arguments.AddRange(["-S", "-chardev", $"socket,path={Escape(machine.DebuggerSocket)},server=on,wait=off,id=debugger", "-gdb", "chardev:debugger"]);
        }

        return arguments;
    }

    private static string[] Medium(BootMedium medium, string commandLine) => medium switch
    {
        BootMedium.Direct direct => ["-kernel", direct.Kernel, "-append", commandLine, .. direct.Initrd is string initrd ? (string[])["-initrd", initrd] : []],
        BootMedium.Iso { AsDisk: true } iso => Disk(iso.Path),
        BootMedium.Iso iso =>
            ["-drive", $"if=none,id=start,media=cdrom,format=raw,readonly=on,file={Escape(iso.Path)}", "-device", "ide-cd,drive=start,bootindex=0"],
        BootMedium.UefiDisk uefi => Disk(uefi.Path),
        _ => throw new ArgumentOutOfRangeException(nameof(medium)),
    };

    private static string[] Disk(string path) =>
        ["-drive", $"if=none,id=start,format=raw,snapshot=on,file={Escape(path)}", "-device", "ide-hd,drive=start,bootindex=0"];

    /// <summary>QEMU ends with 2 * value + 1 when the guest writes the value to the exit port, with 0 when it powers off.</summary>
    internal static int ExitCodeOf(int guestStatus) => guestStatus * 2 + 1;

    /// <summary>The reverse of <see cref="ExitCodeOf"/>; null when the guest wrote none.</summary>
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
