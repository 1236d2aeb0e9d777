using System.Threading;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Core.Memory;

/// <summary>Where memory for programs comes from when there is little: clean pages of files go first, then names, then the process that has most.</summary>
/// <remarks>
/// Programs and files leave <see cref="Frames.Reserve"/> to the kernel, so that what has begun can be ended. <see cref="Allocate"/> may be called under
/// the locks of memory and does not wait; whoever gets nothing leaves those locks, calls <see cref="Relieve"/> and begins anew.
/// </remarks>
public static class MemoryPressure
{
    private const long PagesAtOnce = 64;
    private const int NamesAtOnce = 256;

    /// <summary>A frame for a program or a file; None when nothing is left that could be given up.</summary>
    /// <remarks>Thread context. Locks of the page cache may be held: those are passed over.</remarks>
    internal static FrameNumber Allocate(FrameOwner owner, FrameContents contents)
    {
        if (Frames.IsShort && !IsDying && PageReclaim.Reclaim(PagesAtOnce) == 0)
            return FrameNumber.None;
        return Frames.Allocate(owner, contents);
    }

    /// <summary>Whether there is memory for a fault. A thread that is being killed may use what is kept for the kernel, to end the sooner.</summary>
    internal static bool HasRoom => !Frames.IsShort || IsDying;

    /// <summary>The calling thread has been killed, and only finishes a call.</summary>
    private static bool IsDying => UserThread.Current is UserThread caller && caller.Process.IsGroupExiting;

    /// <summary>Frees some memory for one who has found none: in the end by killing a process. False when there is nothing to be done about it.</summary>
    /// <remarks>Preconditions: no lock of memory is held. May sleep for some milliseconds.</remarks>
    public static bool Relieve()
    {
        if (PageReclaim.Reclaim(PagesAtOnce) != 0 || DentryCache.Shrink(NamesAtOnce) != 0)
            return true;
        Frames.GatherFree();
        if (!Frames.IsShort)
            return true;
        return !IsDying && OutOfMemoryKiller.Run();
    }
}
