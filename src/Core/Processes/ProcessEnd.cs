using Diesis.Abi;
using Diesis.Core.Futexes;
using Diesis.Core.Signals;
using Diesis.Core.Time;
using Diesis.Platform.Locks;

namespace Diesis.Core.Processes;

/// <summary>The end of threads and processes: what each leaves, who is told, who gets the children.</summary>
/// <remarks>
/// A thread ends by itself, on its way out of the kernel. The last one of a process makes it a zombie, which keeps number and status until the parent
/// waits, or goes at once if the parent does not want to know. The leader stays in the list until its process goes, since its number is the
/// process'. Locks: the tree's, with a signal lock under it.
/// </remarks>
internal static class ProcessEnd
{
    /// <summary>The calling thread's last act but for giving back its stack and registers.</summary>
    /// <remarks>Preconditions: it holds no locks, and its address space is still in use.</remarks>
    internal static void EndThread(UserThread thread)
    {
        Process process = thread.Process;
        bool isLast = BeginEnd(thread);
        FutexExit.Run(thread);
        if (isLast)
            ProcessTimers.EndProcess(process);
        thread.ReleaseMemory();
        thread.ReleaseFiles();
        process.FoldUsage(thread);
        process.Account?.RemoveThread();
        if (!isLast)
        {
            LeaveProcess(thread);
            return;
        }
        if (process.Session.Leader == process)
            process.Session.Terminal?.OnLeaderGone(process.Session);
        EndProcess(thread, process);
    }

    /// <summary>As <see cref="EndThread"/>, for a thread that there was no stack for, by its maker.</summary>
    internal static void EndUnstarted(UserThread thread)
    {
        bool isLast = BeginEnd(thread);
        thread.ReleaseMemory();
        thread.ReleaseFiles();
        thread.Context.Free();
        thread.Process.Account?.RemoveThread();
        if (isLast)
            EndProcess(thread, thread.Process);
        else
            LeaveProcess(thread);
    }

    /// <summary>From here on the thread takes no signals, and does not hold up a stop. True for the last one.</summary>
    private static bool BeginEnd(UserThread thread)
    {
        Process process = thread.Process;
        bool isLast;
        bool completesStop;
        using (process.SignalLock.Enter())
        {
            ThreadSignals signals = thread.Signals;
            signals.IsEnding = true;
            SignalSending.Retarget(thread, ~signals.Blocked);
            signals.Pending.Clear(SignalSet.All);
            completesStop = signals.MustStop && JobControl.CountStopped(process);
            signals.MustStop = false;
            if (process.IsGroupExiting)
                thread.ExitStatus = process.GroupExitStatus;
            isLast = --process.LiveThreads == 0;
            // As on Linux since 5.17: what the last thread to end was given is the process' status.
            if (isLast)
                process.BeginGroupExit(thread.ExitStatus);
            if (isLast)
                process.Pending.Clear(SignalSet.All);
        }
        if (completesStop && !isLast)
            JobControl.NotifyParent(process, SignalCode.CLD_STOPPED);
        return isLast;
    }

    /// <summary>A thread ends before its process does.</summary>
    private static void LeaveProcess(UserThread thread)
    {
        Process process = thread.Process;
        UserThread? executing;
        using (ProcessTree.Lock.Enter())
        {
            TellChildrenOf(thread, process);
            if (thread != process.Leader)
                ProcessTree.RemoveThread(thread);
            executing = process.ExecutingThread;
        }
        executing?.Kernel.Wakeup.Set();
    }

    private static void EndProcess(UserThread last, Process process)
    {
        QueuedSignal notice = new();
        Usage usage = process.Usage;
        using (ProcessTree.Lock.Enter())
        {
            TellChildrenOf(last, process);
            GiveAwayChildren(process);
            if (last != process.Leader)
                ProcessTree.RemoveThread(last);
            if (process.Session.Leader == process)
                process.Session.Leader = null;
            if (process.Parent is Process parent && parent.Group != process.Group && parent.Session == process.Session)
                HangUpIfOrphaned(process.Group, process);
            process.State = ProcessState.Zombie;
            if (IsUnwanted(process, notice, in usage))
                ProcessTree.Remove(process);
        }
        process.EndEvents.WakeAll();
    }

    /// <summary>Children whose maker this thread was get the signal that they asked for (PR_SET_PDEATHSIG).</summary>
    private static void TellChildrenOf(UserThread thread, Process process)
    {
        for (Process? child = process.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.ParentThread != thread)
                continue;
            child.ParentThread = process.Leader;
            for (UserThread? told = child.FirstThread; told is not null; told = told.NextThread)
            {
                if (told.ParentDeathSignal != Signal.None)
                    SignalSending.Send(child, told.ParentDeathSignal);
            }
        }
    }

    /// <summary>Children go to the nearest subreaper, or to the first process.</summary>
    private static void GiveAwayChildren(Process process)
    {
        if (process.FirstChild is null || FindReaper(process) is not Process reaper)
            return;
        while (process.FirstChild is Process child)
        {
            process.RemoveChild(child);
            reaper.AddChild(child);
            child.ParentThread = reaper.Leader;
            child.ExitSignal = Signal.SIGCHLD;
            if (child.State == ProcessState.Zombie)
            {
                if (IsUnwanted(child, null, default))
                    ProcessTree.Remove(child);
            }
            else if (child.Group != process.Group && child.Session == process.Session)
            {
                HangUpIfOrphaned(child.Group, null);
            }
        }
    }

    private static Process? FindReaper(Process process)
    {
        if (process.HasSubreaper)
        {
            for (Process? ancestor = process.Parent; ancestor is not null && !ancestor.IsInit; ancestor = ancestor.Parent)
            {
                if (ancestor.IsSubreaper && ancestor.State == ProcessState.Alive)
                    return ancestor;
            }
        }
        return process.IsInit ? null : ProcessTree.Init;
    }

    /// <summary>A group that nobody could continue any more, with stopped members, is hung up and continued (POSIX, _Exit, consequences of process termination).</summary>
    /// <param name="leaving">A member that no longer counts, or null.</param>
    private static void HangUpIfOrphaned(ProcessGroup group, Process? leaving)
    {
        if (!group.IsOrphaned(leaving) || !group.HasStoppedMember())
            return;
        SignalSending.SendUnderTree(group, Signal.SIGHUP);
        SignalSending.SendUnderTree(group, Signal.SIGCONT);
    }

    /// <summary>Tells the parent. True if it does not want to wait for the child, which is gone then.</summary>
    /// <param name="notice">For what the parent learns about it; null to tell only that something has happened.</param>
    private static bool IsUnwanted(Process process, QueuedSignal? notice, in Usage usage)
    {
        if (process.Parent is not Process parent)
            return false;
        bool isUnwanted = false;
        // clone(2) takes any number for it; one that is no signal tells nothing.
        Signal signal = process.ExitSignal <= Signal.SIGRTMAX ? process.ExitSignal : Signal.None;
        if (signal == Signal.SIGCHLD && parent.Actions[signal] is SignalAction action)
        {
            isUnwanted = action.Handler == SignalHandler.SIG_IGN || action.Has(SignalActionFlags.SA_NOCLDWAIT);
            if (action.Handler == SignalHandler.SIG_IGN)
                signal = Signal.None;
        }
        if (signal != Signal.None && notice is not null)
        {
            notice.Info = WaitReport.InfoOf(process, in usage);
            notice.Info.Number = (int)signal;
            SignalSending.Send(parent, notice, SignalOrigin.Kernel);
        }
        else if (signal != Signal.None)
        {
            SignalSending.Send(parent, signal);
        }
        parent.ChildEvents.WakeAll();
        return isUnwanted;
    }
}
