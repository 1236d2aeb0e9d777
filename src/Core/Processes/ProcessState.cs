namespace Diesis.Core.Processes;

/// <summary>Where a process is in its life. Changed under <see cref="ProcessTree"/>'s lock, in this order only.</summary>
public enum ProcessState
{
    Alive,

    /// <summary>All of its threads have ended; what it leaves is its status, until somebody waits for it.</summary>
    Zombie,

    /// <summary>It has been waited for, or nobody wanted to.</summary>
    Gone,
}
