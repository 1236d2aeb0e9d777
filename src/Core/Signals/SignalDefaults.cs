using Diesis.Abi;

namespace Diesis.Core.Signals;

/// <summary>What a signal does to a process that has no handler for it.</summary>
public enum SignalDefault
{
    Terminate,

    /// <summary>As <see cref="Terminate"/>; where core dumps are written, with one.</summary>
    Dump,
    Ignore,
    Stop,
    Continue,
}

/// <summary>The table of default actions (signal(7)).</summary>
public static class SignalDefaults
{
    public static bool IsValid(int number) => number is >= 1 and <= (int)Signal.SIGRTMAX;

    /// <summary>Real-time signals are queued as often as they are sent; of the others one at most waits.</summary>
    public static bool IsRealTime(Signal signal) => signal >= Signal.SIGRTMIN;

    public static SignalDefault Of(Signal signal) => signal switch
    {
        Signal.SIGQUIT or Signal.SIGILL or Signal.SIGTRAP or Signal.SIGABRT or Signal.SIGFPE or Signal.SIGSEGV or Signal.SIGBUS or Signal.SIGSYS
            or Signal.SIGXCPU or Signal.SIGXFSZ => SignalDefault.Dump,
        Signal.SIGCHLD or Signal.SIGURG or Signal.SIGWINCH => SignalDefault.Ignore,
        Signal.SIGCONT => SignalDefault.Continue,
        Signal.SIGSTOP or Signal.SIGTSTP or Signal.SIGTTIN or Signal.SIGTTOU => SignalDefault.Stop,
        _ => SignalDefault.Terminate,
    };
}
