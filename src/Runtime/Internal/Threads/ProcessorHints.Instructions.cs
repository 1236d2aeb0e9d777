using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Internal.Runtime;

// SAFETY: the assembly helpers touch nothing but their result, for which the caller passes a variable of its own.
internal static unsafe partial class ProcessorHints
{
    // The manual's advice: when ten tries give nothing, the generator is broken.
    private const int RandomTries = 10;
    private const int RandomFeature = 1 << 30;

    /// <summary>Cycles of the time stamp counter since reset; not ordered with the instructions around the call.</summary>
    internal static ulong TimeStamp => ReadTimeStamp();

    /// <summary>Whether there is a random number generator (CPUID leaf 1, ECX bit 30).</summary>
    internal static bool HasRandom => (Info(1, 0).Ecx & RandomFeature) != 0;

    /// <summary>64 bits from the processor's generator.</summary>
    /// <remarks>Preconditions: <see cref="HasRandom"/>.</remarks>
    internal static bool TryRandom(out ulong value)
    {
        ulong bits = 0;
        for (int i = 0; i < RandomTries; i++)
        {
            if (ReadRandom(&bits) != 0)
            {
                value = bits;
                return true;
            }

            X86Base.Pause();
        }

        value = 0;
        return false;
    }

    /// <summary>What CPUID answers, in the order of its registers.</summary>
    internal static (int Eax, int Ebx, int Ecx, int Edx) Info(int leaf, int subleaf)
    {
        int* registers = stackalloc int[4];
        ReadProcessorInfo(leaf, subleaf, registers);
        return (registers[0], registers[1], registers[2], registers[3]);
    }

    [RuntimeImport("*", "ReadProcessorInfo")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void ReadProcessorInfo(int leaf, int subleaf, int* registers);

    [RuntimeImport("*", "ReadTimeStamp")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReadTimeStamp();

    [RuntimeImport("*", "ReadRandom")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte ReadRandom(ulong* value);
}
