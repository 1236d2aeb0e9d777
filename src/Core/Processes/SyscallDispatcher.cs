namespace Diesis.Core.Processes;

/// <summary>Makes system calls by number: the layer above, which this one does not know.</summary>
public abstract class SyscallDispatcher
{
    /// <summary>Set once, before the first program.</summary>
    public static SyscallDispatcher? Installed { get; set; }

    public abstract SyscallResult Invoke(int number, UserThread caller, SyscallArguments arguments);
}
