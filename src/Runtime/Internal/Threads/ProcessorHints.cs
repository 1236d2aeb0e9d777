using System.Runtime.Intrinsics.X86;

namespace Internal.Runtime;

/// <summary>Hints to the processor.</summary>
internal static partial class ProcessorHints
{
    /// <summary>How many there are, at the moment.</summary>
    internal static int Count => Home.ProcessorCount();

    /// <summary>Tells the processor that this is a spin loop, some times over.</summary>
    internal static void Pause(int times)
    {
        for (int i = 0; i < times; i++)
            X86Base.Pause();
    }
}
