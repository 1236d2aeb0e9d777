using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Core.Memory;

/// <summary>Where memory for programs comes from when there is little: pages of files are given up first.</summary>
public static class MemoryPressure
{
    private const long PagesAtOnce = 64;

    /// <summary>A frame; None when nothing is left that could be given up.</summary>
    /// <remarks>Thread context. Locks of the page cache may be held: those are passed over.</remarks>
    internal static FrameNumber Allocate(FrameOwner owner, FrameContents contents)
    {
        FrameNumber frame = Frames.Allocate(owner, contents);
        while (frame.IsNone && PageReclaim.Reclaim(PagesAtOnce) != 0)
            frame = Frames.Allocate(owner, contents);
        return frame;
    }

    /// <summary>Frees some memory for one who has found none. False when there is nothing to be done about it.</summary>
    internal static bool Relieve() => PageReclaim.Reclaim(PagesAtOnce) != 0;
}
