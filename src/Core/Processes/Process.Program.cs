using Diesis.Abi;
using Diesis.Core.Signals;
using Diesis.Core.Time;

namespace Diesis.Core.Processes;

// What belongs to the program that the process runs.
public sealed partial class Process
{
    /// <summary>personality(2): inherited, and kept over execve.</summary>
    public uint Personality { get; set; }

    /// <summary>Programs' addresses are the same each time (ADDR_NO_RANDOMIZE of personality(2)).</summary>
    internal bool HasFixedLayout => (Personality & AddressNoRandomize) != 0;

    /// <summary>execve gives no privileges (PR_SET_NO_NEW_PRIVS of prctl(2)); inherited, and never taken back.</summary>
    public bool HasNoNewPrivileges { get; set; }

    private const uint AddressNoRandomize = 0x4_0000;

    /// <summary>execve has come to the point of no return. The thread is the only one.</summary>
    internal void BeginNewProgram(UserThread thread)
    {
        // Another process that was made with CLONE_SIGHAND keeps the table as it is.
        SignalActions actions = Actions.Copy();
        actions.ResetForNewProgram();
        Actions = actions;
        thread.Signals.ResetForNewProgram();
        ProcessTimers.BeginProgram(this);
        IsDumpable = true;
        ExitSignal = Signal.SIGCHLD;
        HasExecuted = true;
    }
}
