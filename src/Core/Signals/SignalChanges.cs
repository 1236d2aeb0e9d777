using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;

namespace Diesis.Core.Signals;

/// <summary>What a program's calls change about signals, and how it waits for them.</summary>
public static class SignalChanges
{
    /// <summary>Puts another action in place (sigaction(2)). A signal that is ignored from now on no longer waits.</summary>
    /// <returns>The action before; null for the default.</returns>
    public static SignalAction? SetAction(Process process, Signal signal, in SigAction wanted)
    {
        SignalActionFlags flags = (SignalActionFlags)wanted.Flags & SignalActionFlags.Supported;
        SignalSet mask = new SignalSet(wanted.Mask) - SignalSet.Unblockable;
        bool isDefault = wanted.Handler == SignalHandler.SIG_DFL && flags == SignalActionFlags.None && mask.IsEmpty && wanted.Restorer == 0;
        SignalAction? action = isDefault ? null : new SignalAction(wanted.Handler, flags, wanted.Restorer, mask);
        SignalAction? old = process.Actions.Replace(signal, action);
        if (wanted.Handler <= SignalHandler.SIG_IGN && process.Actions.IsIgnored(signal))
        {
            using SpinLock.Scope held = process.SignalLock.Enter();
            SignalSending.Discard(process, SignalSet.Of(signal));
        }
        return old;
    }

    /// <summary>Sleeps with another mask until a signal is delivered (sigsuspend(2)).</summary>
    public static Errno Suspend(UserThread caller, SignalSet mask)
    {
        caller.Signals.SetTemporaryMask(mask);
        return Pause(caller);
    }

    /// <summary>Sleeps until a signal is delivered (pause(2)).</summary>
    /// <returns>ERESTARTNOHAND, always.</returns>
    public static Errno Pause(UserThread caller)
    {
        while (!caller.HasSignalPending)
            _ = Waits.Sleep(long.MaxValue);
        return Errno.ERESTARTNOHAND;
    }

    /// <summary>Takes a signal of a set without delivering it, waiting for one (sigtimedwait(2)).</summary>
    /// <param name="deadline">Monotonic nanoseconds; one in the past only looks.</param>
    /// <returns>Its number; EAGAIN at the deadline; EINTR for another signal.</returns>
    public static Result<int> Await(UserThread caller, SignalSet set, long deadline, out SigInfo info)
    {
        set -= SignalSet.Unblockable;
        Process process = caller.Process;
        ThreadSignals signals = caller.Signals;
        using (process.SignalLock.Enter())
        {
            Signal found = signals.Take(~set, out info);
            if (found != Signal.None)
            {
                signals.UpdateWork();
                return (int)found;
            }
            signals.BeginAwait(set);
        }
        Errno sleep = Errno.None;
        while (sleep == Errno.None)
            sleep = Waits.Sleep(deadline);
        using (process.SignalLock.Enter())
        {
            signals.EndAwait();
            Signal found = signals.Take(~set, out info);
            signals.UpdateWork();
            if (found != Signal.None)
                return (int)found;
        }
        return sleep == Errno.ETIMEDOUT ? Errno.EAGAIN : Errno.EINTR;
    }
}
