using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>Descriptors that stand for processes.</summary>
internal static class PidFileArguments
{
    internal static Result<Process> Find(UserThread caller, int descriptor) => Find(caller, descriptor, out _);

    /// <summary>As <see cref="Find(UserThread, int)"/>, of a descriptor of /proc/PID too.</summary>
    internal static Result<Process> FindWithDirectories(UserThread caller, int descriptor)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        return reference.File switch
        {
            PidFile file => file.Process,
            { Inode: IProcessDirectory { Process: Process process } } => process,
            _ => Errno.EBADF,
        };
    }

    /// <param name="flags">The descriptor's status flags.</param>
    /// <returns>EBADF for one that stands for no process.</returns>
    internal static Result<Process> Find(UserThread caller, int descriptor, out OpenFlags flags)
    {
        flags = default;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not PidFile file)
            return Errno.EBADF;
        flags = file.Flags;
        return file.Process;
    }
}
