using Diesis.Core.Time;

namespace Diesis.Core.Processes;

// What prctl(2) sets for the process as a whole.
public sealed partial class Process
{
    /// <summary>Others of the same user may look into it; lost by a change of ids and by execve of a set-id file (PR_SET_DUMPABLE).</summary>
    public bool IsDumpable { get; set; } = true;

    /// <summary>PR_SET_THP_DISABLE: kept and told, without effect.</summary>
    public bool AvoidsHugePages { get; set; }

    /// <summary>Null until the first one is set.</summary>
    internal ProcessTimers? Timers;

    internal void CopySettings(Process parent)
    {
        IsDumpable = parent.IsDumpable;
        AvoidsHugePages = parent.AvoidsHugePages;
    }
}
