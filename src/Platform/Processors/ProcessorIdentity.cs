using System.Runtime.Intrinsics.X86;
using Diesis.Platform.Users;

namespace Diesis.Platform.Processors;

/// <summary>What programs are told of the processor (getauxval(3), AT_HWCAP and AT_HWCAP2).</summary>
public static class ProcessorIdentity
{
    /// <summary>FSGSBASE may be used: HWCAP2_FSGSBASE.</summary>
    private const ulong BaseInstructions = 1 << 1;

    /// <summary>CPUID leaf 1, EDX.</summary>
    public static ulong LegacyFeatures
    {
        get
        {
            (_, _, _, int features) = X86Base.CpuId(1, 0);
            return (uint)features;
        }
    }

    public static ulong ExtraFeatures => ExtendedState.HasBaseInstructions ? BaseInstructions : 0;
}
