using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Processors;

/// <summary>Addresses and registers from Arch/X64/ProcessorStart.S.</summary>
/// <remarks>SAFETY: the addresses are of the image's constants; nothing is written through them.</remarks>
internal static unsafe class StartInstructions
{
    [RuntimeImport("*", "ProcessorStartCodeAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* Code();

    [RuntimeImport("*", "ProcessorStartParametersAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* Parameters();

    [RuntimeImport("*", "ProcessorStartEndAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern byte* End();

    [RuntimeImport("*", "ApplicationProcessorEntryAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong Entry();
}
