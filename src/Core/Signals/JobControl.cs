using System.Threading;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Signals;

/// <summary>Stopping and continuing whole processes, and telling their parents.</summary>
/// <remarks>
/// States of a process (<see cref="StopState"/>): Running -> Stopping (a thread has taken a stop signal; all are asked to follow) -> Stopped (the last
/// one has) -> Running (SIGCONT, or the end). Guarded by the process' signal lock. A thread stops on its way out of the kernel only.
/// </remarks>
internal static class JobControl
{
    /// <summary>A thread has taken a signal that stops: all threads are to follow. Terminal stop signals have no effect on orphaned groups.</summary>
    internal static void Stop(UserThread taker, Signal signal)
    {
        Process process = taker.Process;
        if (signal != Signal.SIGSTOP)
        {
            using SpinLock.Scope tree = ProcessTree.Lock.Enter();
            if (process.Group.IsOrphaned(null))
                return;
        }
        using SpinLock.Scope held = process.SignalLock.Enter();
        // A SIGCONT or SIGKILL that came since has taken the stop back.
        if (process.IsGroupExiting || process.ExecutingThread is not null || !taker.Signals.HasTakenStop)
            return;
        process.StopSignal = signal;
        if (process.Stop == StopState.Running)
            process.Stop = StopState.Stopping;
        for (UserThread? thread = process.FirstThread; thread is not null; thread = thread.NextThread)
        {
            ThreadSignals signals = thread.Signals;
            if (signals.IsEnding || signals.HasStopped || signals.MustStop)
                continue;
            signals.MustStop = true;
            process.StopsPending++;
            thread.Interrupt();
        }
    }

    /// <summary>A thread that is made while its process stops follows the stop. The lock is held.</summary>
    internal static void Join(UserThread thread)
    {
        Process process = thread.Process;
        if (process.Stop != StopState.Stopping)
            return;
        thread.Signals.MustStop = true;
        process.StopsPending++;
        thread.Interrupt();
    }

    /// <summary>A thread has stopped or ended; true if it was the last one that the stop waited for. The lock is held.</summary>
    internal static bool CountStopped(Process process)
    {
        if (--process.StopsPending != 0 || process.Stop != StopState.Stopping)
            return false;
        process.Stop = StopState.Stopped;
        process.IsStopUnreported = true;
        process.IsContinued = false;
        return true;
    }

    /// <summary>What SIGCONT does by being sent, even if it is blocked or ignored. The lock is held.</summary>
    internal static void Continue(Process process)
    {
        SignalSending.Discard(process, SignalSet.Stopping);
        for (UserThread? thread = process.FirstThread; thread is not null; thread = thread.NextThread)
        {
            ThreadSignals signals = thread.Signals;
            signals.HasTakenStop = false;
            signals.MustStop = false;
            if (!signals.HasStopped)
                continue;
            signals.HasStopped = false;
            thread.Interrupt();
        }
        if (process.Stop == StopState.Running)
            return;
        process.PendingNotice = process.Stop == StopState.Stopped ? SignalCode.CLD_CONTINUED : SignalCode.CLD_STOPPED;
        process.IsContinued = true;
        process.IsStopUnreported = false;
        process.Stop = StopState.Running;
        process.StopsPending = 0;
        process.Leader.Interrupt();
    }

    /// <summary>The stopped thread's sleep.</summary>
    internal static void WaitForContinuation(UserThread thread)
    {
        bool mayWaitForever = thread.Kernel.MayWaitForever;
        thread.Kernel.MayWaitForever = true;
        while (thread.Signals.HasStopped && !thread.Has(PendingWork.Exit))
            thread.Kernel.Wakeup.Wait();
        thread.Kernel.MayWaitForever = mayWaitForever;
    }

    /// <summary>Tells the parent that the process has stopped or goes on: SIGCHLD unless it does not want that, and whoever waits.</summary>
    /// <param name="code">CLD_STOPPED or CLD_CONTINUED.</param>
    internal static void NotifyParent(Process process, int code)
    {
        QueuedSignal signal = new();
        signal.Info.Number = (int)Signal.SIGCHLD;
        signal.Info.Code = code;
        signal.Info.Pid = process.Id;
        signal.Info.Uid = process.Leader.Credentials.RealUser;
        signal.Info.Status = code == SignalCode.CLD_CONTINUED ? (int)Signal.SIGCONT : (int)process.StopSignal;
        signal.Info.UserTicks = process.UserClockTicks;
        signal.Info.SystemTicks = process.SystemClockTicks;
        using SpinLock.Scope tree = ProcessTree.Lock.Enter();
        if (process.Parent is not Process parent)
            return;
        SignalAction? action = parent.Actions[Signal.SIGCHLD];
        if (action is null || (action.Handler != SignalHandler.SIG_IGN && !action.Has(SignalActionFlags.SA_NOCLDSTOP)))
            SignalSending.Send(parent, signal, SignalOrigin.Kernel);
        parent.ChildEvents.WakeAll();
    }
}
