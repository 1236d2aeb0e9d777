using System.Runtime.Intrinsics.X86;

namespace Internal.Runtime;

/// <summary>Hints to the processor.</summary>
internal static partial class Processor
{
    private static int s_count;

    /// <summary>How many there are; asked from the home once.</summary>
    internal static int Count
    {
        get
        {
            int count = s_count;
            return count != 0 ? count : s_count = Home.ProcessorCount();
        }
    }

    /// <summary>Tells the processor that this is a spin loop, some times over.</summary>
    internal static void Pause(int times)
    {
        for (int i = 0; i < times; i++)
            X86Base.Pause();
    }
}
