using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Locks;

namespace Diesis.Core.Signals;

/// <summary>Who a signal comes from, as far as that changes what it may do.</summary>
public enum SignalOrigin
{
    /// <summary>A program's call.</summary>
    Program,

    /// <summary>The kernel: SIGKILL and SIGSTOP reach the first process too.</summary>
    Kernel,
}

/// <summary>Sends signals, to processes and to threads.</summary>
/// <remarks>
/// What is known about the signal is in a <see cref="QueuedSignal"/>, which the caller makes before; without one the signal is noted all the same,
/// as the kernel's own: that works in any context. Locks: the target's signal lock.
/// </remarks>
public static class SignalSending
{
    /// <summary>Sends a signal of the kernel's own to a process: nothing is allocated. From any context.</summary>
    public static void Send(Process target, Signal signal)
    {
        using SpinLock.Scope held = target.SignalLock.Enter();
        SendLocked(target, null, signal, null, SignalOrigin.Kernel);
    }

    /// <summary>Sends a signal of the kernel's own to one thread. From any context.</summary>
    public static void Send(UserThread target, Signal signal)
    {
        using SpinLock.Scope held = target.Process.SignalLock.Enter();
        SendLocked(target.Process, target, signal, null, SignalOrigin.Kernel);
    }

    /// <summary>Sends a signal to a process, with what is known about it.</summary>
    public static void Send(Process target, QueuedSignal signal, SignalOrigin origin)
    {
        using SpinLock.Scope held = target.SignalLock.Enter();
        SendLocked(target, null, signal.Signal, signal, origin);
    }

    /// <summary>Sends a signal to one thread, with what is known about it.</summary>
    public static void Send(UserThread target, QueuedSignal signal, SignalOrigin origin)
    {
        using SpinLock.Scope held = target.Process.SignalLock.Enter();
        SendLocked(target.Process, target, signal.Signal, signal, origin);
    }

    /// <summary>Sends a signal to each process of a group: the terminal's. From any context.</summary>
    public static void Send(ProcessGroup group, Signal signal)
    {
        using SpinLock.Scope held = ProcessTree.Lock.Enter();
        SendUnderTree(group, signal);
    }

    /// <summary>As <see cref="Send(ProcessGroup, Signal)"/> with the tree's lock held.</summary>
    internal static void SendUnderTree(ProcessGroup group, Signal signal)
    {
        for (Process? member = group.First; member is not null; member = member.NextInGroup)
            Send(member, signal);
    }

    /// <summary>
    /// A signal that the running instruction has caused cannot wait: if it is blocked or ignored its action becomes the default, which
    /// ends the process (Linux, force_sig_info).
    /// </summary>
    /// <remarks>Preconditions: the thread is the current one; the entry is new.</remarks>
    public static void Force(UserThread current, QueuedSignal signal)
    {
        Process process = current.Process;
        using SpinLock.Scope held = process.SignalLock.Enter();
        SignalSet own = SignalSet.Of(signal.Signal);
        bool isBlocked = !(current.Signals.Blocked & own).IsEmpty;
        if (isBlocked || process.Actions.HandlerOf(signal.Signal) == SignalHandler.SIG_IGN)
        {
            process.Actions.Replace(signal.Signal, null);
            if (isBlocked)
                current.Signals.UnblockForced(own);
        }
        if (process.Actions.HandlerOf(signal.Signal) == SignalHandler.SIG_DFL)
            process.IsUnkillable = false;
        SendLocked(process, current, signal.Signal, signal, SignalOrigin.Kernel);
    }

    /// <summary>Puts an entry that its owner keeps (a timer's) into the queue, even if such a signal waits already. From any context.</summary>
    /// <returns>Whether it is in the queue now; not if the signal is ignored.</returns>
    internal static bool SendOwned(Process process, UserThread? thread, QueuedSignal entry)
    {
        using SpinLock.Scope held = process.SignalLock.Enter();
        if (entry.IsQueued)
            return true;
        if (!Prepare(process, thread, entry.Signal, SignalOrigin.Kernel))
            return false;
        ref PendingSignals pending = ref process.Pending;
        if (thread is not null)
            pending = ref thread.Signals.Pending;
        pending.Add(entry);
        Complete(process, thread, entry.Signal);
        return true;
    }

    /// <summary>Takes an entry of its owner's out of the queue it may be in.</summary>
    internal static void Withdraw(Process process, UserThread? thread, QueuedSignal entry)
    {
        using SpinLock.Scope held = process.SignalLock.Enter();
        if (!entry.IsQueued)
            return;
        if (!process.Pending.Remove(entry))
            thread?.Signals.Pending.Remove(entry);
    }

    /// <param name="thread">The one that it is for; null for any thread of the process.</param>
    private static void SendLocked(Process process, UserThread? thread, Signal signal, QueuedSignal? entry, SignalOrigin origin)
    {
        if (!Prepare(process, thread, signal, origin))
        {
            entry?.Uncharge();
            return;
        }
        ref PendingSignals pending = ref process.Pending;
        if (thread is not null)
            pending = ref thread.Signals.Pending;
        if (!SignalDefaults.IsRealTime(signal) && pending.Contains(signal))
        {
            entry?.Uncharge();
            return;
        }
        if (entry is null)
            pending.Add(signal, origin == SignalOrigin.Kernel ? SignalCode.SI_KERNEL : SignalCode.SI_USER);
        else
            pending.Add(entry);
        process.TellArrival();
        Complete(process, thread, signal);
    }

    /// <summary>What a signal does by being sent, delivered or not; false if it has no effect beyond that.</summary>
    private static bool Prepare(Process process, UserThread? thread, Signal signal, SignalOrigin origin)
    {
        if (process.IsGroupExiting || process.State != ProcessState.Alive)
            return false;
        if (SignalSet.Stopping.Contains(signal))
            Discard(process, SignalSet.Of(Signal.SIGCONT));
        else if (signal == Signal.SIGCONT)
            JobControl.Continue(process);
        return !HasNoEffect(process, thread ?? process.Leader, signal, origin);
    }

    /// <summary>Whether a signal need not be kept. One that is blocked is kept even if it is ignored: its action may change meanwhile.</summary>
    private static bool HasNoEffect(Process process, UserThread thread, Signal signal, SignalOrigin origin)
    {
        if ((thread.Signals.Blocked | thread.Signals.Awaited).Contains(signal))
            return false;
        if (process.IsUnkillable && process.Actions.HandlerOf(signal) == SignalHandler.SIG_DFL
            && !(origin == SignalOrigin.Kernel && SignalSet.Unblockable.Contains(signal)))
            return true;
        return process.Actions.IsIgnored(signal);
    }

    /// <summary>Drops signals from all queues of a process. The lock is held.</summary>
    internal static void Discard(Process process, SignalSet signals)
    {
        process.Pending.Clear(signals);
        for (UserThread? thread = process.FirstThread; thread is not null; thread = thread.NextThread)
            thread.Signals.Pending.Clear(signals);
    }

    /// <summary>Finds a thread to deliver the signal and gets it to look; a signal that kills begins the end of all at once.</summary>
    private static void Complete(Process process, UserThread? thread, Signal signal)
    {
        UserThread? target = thread is not null ? (Wants(thread, signal) ? thread : null) : FindTaker(process, signal);
        if (target is null)
            return;
        if (IsFatal(process, target, signal))
        {
            process.BeginGroupExit((int)signal);
            return;
        }
        target.Interrupt();
    }

    /// <summary>Whether the signal will certainly end the process without more ado.</summary>
    private static bool IsFatal(Process process, UserThread target, Signal signal)
    {
        if (signal == Signal.SIGKILL)
            return true;
        return process.Actions.HandlerOf(signal) == SignalHandler.SIG_DFL && SignalDefaults.Of(signal) == SignalDefault.Terminate
            && !target.Signals.Awaited.Contains(signal) && !process.IsUnkillable;
    }

    private static bool Wants(UserThread thread, Signal signal)
    {
        ThreadSignals signals = thread.Signals;
        if (signals.IsEnding || signals.Blocked.Contains(signal))
            return false;
        return signal == Signal.SIGKILL || !signals.HasStopped;
    }

    /// <summary>The first thread if it takes the signal, for programs expect that; else one that has none to deal with yet; else any.</summary>
    private static UserThread? FindTaker(Process process, Signal signal)
    {
        UserThread? busy = null;
        if (Wants(process.Leader, signal))
        {
            if (!process.Leader.HasSignalPending)
                return process.Leader;
            busy = process.Leader;
        }
        for (UserThread? thread = process.FirstThread; thread is not null; thread = thread.NextThread)
        {
            if (!Wants(thread, signal))
                continue;
            if (!thread.HasSignalPending)
                return thread;
            busy ??= thread;
        }
        return busy;
    }

    /// <summary>A thread no longer takes some signals, which wait for the process: others are to look. The lock is held.</summary>
    internal static void Retarget(UserThread leaving, SignalSet signals)
    {
        Process process = leaving.Process;
        SignalSet waiting = process.Pending.Set & signals;
        for (UserThread? thread = process.FirstThread; thread is not null && !waiting.IsEmpty; thread = thread.NextThread)
        {
            if (thread == leaving || thread.Signals.IsEnding)
                continue;
            SignalSet taken = waiting - thread.Signals.Blocked;
            if (taken.IsEmpty)
                continue;
            waiting -= taken;
            if (!thread.HasSignalPending)
                thread.Interrupt();
        }
    }
}
