using System.Collections.Generic;
using Diesis.Platform.Diagnostics.Figures;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Platform.Diagnostics;

/// <summary>Finds threads that have waited for too long for something that somebody should have done.</summary>
public static class HungThreads
{
    /// <summary>
    /// Threads that have been blocked for longer than a limit in a wait that has no time-out, and have not said that they may wait for ever
    /// (<see cref="KernelThread.MayWaitForever"/>).
    /// </summary>
    /// <param name="limitNanoseconds">How long a wait may last.</param>
    public static List<KernelThread> Find(long limitNanoseconds)
    {
        List<KernelThread> hung = [];
        long now = Clock.Monotonic;
        foreach (KernelThread thread in ThreadFigures.All)
        {
            if (thread.State == KernelThreadState.Blocked && !thread.MayWaitForever && thread.WaitDeadline == long.MaxValue &&
                now - thread.BlockedSince > limitNanoseconds)
            {
                hung.Add(thread);
            }
        }

        return hung;
    }
}
