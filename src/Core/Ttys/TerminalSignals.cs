using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Platform.Locks;

namespace Diesis.Core.Ttys;

/// <summary>What terminals ask of processes and signals.</summary>
internal static class TerminalSignals
{
    /// <summary>Whether a thread blocks or ignores a signal, so that it would have no effect (POSIX, "Terminal Access Control").</summary>
    internal static bool Disregards(UserThread thread, Signal signal) =>
        thread.Signals.Blocked.Contains(signal) || thread.Process.Actions.IsIgnored(signal);

    /// <summary>Whether nobody could make a stopped group go on.</summary>
    internal static bool IsOrphaned(ProcessGroup group)
    {
        using SpinLock.Scope held = ProcessTree.Lock.Enter();
        return group.IsOrphaned(null);
    }
}
