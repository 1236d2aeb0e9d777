namespace Diesis.Core.Processes;

/// <summary>An inode that stands for a process: /proc/PID, whose descriptor serves pidfd_send_signal(2) as well.</summary>
public interface IProcessDirectory
{
    /// <summary>Null for a directory of a thread.</summary>
    Process? Process { get; }
}
