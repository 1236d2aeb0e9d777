using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Platform.Time;

/// <summary>The page that <see cref="ParavirtualSource"/> shares with the hypervisor.</summary>
internal static unsafe class ParavirtualMemory
{
    private static byte* s_page;

    /// <summary>Null where there is no such hypervisor.</summary>
    internal static ParavirtualSource? TryStart()
    {
        if (!ParavirtualSource.IsSupported)
            return null;

        // SAFETY: a frame that is never given back.
        FrameNumber frame = Frames.Allocate(FrameOwner.Device, FrameContents.Zeroed);
        if (frame.IsNone)
            return null;
        s_page = DirectMap.Pointer(frame);
        return ParavirtualSource.Start(s_page, frame.Address.Value);
    }
}
