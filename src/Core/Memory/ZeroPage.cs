using System.Threading;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Core.Memory;

/// <summary>The one frame of zeros that all programs see where they have read but never written.</summary>
internal static class ZeroPage
{
    private static uint s_frame;

    internal static FrameNumber Frame => new(Volatile.Read(ref s_frame));

    internal static void Prepare()
    {
        if (s_frame != 0)
            return;
        FrameNumber frame = Frames.Allocate(FrameOwner.Other, FrameContents.Zeroed);
        if (Interlocked.CompareExchange(ref s_frame, frame.Value, 0) != 0 && !frame.IsNone)
            Frames.Free(frame);
    }
}
