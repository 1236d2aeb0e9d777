namespace Diesis.Core.Processes;

/// <summary>Process groups that may share a terminal (setsid(2)).</summary>
/// <remarks>Guarded by <see cref="ProcessTree"/>'s lock, but for the terminal, which the terminals' own lock guards.</remarks>
public sealed class Session
{
    private readonly PidEntry _number;

    /// <summary>Enters it nowhere yet.</summary>
    internal Session(PidEntry number) => _number = number;

    public int Id => _number.Number;

    /// <summary>The process that made it; null once that has ended.</summary>
    public Process? Leader { get; internal set; }

    /// <summary>The controlling terminal, or null.</summary>
    public ControllingTerminal? Terminal { get; set; }

    internal int GroupCount { get; set; }

    internal void RemoveGroup()
    {
        if (--GroupCount != 0)
            return;
        _number.Session = null;
        PidTable.FreeIfUnused(_number);
    }
}

/// <summary>What a session needs to know of its terminal.</summary>
public abstract class ControllingTerminal
{
    /// <summary>
    /// The session's leader ends, or leaves the terminal (TIOCNOTTY): SIGHUP and SIGCONT go to the foreground group, and the terminal is no
    /// session's any more. Thread context, without locks.
    /// </summary>
    public abstract void OnLeaderGone(Session session);
}
