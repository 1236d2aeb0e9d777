using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;

namespace Diesis.Platform.Diagnostics.Figures;

/// <summary>The kernel's page tables, as a walk over all of them finds them.</summary>
/// <param name="Fault">What is wrong, or null.</param>
/// <param name="Culprit">The page's address if something is wrong.</param>
public readonly record struct MappingFigures(string? Fault, ulong Culprit, ulong Pages, ulong ExecutableBytes, ulong WritableBytes)
{
    /// <summary>Walks now. Takes time in proportion to the pages that are mapped, under the tables' lock.</summary>
    public static MappingFigures Take()
    {
        KernelMappingRules rules = KernelSpace.CheckRules();
        string? fault = rules.Fault switch
        {
            MappingFault.None => null,
            MappingFault.WritableAndExecutable => "writable and executable",
            MappingFault.UserInKernelHalf => "open to user mode in the kernel's half",
            _ => "mapped in the user half",
        };
        return new MappingFigures(fault, rules.Culprit.Address, rules.Pages, rules.ExecutableBytes, rules.WritableBytes);
    }

    /// <summary>Times that other processors had to be interrupted because translations had become stale.</summary>
    public static long ShootDowns => TlbBatch.ShootDowns;

    /// <summary>Times that a processor dropped everything it knew, because that was cheaper.</summary>
    public static long FullFlushes => TlbBatch.FullFlushes;
}
