using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Processors;

/// <summary>Processor instructions and addresses from Arch/X64/Instructions.S.</summary>
/// <remarks>SAFETY: callers own the ports, tables and pages that they name.</remarks>
internal static unsafe class Instructions
{
    /// <summary>RFLAGS.IF, in what <see cref="SaveAndDisableInterrupts"/> returns.</summary>
    internal const nuint InterruptFlag = 1 << 9;

    [RuntimeImport("*", "PortWrite8")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void PortWrite8(ushort port, byte value);

    [RuntimeImport("*", "PortRead8")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte PortRead8(ushort port);

    [RuntimeImport("*", "PortWrite32")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void PortWrite32(ushort port, uint value);

    [RuntimeImport("*", "LoadInterruptTable")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void LoadInterruptTable(void* pointer);

    /// <summary>Loads GDTR, and the segment registers anew; GS keeps its base.</summary>
    [RuntimeImport("*", "LoadGlobalTable")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void LoadGlobalTable(void* pointer);

    [RuntimeImport("*", "LoadTaskRegister")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void LoadTaskRegister(ushort selector);

    [RuntimeImport("*", "InvalidatePage")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void InvalidatePage(void* address);

    [RuntimeImport("*", "EnableInterrupts")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void EnableInterrupts();

    [RuntimeImport("*", "DisableInterrupts")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void DisableInterrupts();

    [RuntimeImport("*", "HaltProcessor")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Halt();

    [RuntimeImport("*", "PauseProcessor")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Pause();

    [RuntimeImport("*", "ReadTimeStampCounter")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ReadTimeStampCounter();

    [RuntimeImport("*", "ReadPageFaultAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint ReadPageFaultAddress();

    [RuntimeImport("*", "InterruptStubsAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* InterruptStubs();

    [RuntimeImport("*", "StackTableAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong* StackTable();

    [RuntimeImport("*", "KernelEndAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* KernelEnd();

    [RuntimeImport("*", "HardwareFaultEntryAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint HardwareFaultEntry();

    [RuntimeImport("*", "ModulesAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint* Modules();

    [RuntimeImport("*", "LinkedProgramAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint LinkedProgram();

    /// <summary>Keeps interrupts away from this processor. Returns the flags as they were.</summary>
    [RuntimeImport("*", "SaveAndDisableInterrupts")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nuint SaveAndDisableInterrupts();

    /// <summary>Lets interrupts in again if they were when the flags were saved.</summary>
    [RuntimeImport("*", "RestoreInterrupts")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void RestoreInterrupts(nuint flags);
}
