using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>Descriptors that stand for processes.</summary>
internal static class PidFileArguments
{
    internal static Result<Process> Find(UserThread caller, int descriptor) => Find(caller, descriptor, out _);

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
