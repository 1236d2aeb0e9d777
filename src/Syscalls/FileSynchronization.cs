using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>fsync(2), sync(2), sync_file_range(2), posix_fadvise(2), readahead(2).</summary>
internal static class FileSynchronization
{
    [Syscall(SyscallNumber.fsync, Support.Full)]
    internal static SyscallResult Synchronize(UserThread caller, int descriptor)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        return file.Inode.IsRegular || file.Inode.IsDirectory || file.Inode.Type == FileMode.S_IFBLK ? file.Synchronize() : Errno.EINVAL;
    }

    [Syscall(SyscallNumber.fdatasync, Support.Full)]
    internal static SyscallResult SynchronizeData(UserThread caller, int descriptor) => Synchronize(caller, descriptor);

    [Syscall(SyscallNumber.sync, Support.Full)]
    internal static SyscallResult SynchronizeAll(UserThread caller)
    {
        foreach (Mount mount in caller.FileSystem.Mounts.Snapshot())
            _ = mount.FileSystem.Synchronize();
        return 0;
    }

    [Syscall(SyscallNumber.syncfs, Support.Full)]
    internal static SyscallResult SynchronizeFileSystem(UserThread caller, int descriptor)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        return reference.File is { } file ? file.Inode.FileSystem.Synchronize() : Errno.EBADF;
    }

    [Syscall(SyscallNumber.sync_file_range, Support.Full)]
    internal static SyscallResult SynchronizeRange(UserThread caller, int descriptor, long offset, long count, uint flags)
    {
        const uint Known = 7;
        if ((flags & ~Known) != 0 || offset < 0 || count < 0)
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        return file.Inode.IsRegular || file.Inode.IsDirectory || file.Inode.Type == FileMode.S_IFBLK ? file.Synchronize() : Errno.ESPIPE;
    }

    [Syscall(SyscallNumber.fadvise64, Support.Full)]
    internal static SyscallResult Advise(UserThread caller, int descriptor, long offset, long length, int advice)
    {
        const int LastAdvice = 5;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        if (file.IsStream)
            return Errno.ESPIPE;
        // Advice may be followed by doing nothing.
        return length < 0 || (uint)advice > LastAdvice ? Errno.EINVAL : Errno.None;
    }

    [Syscall(SyscallNumber.readahead, Support.Full)]
    internal static SyscallResult ReadAhead(UserThread caller, int descriptor, long offset, nuint count)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { CanRead: true } file)
            return Errno.EBADF;
        return file.Inode.IsRegular ? Errno.None : Errno.EINVAL;
    }
}
