using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Platform.Memory;

/// <summary>Control registers, from Arch/X64/Paging.S (Intel SDM, volume 3, section 2.5).</summary>
/// <remarks>SAFETY: the caller knows what the bits do to the code that runs.</remarks>
internal static class PagingInstructions
{
    [RuntimeImport("*", "WriteRootTable")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void WriteRootTable(ulong value);

    [RuntimeImport("*", "ReadRootTable")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ReadRootTable();

    [RuntimeImport("*", "ReadControl0")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ReadControl0();

    [RuntimeImport("*", "WriteControl0")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void WriteControl0(ulong value);

    [RuntimeImport("*", "ReadControl4")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ReadControl4();

    [RuntimeImport("*", "WriteControl4")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void WriteControl4(ulong value);

    /// <summary>Drops every translation that this processor holds, the global ones too.</summary>
    [RuntimeImport("*", "InvalidateAllTranslations")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void InvalidateAllTranslations();
}
