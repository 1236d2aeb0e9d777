using System.Runtime.Intrinsics.X86;

namespace Diesis.Platform.Processors;

/// <summary>Orders what other processors' programs do against what this one has done (membarrier(2)).</summary>
/// <remarks>SAFETY: what runs on the other processors touches nothing.</remarks>
public static unsafe class ProcessorBarrier
{
    /// <summary>Returns when each of the processors has passed a full barrier and has serialized its instructions since the call.</summary>
    /// <param name="processors">One bit each; the caller's own may be among them.</param>
    public static void Run(ulong processors)
    {
        Serialize(0);
        CrossCalls.Run(processors, &Serialize, 0, CrossCallWait.UntilDone);
    }

    /// <summary>CPUID orders everything, the fetching of instructions too (Intel SDM, volume 3, section 9.3).</summary>
    private static void Serialize(nint argument) => _ = X86Base.CpuId(0, 0);
}
