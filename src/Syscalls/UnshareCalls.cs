using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>unshare(2).</summary>
internal static class UnshareCalls
{
    private const CloneFlags OfTheProcess = CloneFlags.CLONE_THREAD | CloneFlags.CLONE_SIGHAND | CloneFlags.CLONE_VM;
    private const CloneFlags Known = CloneFlags.CLONE_FS | CloneFlags.CLONE_FILES | CloneFlags.CLONE_SYSVSEM | OfTheProcess;

    [Syscall(SyscallNumber.unshare, Support.Partial, "there is one namespace of each kind: new ones are EINVAL")]
    internal static SyscallResult Unshare(UserThread caller, CloneFlags flags)
    {
        if ((flags & ~Known) != 0)
            return Errno.EINVAL;
        // Threads cannot be parted from each other; a thread that is alone is parted already.
        if ((flags & OfTheProcess) != 0 && caller.Process.ThreadCount > 1)
            return Errno.EINVAL;
        if ((flags & CloneFlags.CLONE_FILES) != 0)
            caller.UnshareFiles();
        if ((flags & CloneFlags.CLONE_FS) != 0)
            caller.UnshareFileSystem();
        return 0;
    }
}
