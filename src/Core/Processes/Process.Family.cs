using Diesis.Abi;
using Diesis.Core.Waiting;

namespace Diesis.Core.Processes;

// The process among others: parent, children, group, session. All guarded by ProcessTree's lock, unless said otherwise.
public sealed partial class Process
{
    /// <summary>Who waits for it; changes when the parent ends. Null for the first process alone.</summary>
    public Process? Parent { get; internal set; }

    /// <summary>The thread that made it, for PR_SET_PDEATHSIG and __WNOTHREAD.</summary>
    internal UserThread? ParentThread { get; set; }

    internal Process? FirstChild { get; private set; }

    internal Process? NextSibling { get; private set; }

    private Process? _previousSibling;
    private Process? _lastChild;

    public ProcessGroup Group { get; internal set; } = null!;

    public Session Session => Group.Session;

    internal Process? NextInGroup { get; set; }

    internal Process? PreviousInGroup { get; set; }

    // All processes, for kill(-1) and /proc.
    internal Process? NextProcess { get; set; }

    internal Process? PreviousProcess { get; set; }

    public ProcessState State { get; internal set; }

    /// <summary>Nobody can wait for it, and it gets the children of those that end: number 1.</summary>
    public bool IsInit => this == ProcessTree.Init;

    /// <summary>It gets its descendants' children instead of init (PR_SET_CHILD_SUBREAPER).</summary>
    public bool IsSubreaper { get; set; }

    /// <summary>Some ancestor is a subreaper; inherited.</summary>
    internal bool HasSubreaper { get; set; }

    /// <summary>What the parent is sent at the end: SIGCHLD, another signal, or none.</summary>
    public Signal ExitSignal { get; internal set; } = Signal.SIGCHLD;

    /// <summary>It has run execve since fork: setpgid by its parent is too late.</summary>
    public bool HasExecuted { get; internal set; }

    /// <summary>Somebody may wait for a child here (wait4, waitid).</summary>
    internal readonly WaitQueue ChildEvents = new();

    /// <summary>Told when the process ends: for poll on its pidfd.</summary>
    public WaitQueue EndEvents { get; } = new();

    internal void AddChild(Process child)
    {
        child.Parent = this;
        child._previousSibling = _lastChild;
        child.NextSibling = null;
        if (_lastChild is null)
            FirstChild = child;
        else
            _lastChild.NextSibling = child;
        _lastChild = child;
    }

    internal void RemoveChild(Process child)
    {
        if (child._previousSibling is null)
            FirstChild = child.NextSibling;
        else
            child._previousSibling.NextSibling = child.NextSibling;
        if (child.NextSibling is null)
            _lastChild = child._previousSibling;
        else
            child.NextSibling._previousSibling = child._previousSibling;
        child.NextSibling = null;
        child._previousSibling = null;
    }
}
