using System.Runtime.Intrinsics.X86;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>The processors' time stamp counter (Intel SDM, volume 3, section 18.17): one instruction to read.</summary>
internal sealed class TimeStampSource() : ClockSource("tsc", HasConstantRate ? Invariant : Unsure, bits: 64)
{
    private const int Invariant = 300;

    /// <summary>Still better than going out of the processor for each reading; the watchdog takes it away where it is wrong.</summary>
    private const int Unsure = 260;

    private const int PowerManagementLeaf = unchecked((int)0x8000_0007);
    private const int HighestExtendedLeaf = unchecked((int)0x8000_0000);
    private const int FrequencyLeaf = 0x15;

    /// <summary>Whether the processor promises one rate in all its states.</summary>
    internal static bool HasConstantRate =>
        (uint)X86Base.CpuId(HighestExtendedLeaf, 0).Eax >= unchecked((uint)PowerManagementLeaf)
        && (X86Base.CpuId(PowerManagementLeaf, 0).Edx & 1 << 8) != 0;

    /// <summary>The frequency where the processor tells it (leaf 0x15: crystal's frequency and ratio), else 0.</summary>
    internal static ulong ReportedHertz
    {
        get
        {
            if (X86Base.CpuId(0, 0).Eax < FrequencyLeaf)
                return 0;
            (int denominator, int numerator, int crystal, _) = X86Base.CpuId(FrequencyLeaf, 0);
            return denominator == 0 ? 0 : (ulong)(uint)crystal * (uint)numerator / (uint)denominator;
        }
    }

    internal override ulong Read() => Instructions.ReadTimeStampCounter();
}
