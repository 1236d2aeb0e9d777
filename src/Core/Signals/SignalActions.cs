using System;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Signals;

/// <summary>The actions of a process for all signals; CLONE_SIGHAND lets several processes share one table.</summary>
/// <remarks>An entry is null for the default action without flags. Entries are replaced whole, so a reader sees an old or a new action, never parts of both.</remarks>
public sealed class SignalActions
{
    private readonly SignalAction?[] _actions = new SignalAction?[(int)Signal.SIGRTMAX];

    /// <summary>Null: the default, without flags.</summary>
    public SignalAction? this[Signal signal] => Volatile.Read(ref _actions[(int)signal - 1]);

    /// <summary>Puts another action in place and returns the old one.</summary>
    public SignalAction? Replace(Signal signal, SignalAction? action) => Interlocked.Exchange(ref _actions[(int)signal - 1], action);

    /// <summary>Back to the default, if the action is still the one seen (SA_RESETHAND).</summary>
    public bool TryReset(Signal signal, SignalAction seen) => Interlocked.CompareExchange(ref _actions[(int)signal - 1], null, seen) == seen;

    public ulong HandlerOf(Signal signal) => this[signal]?.Handler ?? SignalHandler.SIG_DFL;

    /// <summary>Whether the signal has no effect: ignored, or of a default action that does nothing.</summary>
    public bool IsIgnored(Signal signal) => HandlerOf(signal) switch
    {
        SignalHandler.SIG_IGN => true,
        SignalHandler.SIG_DFL => SignalDefaults.Of(signal) == SignalDefault.Ignore,
        _ => false,
    };

    public bool IsCaught(Signal signal) => HandlerOf(signal) > SignalHandler.SIG_IGN;

    /// <summary>The sets that /proc shows.</summary>
    public void Describe(out SignalSet ignored, out SignalSet caught)
    {
        ignored = default;
        caught = default;
        for (Signal signal = Signal.SIGHUP; signal <= Signal.SIGRTMAX; signal++)
        {
            ulong handler = HandlerOf(signal);
            if (handler == SignalHandler.SIG_IGN)
                ignored |= SignalSet.Of(signal);
            else if (handler != SignalHandler.SIG_DFL)
                caught |= SignalSet.Of(signal);
        }
    }

    /// <summary>A table for a new process (fork(2)).</summary>
    public SignalActions Copy()
    {
        SignalActions copy = new();
        Array.Copy(_actions, copy._actions, _actions.Length);
        return copy;
    }

    /// <summary>execve(2): handlers are gone with the program that had them; what was ignored stays so, without flags.</summary>
    public void ResetForNewProgram()
    {
        for (int i = 0; i < _actions.Length; i++)
        {
            if (_actions[i] is not SignalAction action)
                continue;
            _actions[i] = action.Handler != SignalHandler.SIG_IGN ? null
                : action.Flags == SignalActionFlags.None && action.Mask.IsEmpty ? action
                : new SignalAction(SignalHandler.SIG_IGN, SignalActionFlags.None, 0, default);
        }
    }

    /// <summary>CLONE_CLEAR_SIGHAND of clone3(2): all that is not ignored gets its default.</summary>
    public void ClearHandlers() => ResetForNewProgram();
}
