using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Devices;

/// <summary>Instructions from Arch/X64/DeviceInstructions.S, which complete <see cref="Processors.Instructions"/>.</summary>
/// <remarks>SAFETY: callers own the ports and registers that they name.</remarks>
internal static class DeviceInstructions
{
    [RuntimeImport("*", "PortRead16")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ushort PortRead16(ushort port);

    [RuntimeImport("*", "PortRead32")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern uint PortRead32(ushort port);

    [RuntimeImport("*", "PortWrite16")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void PortWrite16(ushort port, ushort value);

    /// <summary>RDMSR. A number that this processor lacks is a general protection fault: ask CPUID first.</summary>
    [RuntimeImport("*", "ReadModelRegister")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ReadModelRegister(uint number);

    /// <summary>WRMSR.</summary>
    [RuntimeImport("*", "WriteModelRegister")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void WriteModelRegister(uint number, ulong value);

    /// <summary>The time stamp counter, not before earlier loads are done.</summary>
    [RuntimeImport("*", "ReadOrderedTimeStamp")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ReadOrderedTimeStamp();

    /// <summary>Resets the machine by a fault that cannot be delivered. Does not return.</summary>
    [RuntimeImport("*", "TripleFault")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void TripleFault();
}
