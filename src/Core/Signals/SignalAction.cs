using Diesis.Abi;

namespace Diesis.Core.Signals;

/// <summary>What a process does on a signal. Never changes once made: sigaction(2) puts another one in its place, so readers need no lock.</summary>
public sealed class SignalAction(ulong handler, SignalActionFlags flags, ulong restorer, SignalSet mask)
{
    /// <summary>A program's address, or one of <see cref="SignalHandler"/>.</summary>
    public ulong Handler { get; } = handler;

    public SignalActionFlags Flags { get; } = flags;

    /// <summary>Where the handler returns to.</summary>
    public ulong Restorer { get; } = restorer;

    /// <summary>Blocked besides while the handler runs; never SIGKILL or SIGSTOP.</summary>
    public SignalSet Mask { get; } = mask;

    public bool Has(SignalActionFlags flag) => (Flags & flag) != 0;
}
