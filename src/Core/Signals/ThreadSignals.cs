using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Locks;

namespace Diesis.Core.Signals;

/// <summary>The signal state of one thread: mask, what waits for it alone, and its alternate stack.</summary>
/// <remarks>
/// Typical sequence: a sender queues a signal under the process' lock and interrupts a thread; the thread, before it goes back to its program,
/// runs <see cref="Deliver"/>, which takes signals and builds frames; the handler returns through <see cref="Return"/>.
/// Guarded by <see cref="Process.SignalLock"/>, but for what only the thread itself uses.
/// </remarks>
public sealed partial class ThreadSignals
{
    private readonly UserThread _thread;

    /// <summary>Guarded by the process' signal lock.</summary>
    internal PendingSignals Pending;

    private bool _hasSavedMask;
    private SignalSet _savedMask;

    internal ThreadSignals(UserThread thread) => _thread = thread;

    /// <summary>Written by the thread itself only, under the lock.</summary>
    public SignalSet Blocked { get; private set; }

    /// <summary>While rt_sigtimedwait(2) waits: the mask as it is otherwise, for what is awaited is not blocked meanwhile. Guarded by the lock.</summary>
    internal SignalSet Awaited { get; private set; }

    public SignalSet PendingSet => Pending.Set;

    /// <summary>The alternate stack (sigaltstack(2)). The thread's own.</summary>
    internal SignalStack AlternateStack = new() { Flags = SignalStackFlags.SS_DISABLE };

    /// <summary>What restart_syscall(2) goes on with; null if nothing. The thread's own.</summary>
    public RestartBlock? Restart { get; set; }

    /// <summary>This thread is to follow the process' stop. Guarded by the lock.</summary>
    internal bool MustStop { get; set; }

    /// <summary>It has followed it. Guarded by the lock.</summary>
    internal bool HasStopped { get; set; }

    /// <summary>It has taken a stop signal and no SIGCONT has come since. Guarded by the lock.</summary>
    internal bool HasTakenStop { get; set; }

    /// <summary>It takes no more signals: on its way out. Guarded by the lock.</summary>
    internal bool IsEnding { get; set; }

    private Process Process => _thread.Process;

    /// <summary>A new thread or process begins with its maker's mask, and with its alternate stack unless it shares the memory without vfork.</summary>
    internal void InheritFrom(ThreadSignals parent, AlternateStackFate fate)
    {
        Blocked = parent._hasSavedMask ? parent._savedMask : parent.Blocked;
        if (fate == AlternateStackFate.Kept)
            AlternateStack = parent.AlternateStack;
    }

    /// <summary>execve(2): the mask stays; the alternate stack is gone with the memory it was in.</summary>
    internal void ResetForNewProgram()
    {
        AlternateStack = new SignalStack { Flags = SignalStackFlags.SS_DISABLE };
        Restart = null;
    }

    /// <summary>Sets the mask. SIGKILL and SIGSTOP stay out of it.</summary>
    public void SetMask(SignalSet mask)
    {
        mask -= SignalSet.Unblockable;
        if (mask.Bits == Blocked.Bits)
            return;
        using SpinLock.Scope held = Process.SignalLock.Enter();
        SetMaskLocked(mask);
    }

    /// <summary>As <see cref="SetMask"/> for the time of one call that waits (sigsuspend, ppoll, pselect6, epoll_pwait).</summary>
    /// <remarks>
    /// The old mask comes back by <see cref="EndTemporaryMask"/>, or, when the call ends for a signal's sake, once the handler's frame is built:
    /// so that the handler runs with the temporary mask, and returns to the old one.
    /// </remarks>
    public void SetTemporaryMask(SignalSet mask)
    {
        _savedMask = Blocked;
        _hasSavedMask = true;
        SetMask(mask);
    }

    /// <summary>The call that set a temporary mask is over.</summary>
    /// <param name="result">What it returns. EINTR and the restart codes leave the mask to the delivery of the signal.</param>
    public void EndTemporaryMask(Errno result)
    {
        if (!_hasSavedMask || result is Errno.EINTR or Errno.ERESTARTNOHAND or Errno.ERESTARTSYS)
        {
            // Whoever broke the wait off need not be there any more when the thread leaves the kernel.
            if (_hasSavedMask)
                _thread.Post(PendingWork.Signal);
            return;
        }
        RestoreMask();
    }

    /// <summary>Whether a wait should end for a signal: for loops that sleep outside of wait queues.</summary>
    public bool HasPending => _thread.HasSignalPending;

    /// <summary>Puts back the mask that was saved before the handler's frame is left without one.</summary>
    private void RestoreMask()
    {
        if (!_hasSavedMask)
            return;
        _hasSavedMask = false;
        SetMask(_savedMask);
    }

    /// <summary>The lock is held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetMaskLocked(SignalSet mask)
    {
        SignalSet newlyBlocked = mask - Blocked;
        Blocked = mask;
        // A signal for the whole process that this thread was chosen for goes to another one.
        if (!(Process.Pending.Set & newlyBlocked).IsEmpty)
            SignalSending.Retarget(_thread, newlyBlocked);
        UpdateWork();
    }

    /// <summary>A forced signal passes the mask. The lock is held, and the signal will be in the queue before it is released.</summary>
    internal void UnblockForced(SignalSet signals) => Blocked -= signals;

    /// <summary>Lets the signals of a set through, to be taken by this thread itself. The lock is held.</summary>
    internal void BeginAwait(SignalSet set)
    {
        Awaited = Blocked;
        Blocked -= set;
        UpdateWork();
    }

    /// <summary>The lock is held.</summary>
    internal void EndAwait()
    {
        Blocked = Awaited;
        Awaited = default;
    }

    /// <summary>Notes for the way out of the kernel whether there is a signal to deliver. The lock is held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void UpdateWork()
    {
        if (MustStop || !((Pending.Set | Process.Pending.Set) - Blocked).IsEmpty || Process.PendingNotice != 0)
            _thread.Post(PendingWork.Signal);
        else
            _thread.Clear(PendingWork.Signal);
    }

    /// <summary>Takes the next signal that a set lets through: the thread's own before those of the process. The lock is held.</summary>
    internal Signal Take(SignalSet blocked, out SigInfo info)
    {
        Signal signal = (Pending.Set - blocked).First;
        if (signal != Signal.None)
        {
            Pending.Take(signal, out info);
            return signal;
        }
        signal = (Process.Pending.Set - blocked).First;
        if (signal == Signal.None)
        {
            info = default;
            return signal;
        }
        Process.Pending.Take(signal, out info);
        return signal;
    }
}

/// <summary>What is to happen after the work that waits on the way out of the kernel.</summary>
public enum DeliveryOutcome
{
    /// <summary>Back to the program, perhaps into a handler.</summary>
    Resume,

    /// <summary>The thread has to end.</summary>
    End,
}

/// <summary>What becomes of the alternate stack in a new thread (clone(2)).</summary>
internal enum AlternateStackFate
{
    /// <summary>fork and vfork: the new process has the stack at the same place.</summary>
    Kept,

    /// <summary>A thread in the same memory cannot use the same stack.</summary>
    Dropped,
}
