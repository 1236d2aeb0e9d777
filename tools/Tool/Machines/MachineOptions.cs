namespace Diesis.Tool.Machines;

/// <summary>The virtual machine that is asked for.</summary>
internal sealed record MachineOptions
{
    internal int Processors { get; init; } = 1;

    /// <summary>As QEMU takes it: 256M, 2G.</summary>
    internal string Memory { get; init; } = "256M";

    /// <summary>pc (i440FX, PCI) or q35 (PCI Express).</summary>
    internal string Chipset { get; init; } = "pc";

    /// <summary>kvm, tcg, or null for the best that works here.</summary>
    internal string? Accelerator { get; init; }

    /// <summary>QEMU's CPU model, or null for the accelerator's best.</summary>
    internal string? Cpu { get; init; }

    /// <summary>One guest instruction is one virtual nanosecond.</summary>
    internal bool CountsInstructions { get; init; }

    /// <summary>The kernel command line.</summary>
    internal string CommandLine { get; init; } = "";

    /// <summary>A file that the loader hands over as the initial RAM file system; null for none.</summary>
    internal string? Initrd { get; init; }

    /// <summary>How it starts: direct, iso or uefi.</summary>
    internal string Boot { get; init; } = "direct";

    /// <summary>Devices besides those that every machine here has, as QEMU's -device takes them.</summary>
    internal IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Whether there is a graphics card, and whether it is shown.</summary>
    internal DisplayKind Display { get; init; }

    /// <summary>Where the kernel log goes, byte by byte as it comes through port 0xe9; null for nowhere.</summary>
    internal string? LogFile { get; init; }

    /// <summary>A socket on which QEMU's monitor protocol is spoken.</summary>
    internal string? MonitorSocket { get; init; }

    /// <summary>Stopped before the first instruction, with a debugger's port at this socket.</summary>
    internal string? DebuggerSocket { get; init; }

    /// <summary>A plugin that sees what is executed, with its options, as QEMU's -plugin takes it.</summary>
    internal string? Plugin { get; init; }
}

internal enum DisplayKind
{
    /// <summary>No graphics card, unless the way of starting needs one.</summary>
    None,

    /// <summary>A graphics card that nobody sees: for pictures by the monitor.</summary>
    Hidden,

    /// <summary>A window on the desktop.</summary>
    Window,
}
