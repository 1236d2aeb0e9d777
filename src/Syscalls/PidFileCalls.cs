using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;

namespace Diesis.Syscalls;

/// <summary>pidfd_open(2), pidfd_getfd(2).</summary>
internal static class PidFileCalls
{
    [Syscall(SyscallNumber.pidfd_open, Support.Full)]
    internal static SyscallResult Open(UserThread caller, int pid, uint flags)
    {
        if ((flags & ~PidFileFlags.PIDFD_NONBLOCK) != 0 || pid <= 0)
            return Errno.EINVAL;
        if (ProcessTree.FindThread(pid) is not UserThread thread)
            return Errno.ESRCH;
        if (thread.Process.Id != pid)
            return Errno.EINVAL;
        return caller.Files.Add(new PidFile(thread.Process, (OpenFlags)flags), DescriptorFlags.FD_CLOEXEC);
    }

    [Syscall(SyscallNumber.pidfd_getfd, Support.Full)]
    internal static SyscallResult GetDescriptor(UserThread caller, int descriptor, int target, uint flags)
    {
        if (flags != 0)
            return Errno.EINVAL;
        if (!PidFileArguments.Find(caller, descriptor).TryGet(out Process? process, out Errno error))
            return error;
        if (process.State != ProcessState.Alive)
            return Errno.ESRCH;
        if (!ProcessAccess.MayInspect(caller, process.Leader))
            return Errno.EPERM;
        using FileReference reference = process.Leader.Files.Hold(target);
        if (reference.File is not OpenFile file)
            return Errno.EBADF;
        file.Retain();
        return caller.Files.Add(file, DescriptorFlags.FD_CLOEXEC);
    }
}
