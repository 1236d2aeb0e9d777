using Diesis.Core.Waiting;

namespace Diesis.Core.Processes;

/// <summary>A number, and whatever it names: a thread, a process group, a session, or several of them. It is free again when it names nothing.</summary>
/// <remarks>The references are guarded by <see cref="ProcessTree"/>'s lock, but may be read without it: objects that are gone are only out of date.</remarks>
public sealed class PidEntry
{
    internal PidEntry(int number) => Number = number;

    public int Number { get; }

    /// <summary>The thread, also when it has ended and waits to be waited for. A process is found by any of its threads' numbers.</summary>
    public UserThread? Thread { get; internal set; }

    public ProcessGroup? Group { get; internal set; }

    public Session? Session { get; internal set; }

    internal bool IsUnused => Thread is null && Group is null && Session is null;
}
