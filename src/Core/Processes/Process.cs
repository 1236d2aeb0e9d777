namespace Diesis.Core.Processes;

/// <summary>What POSIX calls a process and Linux a thread group: threads that share an address space, signal actions and a place in the family tree.</summary>
public sealed partial class Process
{
    internal Process(int id) => Id = id;

    /// <summary>The process' number (getpid(2)): that of its first thread.</summary>
    public int Id { get; }
}
