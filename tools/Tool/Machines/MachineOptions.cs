namespace Diesis.Tool.Machines;

/// <summary>The virtual machine that is asked for.</summary>
internal sealed record MachineOptions
{
    internal int Processors { get; init; } = 1;

    /// <summary>As QEMU takes it: 256M, 2G.</summary>
    internal string Memory { get; init; } = "256M";

    /// <summary>kvm, tcg, or null for the best that works here.</summary>
    internal string? Accelerator { get; init; }

    /// <summary>QEMU's CPU model, or null for the accelerator's best.</summary>
    internal string? Cpu { get; init; }

    /// <summary>One guest instruction is one virtual nanosecond.</summary>
    internal bool CountsInstructions { get; init; }

    /// <summary>The kernel command line.</summary>
    internal string CommandLine { get; init; } = "";

    /// <summary>Stopped before the first instruction, with a debugger's port at this socket.</summary>
    internal string? DebuggerSocket { get; init; }
}
