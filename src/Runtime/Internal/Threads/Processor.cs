using System.Runtime.Intrinsics.X86;

namespace Internal.Runtime;

/// <summary>Hints to the processor.</summary>
internal static class Processor
{
    /// <summary>Tells the processor that this is a spin loop, some times over.</summary>
    internal static void Pause(int times)
    {
        for (int i = 0; i < times; i++)
            X86Base.Pause();
    }
}
