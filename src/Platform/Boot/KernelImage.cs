using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Boot;

/// <summary>Where the kernel's own image lies: groups of sections with equal rights, each on pages of its own (Arch/X64/kernel.ld).</summary>
/// <remarks>SAFETY: the table is a constant of the image.</remarks>
internal static unsafe class KernelImage
{
    /// <summary>What is to be taken from an address of the image to get its physical address.</summary>
    internal const ulong Base = 0xffff_ffff_8000_0000;

    /// <summary>The first byte, which is also the first of the code.</summary>
    internal static ulong Start => Bounds()[0];

    /// <summary>Code may be read and executed.</summary>
    internal static ulong CodeEnd => Bounds()[1];

    /// <summary>Constants may only be read.</summary>
    internal static ulong ConstantsStart => Bounds()[2];

    internal static ulong ConstantsEnd => Bounds()[3];

    /// <summary>Data may be read and written; its last part has no bytes in the file.</summary>
    internal static ulong DataStart => Bounds()[4];

    internal static ulong End => Bounds()[5];

    [RuntimeImport("*", "KernelBoundsAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong* Bounds();
}
