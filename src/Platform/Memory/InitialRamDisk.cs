using Diesis.Platform.Boot;

namespace Diesis.Platform.Memory;

/// <summary>The memory in which the boot loader has left the initial RAM file system.</summary>
public static class InitialRamDisk
{
    private static bool s_isGivenBack;

    /// <summary>Physical address.</summary>
    public static ulong Start => BootInfo.Current.Initrd.Start;

    /// <summary>Bytes; 0 when there is none, or it has been given back.</summary>
    public static ulong Bytes => s_isGivenBack ? 0 : BootInfo.Current.Initrd.Length;

    /// <summary>Makes its frames ordinary memory. Nobody may read it any more. The first and last frame stay if others share them.</summary>
    public static void GiveBack()
    {
        ulong first = (Start + FrameNumber.FrameBytes - 1) & ~(ulong)(FrameNumber.FrameBytes - 1);
        ulong end = (Start + Bytes) & ~(ulong)(FrameNumber.FrameBytes - 1);
        s_isGivenBack = true;
        if (end > first)
            Frames.Donate(new PhysicalAddress(first), end - first);
    }
}
