using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Platform.Locks;
using Diesis.Platform.Users;

namespace Diesis.Core.Signals;

// What a thread does with its signals on the way out of the kernel.
public sealed partial class ThreadSignals
{
    /// <summary>SYSCALL's length: a call is made again by going back over it.</summary>
    private const ulong SyscallBytes = 2;

    /// <summary>
    /// Deals with what waits for the thread before it goes back to its program: takes signals and carries out their actions, follows stops, and
    /// lets a call that was broken off begin again or fail with EINTR.
    /// </summary>
    /// <remarks>Preconditions: the thread is the current one, and about to enter its program with this context. Locks: none held on entry.</remarks>
    public DeliveryOutcome Deliver(UserContext context)
    {
        ref UserRegisters registers = ref context.Registers;
        RestartKind restart = RestartOf(in registers);
        while (true)
        {
            Signal signal = TakeForDelivery(out SigInfo info, out SignalAction? action, out SignalSet mask);
            if (_thread.Has(PendingWork.Exit))
                return DeliveryOutcome.End;
            if (signal == Signal.None)
                break;
            if (restart != RestartKind.None)
            {
                SettleCall(ref registers, restart, action!);
                restart = RestartKind.None;
            }
            EnterHandler(context, signal, in info, action!, mask);
            if (!_thread.HasSignalPending)
                break;
        }

        if (restart != RestartKind.None)
            RepeatCall(ref registers, restart);
        RestoreMask();
        return DeliveryOutcome.Resume;
    }

    private enum RestartKind
    {
        None,

        /// <summary>Again after handlers with SA_RESTART, else EINTR.</summary>
        IfAsked,

        /// <summary>Again in any case.</summary>
        Always,

        /// <summary>Again if there was no handler.</summary>
        WithoutHandler,

        /// <summary>As <see cref="WithoutHandler"/>, by restart_syscall(2).</summary>
        ByBlock,
    }

    private static RestartKind RestartOf(in UserRegisters registers)
    {
        if (registers.Vector != UserContext.SystemCall)
            return RestartKind.None;
        return -(long)registers.Rax switch
        {
            (long)Errno.ERESTARTSYS => RestartKind.IfAsked,
            (long)Errno.ERESTARTNOINTR => RestartKind.Always,
            (long)Errno.ERESTARTNOHAND => RestartKind.WithoutHandler,
            (long)Errno.ERESTART_RESTARTBLOCK => RestartKind.ByBlock,
            _ => RestartKind.None,
        };
    }

    /// <summary>A handler comes first: decides what the interrupted call will have returned when that is done.</summary>
    private static void SettleCall(ref UserRegisters registers, RestartKind kind, SignalAction action)
    {
        if (kind == RestartKind.Always || (kind == RestartKind.IfAsked && action.Has(SignalActionFlags.SA_RESTART)))
            Repeat(ref registers, registers.ErrorCode);
        else
            registers.Rax = unchecked((ulong)-(long)Errno.EINTR);
    }

    /// <summary>There was no handler after all.</summary>
    private static void RepeatCall(ref UserRegisters registers, RestartKind kind) =>
        Repeat(ref registers, kind == RestartKind.ByBlock ? (ulong)SyscallNumber.restart_syscall : registers.ErrorCode);

    private static void Repeat(ref UserRegisters registers, ulong number)
    {
        registers.Rax = number;
        registers.InstructionPointer -= SyscallBytes;
    }

    /// <summary>Takes signals until one has a handler, carrying out the default actions of the others; None when none is left.</summary>
    /// <param name="mask">The mask before the handler's, which is in force already: so that one lock does for both.</param>
    private Signal TakeForDelivery(out SigInfo info, out SignalAction? action, out SignalSet mask)
    {
        Process process = Process;
        mask = Blocked;
        info = default;
        action = null;
        while (!_thread.Has(PendingWork.Exit))
        {
            Signal signal;
            int notice;
            bool mustStop;
            using (SpinLock.Scope held = process.SignalLock.Enter())
            {
                notice = process.PendingNotice;
                process.PendingNotice = 0;
                mustStop = MustStop;
                signal = notice != 0 || mustStop ? Signal.None : Take(Blocked, out info);
                if (signal == Signal.None && notice == 0 && !mustStop)
                {
                    UpdateWork();
                    return Signal.None;
                }
                if (signal != Signal.None)
                {
                    HasTakenStop = SignalSet.Stopping.Contains(signal);
                    action = process.Actions[signal];
                    if (action is not null && action.Handler > SignalHandler.SIG_IGN)
                    {
                        if (action.Has(SignalActionFlags.SA_RESETHAND))
                            process.Actions.TryReset(signal, action);
                        mask = Blocked;
                        SetMaskLocked(mask | action.Mask | (action.Has(SignalActionFlags.SA_NODEFER) ? default : SignalSet.Of(signal)));
                        return signal;
                    }
                }
            }
            if (notice != 0)
                JobControl.NotifyParent(process, notice);
            else if (mustStop)
                FollowStop();
            else
                DoDefault(signal, action);
        }
        return Signal.None;
    }

    private void DoDefault(Signal signal, SignalAction? action)
    {
        if (action is not null && action.Handler == SignalHandler.SIG_IGN)
            return;
        Process process = Process;
        switch (SignalDefaults.Of(signal))
        {
            case SignalDefault.Ignore:
            case SignalDefault.Continue:
                return;
            case SignalDefault.Stop:
                if (!process.IsUnkillable)
                    JobControl.Stop(_thread, signal);
                return;
            default:
                if (process.IsUnkillable && signal != Signal.SIGKILL)
                    return;
                using (SpinLock.Scope held = process.SignalLock.Enter())
                    process.BeginGroupExit((int)signal);
                return;
        }
    }

    /// <summary>Stands still until the process is continued or ends.</summary>
    private void FollowStop()
    {
        Process process = Process;
        bool isLast;
        using (SpinLock.Scope held = process.SignalLock.Enter())
        {
            if (!MustStop)
                return;
            MustStop = false;
            HasStopped = true;
            isLast = JobControl.CountStopped(process);
        }
        if (isLast)
            JobControl.NotifyParent(process, SignalCode.CLD_STOPPED);
        JobControl.WaitForContinuation(_thread);
    }

    /// <summary>Makes the program go on in a handler. If its stack cannot take the frame, that is SIGSEGV.</summary>
    private void EnterHandler(UserContext context, Signal signal, in SigInfo info, SignalAction action, SignalSet mask)
    {
        if (TryBuildFrame(context, signal, in info, action, _hasSavedMask ? _savedMask : mask))
        {
            _hasSavedMask = false;
            return;
        }
        SetMask(mask);
        ForceFault(signal);
    }

    /// <summary>A frame could not be written, or one to return through is no good: SIGSEGV, which kills if it was SIGSEGV that could not be handled.</summary>
    private void ForceFault(Signal handled)
    {
        if (handled == Signal.SIGSEGV)
            Process.Actions.Replace(Signal.SIGSEGV, null);
        SignalSending.Force(_thread, new QueuedSignal { Info = new SigInfo { Number = (int)Signal.SIGSEGV, Code = SignalCode.SI_KERNEL } });
    }
}
