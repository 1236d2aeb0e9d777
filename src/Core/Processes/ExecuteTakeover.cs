using Diesis.Abi;
using Diesis.Core.Signals;
using Diesis.Platform.Threads;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Processes;

/// <summary>execve(2) by one of several threads: the others end, and the one that is left becomes the process' leader, with its number.</summary>
internal static class ExecuteTakeover
{
    /// <summary>Waits until the caller is the process' only thread.</summary>
    /// <returns>EAGAIN if another thread is at it, or the process ends: a signal that waits explains it.</returns>
    internal static Errno Run(UserThread thread)
    {
        Process process = thread.Process;
        using (ProcessTree.Lock.Enter())
        using (process.SignalLock.Enter())
        {
            if (process.LiveThreads == 1 && process.Leader == thread)
                return Errno.None;
            if (process.IsGroupExiting || process.ExecutingThread is not null)
                return Errno.EAGAIN;
            process.ExecutingThread = thread;
            for (UserThread? other = process.FirstThread; other is not null; other = other.NextThread)
            {
                if (other != thread)
                    other.Post(PendingWork.Exit);
            }
        }

        // Whoever leaves wakes the executing thread (ProcessEnd.LeaveProcess). They hold nothing that could keep them for long.
        while (!IsAlone(process))
            KernelThread.Current!.Wakeup.Wait();
        using (ProcessTree.Lock.Enter())
        {
            if (process.Leader != thread)
                TakeNumber(process, thread);
            process.ExecutingThread = null;
        }
        return Errno.None;
    }

    private static bool IsAlone(Process process)
    {
        using SpinLock.Scope tree = ProcessTree.Lock.Enter();
        using SpinLock.Scope held = process.SignalLock.Enter();
        if (process.LiveThreads != 1)
            return false;
        int left = 0;
        for (UserThread? other = process.FirstThread; other is not null; other = other.NextThread)
            left += other == process.ExecutingThread || other == process.Leader ? 0 : 1;
        return left == 0;
    }

    /// <summary>The tree's lock is held.</summary>
    private static void TakeNumber(Process process, UserThread thread)
    {
        UserThread leader = process.Leader;
        PidEntry own = thread.Number;
        (thread.Number, leader.Number) = (leader.Number, own);
        thread.Number.Thread = thread;
        thread.Id = process.Id;
        process.Leader = thread;
        ProcessTree.RemoveThread(leader);
    }
}
