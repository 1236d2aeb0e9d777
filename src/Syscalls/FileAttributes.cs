using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>chmod(2), chown(2), truncate(2), fallocate(2), umask(2).</summary>
internal static class FileAttributes
{
    private const int CurrentDirectory = AtDescriptors.AT_FDCWD;

    [Syscall(SyscallNumber.umask, Support.Full)]
    internal static SyscallResult Umask(UserThread caller, [Octal] uint mask) => (int)caller.FileSystem.ExchangeUmask((FileMode)mask);

    [Syscall(SyscallNumber.chmod, Support.Full)]
    internal static SyscallResult ChangeMode(UserThread caller, [UserString] UserAddress path, [Octal] uint mode) =>
        ChangeMode(caller, CurrentDirectory, path, mode, AtFlags.None);

    [Syscall(SyscallNumber.fchmodat, Support.Full)]
    internal static SyscallResult ChangeModeAt(UserThread caller, int directory, [UserString] UserAddress path, [Octal] uint mode) =>
        ChangeMode(caller, directory, path, mode, AtFlags.None);

    [Syscall(SyscallNumber.fchmodat2, Support.Full)]
    internal static SyscallResult ChangeModeAt2(UserThread caller, int directory, [UserString] UserAddress path, [Octal] uint mode, AtFlags flags) =>
        (flags & ~(AtFlags.AT_SYMLINK_NOFOLLOW | AtFlags.AT_EMPTY_PATH)) != 0 ? Errno.EINVAL : ChangeMode(caller, directory, path, mode, flags);

    [Syscall(SyscallNumber.fchmod, Support.Full)]
    internal static SyscallResult ChangeModeOf(UserThread caller, int descriptor, [Octal] uint mode)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        return file.Location.IsNone
            ? AttributeChanges.SetMode(file.Inode, caller.Credentials, (FileMode)mode)
            : AttributeChanges.SetMode(file.Location, caller.Credentials, (FileMode)mode);
    }

    [Syscall(SyscallNumber.chown, Support.Full)]
    internal static SyscallResult ChangeOwner(UserThread caller, [UserString] UserAddress path, uint owner, uint group) =>
        ChangeOwnerAt(caller, CurrentDirectory, path, owner, group, AtFlags.None);

    [Syscall(SyscallNumber.lchown, Support.Full)]
    internal static SyscallResult ChangeLinkOwner(UserThread caller, [UserString] UserAddress path, uint owner, uint group) =>
        ChangeOwnerAt(caller, CurrentDirectory, path, owner, group, AtFlags.AT_SYMLINK_NOFOLLOW);

    [Syscall(SyscallNumber.fchownat, Support.Full)]
    internal static SyscallResult ChangeOwnerAt(
        UserThread caller, int directory, [UserString] UserAddress path, uint owner, uint group, AtFlags flags)
    {
        if ((flags & ~(AtFlags.AT_SYMLINK_NOFOLLOW | AtFlags.AT_EMPTY_PATH)) != 0)
            return Errno.EINVAL;
        Errno error = FileStatus.Find(caller, directory, path, flags, out FoundInode found);
        using (found)
        {
            if (error != Errno.None)
                return error;
            return found.Location.IsNone
                ? AttributeChanges.SetOwner(found.Inode, caller.Credentials, owner, group)
                : AttributeChanges.SetOwner(found.Location, caller.Credentials, owner, group);
        }
    }

    [Syscall(SyscallNumber.fchown, Support.Full)]
    internal static SyscallResult ChangeOwnerOf(UserThread caller, int descriptor, uint owner, uint group)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        return file.Location.IsNone
            ? AttributeChanges.SetOwner(file.Inode, caller.Credentials, owner, group)
            : AttributeChanges.SetOwner(file.Location, caller.Credentials, owner, group);
    }

    [Syscall(SyscallNumber.truncate, Support.Full)]
    internal static SyscallResult Truncate(UserThread caller, [UserString] UserAddress path, long size)
    {
        if (size < 0)
            return Errno.EINVAL;
        using PathArgument argument = PathArgument.Read(caller, path, out Errno error);
        if (error != Errno.None)
            return error;
        PathLookup lookup = argument.Lookup(LookupFlags.FollowLast);
        error = lookup.FindPinned(out Location found);
        if (error != Errno.None)
            return error;
        error = AttributeChanges.Truncate(found, caller.Credentials, size);
        found.Unpin();
        return error;
    }

    [Syscall(SyscallNumber.ftruncate, Support.Full)]
    internal static SyscallResult TruncateFile(UserThread caller, int descriptor, long size)
    {
        if (size < 0)
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        return !file.CanWrite || !file.Inode.IsRegular ? Errno.EINVAL : AttributeChanges.Truncate(file.Inode, file.Location, size);
    }

    [Syscall(SyscallNumber.fallocate, Support.Partial, "ranges cannot be collapsed, inserted or set to zero in place")]
    internal static SyscallResult Allocate(UserThread caller, int descriptor, FallocateMode mode, long offset, long length)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        if (offset < 0 || length <= 0)
            return Errno.EINVAL;
        if ((mode & ~(FallocateMode.FALLOC_FL_KEEP_SIZE | FallocateMode.FALLOC_FL_PUNCH_HOLE)) != 0)
            return Errno.EOPNOTSUPP;
        if ((mode & FallocateMode.FALLOC_FL_PUNCH_HOLE) != 0 && (mode & FallocateMode.FALLOC_FL_KEEP_SIZE) == 0)
            return Errno.EOPNOTSUPP;
        if (!file.CanWrite)
            return Errno.EBADF;
        if (file.Inode.Type == FileMode.S_IFIFO)
            return Errno.ESPIPE;
        if (file.Inode.IsDirectory)
            return Errno.EISDIR;
        if (!file.Inode.IsRegular)
            return Errno.ENODEV;
        return offset > long.MaxValue - length ? Errno.EFBIG : AttributeChanges.Allocate(file.Inode, mode, offset, length);
    }

    private static SyscallResult ChangeMode(UserThread caller, int directory, UserAddress path, uint mode, AtFlags flags)
    {
        Errno error = FileStatus.Find(caller, directory, path, flags, out FoundInode found);
        using (found)
        {
            if (error != Errno.None)
                return error;
            return found.Location.IsNone
                ? AttributeChanges.SetMode(found.Inode, caller.Credentials, (FileMode)mode)
                : AttributeChanges.SetMode(found.Location, caller.Credentials, (FileMode)mode);
        }
    }
}
