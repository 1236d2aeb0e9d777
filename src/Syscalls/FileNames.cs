using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>mkdir(2), mknod(2), link(2), symlink(2), readlink(2), unlink(2), rmdir(2), rename(2).</summary>
internal static class FileNames
{
    private const int CurrentDirectory = AtDescriptors.AT_FDCWD;

    [Syscall(SyscallNumber.mkdir, Support.Full)]
    internal static SyscallResult MakeDirectory(UserThread caller, [UserString] UserAddress path, [Octal] uint mode) =>
        MakeDirectoryAt(caller, CurrentDirectory, path, mode);

    [Syscall(SyscallNumber.mkdirat, Support.Full)]
    internal static SyscallResult MakeDirectoryAt(UserThread caller, int directory, [UserString] UserAddress path, [Octal] uint mode) =>
        Make(caller, directory, path, FileMode.S_IFDIR | (FileMode)mode & (FileMode.Permissions | FileMode.S_ISVTX), 0);

    [Syscall(SyscallNumber.mknod, Support.Full)]
    internal static SyscallResult MakeNode(UserThread caller, [UserString] UserAddress path, [Octal] uint mode, ulong device) =>
        MakeNodeAt(caller, CurrentDirectory, path, mode, device);

    [Syscall(SyscallNumber.mknodat, Support.Full)]
    internal static SyscallResult MakeNodeAt(UserThread caller, int directory, [UserString] UserAddress path, [Octal] uint mode, ulong device)
    {
        FileMode type = (FileMode)mode & FileMode.S_IFMT;
        switch (type)
        {
            case FileMode.None:
                type = FileMode.S_IFREG;
                break;
            case FileMode.S_IFREG or FileMode.S_IFCHR or FileMode.S_IFBLK or FileMode.S_IFIFO or FileMode.S_IFSOCK:
                break;
            case FileMode.S_IFDIR:
                return Errno.EPERM;
            default:
                return Errno.EINVAL;
        }
        return Make(caller, directory, path, type | (FileMode)mode & FileMode.Changeable, device);
    }

    [Syscall(SyscallNumber.symlink, Support.Full)]
    internal static SyscallResult SymbolicLink(UserThread caller, [UserString] UserAddress target, [UserString] UserAddress path) =>
        SymbolicLinkAt(caller, target, CurrentDirectory, path);

    [Syscall(SyscallNumber.symlinkat, Support.Full)]
    internal static SyscallResult SymbolicLinkAt(UserThread caller, [UserString] UserAddress target, int directory, [UserString] UserAddress path)
    {
        byte[] buffer = PathBuffers.Take();
        Errno error = caller.Memory.CopyString(target, buffer, out int length);
        if (error == Errno.None && length == 0)
            error = Errno.ENOENT;
        if (error == Errno.None)
        {
            using PathArgument argument = PathArgument.Read(caller, directory, path, out error);
            if (error == Errno.None)
            {
                PathLookup lookup = argument.Lookup(LookupFlags.None);
                error = NameOperations.SymbolicLink(in lookup, buffer.AsSpan(0, length));
            }
        }
        PathBuffers.Give(buffer);
        return error;
    }

    [Syscall(SyscallNumber.link, Support.Full)]
    internal static SyscallResult Link(UserThread caller, [UserString] UserAddress existing, [UserString] UserAddress path) =>
        LinkAt(caller, CurrentDirectory, existing, CurrentDirectory, path, AtFlags.None);

    [Syscall(SyscallNumber.linkat, Support.Full)]
    internal static SyscallResult LinkAt(
        UserThread caller, int oldDirectory, [UserString] UserAddress existing, int newDirectory, [UserString] UserAddress path, AtFlags flags)
    {
        if ((flags & ~(AtFlags.AT_SYMLINK_FOLLOW | AtFlags.AT_EMPTY_PATH)) != 0)
            return Errno.EINVAL;
        EmptyPath empty = (flags & AtFlags.AT_EMPTY_PATH) != 0 ? EmptyPath.Allowed : EmptyPath.Refused;
        using PathArgument from = PathArgument.Read(caller, oldDirectory, existing, out Errno error, empty);
        if (error != Errno.None)
            return error;
        if (from.IsEmpty && !caller.Credentials.Has(Capability.CAP_DAC_READ_SEARCH))
            return Errno.ENOENT;
        if (from.IsEmpty && from.File is { Location.IsNone: true })
            return Errno.EXDEV;
        using PathArgument to = PathArgument.Read(caller, newDirectory, path, out error);
        if (error != Errno.None)
            return error;
        PathLookup source = from.Lookup((flags & AtFlags.AT_SYMLINK_FOLLOW) != 0 ? LookupFlags.FollowLast : LookupFlags.None);
        error = source.FindPinned(out Location found);
        if (error != Errno.None)
            return error;
        PathLookup target = to.Lookup(LookupFlags.None);
        error = NameOperations.Link(found, in target);
        found.Unpin();
        return error;
    }

    [Syscall(SyscallNumber.readlink, Support.Full)]
    internal static SyscallResult ReadLink(UserThread caller, [UserString] UserAddress path, [Shows(TraceShape.OutputBytes)] UserAddress buffer, int size) =>
        ReadLinkAt(caller, CurrentDirectory, path, buffer, size);

    [Syscall(SyscallNumber.readlinkat, Support.Full)]
    internal static SyscallResult ReadLinkAt(UserThread caller, int directory, [UserString] UserAddress path, [Shows(TraceShape.OutputBytes)] UserAddress buffer, int size)
    {
        if (size <= 0)
            return Errno.EINVAL;
        using PathArgument argument = PathArgument.Read(caller, directory, path, out Errno error, EmptyPath.Allowed);
        if (error != Errno.None)
            return error;
        if (argument.IsEmpty && argument.File is not { Inode.IsSymbolicLink: true })
            return Errno.ENOENT;
        PathLookup lookup = argument.Lookup(LookupFlags.None);
        error = lookup.Find(out Location found);
        if (error != Errno.None)
            return error;
        if (!found.Inode.IsSymbolicLink)
            return Errno.EINVAL;
        if (!found.Inode.ReadLink().TryGet(out byte[]? target, out error))
            return error;
        int length = Math.Min(size, target.Length);
        error = caller.Memory.CopyOut(target.AsSpan(0, length), buffer);
        return error != Errno.None ? error : length;
    }

    [Syscall(SyscallNumber.unlink, Support.Full)]
    internal static SyscallResult Unlink(UserThread caller, [UserString] UserAddress path) => UnlinkAt(caller, CurrentDirectory, path, AtFlags.None);

    [Syscall(SyscallNumber.rmdir, Support.Full)]
    internal static SyscallResult RemoveDirectory(UserThread caller, [UserString] UserAddress path) =>
        UnlinkAt(caller, CurrentDirectory, path, AtFlags.AT_REMOVEDIR);

    [Syscall(SyscallNumber.unlinkat, Support.Full)]
    internal static SyscallResult UnlinkAt(UserThread caller, int directory, [UserString] UserAddress path, AtFlags flags)
    {
        if ((flags & ~AtFlags.AT_REMOVEDIR) != 0)
            return Errno.EINVAL;
        using PathArgument argument = PathArgument.Read(caller, directory, path, out Errno error);
        if (error != Errno.None)
            return error;
        PathLookup lookup = argument.Lookup(LookupFlags.None);
        return (flags & AtFlags.AT_REMOVEDIR) != 0 ? NameOperations.RemoveDirectory(in lookup) : NameOperations.Unlink(in lookup);
    }

    [Syscall(SyscallNumber.rename, Support.Full)]
    internal static SyscallResult Rename(UserThread caller, [UserString] UserAddress from, [UserString] UserAddress to) =>
        RenameAt2(caller, CurrentDirectory, from, CurrentDirectory, to, RenameFlags.None);

    [Syscall(SyscallNumber.renameat, Support.Full)]
    internal static SyscallResult RenameAt(
        UserThread caller, int oldDirectory, [UserString] UserAddress from, int newDirectory, [UserString] UserAddress to) =>
        RenameAt2(caller, oldDirectory, from, newDirectory, to, RenameFlags.None);

    [Syscall(SyscallNumber.renameat2, Support.Partial, "RENAME_WHITEOUT says EINVAL")]
    internal static SyscallResult RenameAt2(
        UserThread caller, int oldDirectory, [UserString] UserAddress from, int newDirectory, [UserString] UserAddress to, RenameFlags flags)
    {
        using PathArgument source = PathArgument.Read(caller, oldDirectory, from, out Errno error);
        if (error != Errno.None)
            return error;
        using PathArgument target = PathArgument.Read(caller, newDirectory, to, out error);
        if (error != Errno.None)
            return error;
        PathLookup sourceLookup = source.Lookup(LookupFlags.None);
        PathLookup targetLookup = target.Lookup(LookupFlags.None);
        return NameOperations.Rename(in sourceLookup, in targetLookup, flags);
    }

    private static SyscallResult Make(UserThread caller, int directory, UserAddress path, FileMode mode, ulong device)
    {
        using PathArgument argument = PathArgument.Read(caller, directory, path, out Errno error);
        if (error != Errno.None)
            return error;
        PathLookup lookup = argument.Lookup(LookupFlags.None);
        return NameOperations.Create(in lookup, mode, new DeviceNumber(device));
    }
}
