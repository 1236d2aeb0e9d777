using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>getdents(2), getcwd(2), chdir(2), chroot(2).</summary>
internal static class FileDirectories
{
    [Syscall(SyscallNumber.getdents64, Support.Full)]
    internal static SyscallResult List64(UserThread caller, int descriptor, UserAddress buffer, uint size) =>
        List(caller, descriptor, buffer, size, DirentFormat.Dirent64);

    [Syscall(SyscallNumber.getdents, Support.Full)]
    internal static SyscallResult List(UserThread caller, int descriptor, UserAddress buffer, uint size) =>
        List(caller, descriptor, buffer, size, DirentFormat.Old);

    [Syscall(SyscallNumber.getcwd, Support.Full)]
    internal static SyscallResult GetWorkingDirectory(UserThread caller, [Shows(TraceShape.OutputBytes)] UserAddress buffer, nuint size)
    {
        Location directory = caller.FileSystem.WorkingDirectory;
        if (directory.Dentry.IsRemoved)
            return Errno.ENOENT;
        ReadOnlySpan<byte> unreachable = "(unreachable)"u8;
        byte[] text = PathBuffers.Take();
        text[^1] = 0;
        Errno error = PathText.Write(directory, caller.FileSystem.Root, text.AsSpan(0, text.Length - 1), out int start, out bool isReachable);
        if (error == Errno.None && !isReachable)
        {
            start -= unreachable.Length;
            if (start < 0)
                error = Errno.ENAMETOOLONG;
            else
                unreachable.CopyTo(text.AsSpan(start));
        }
        int length = text.Length - start;
        if (error == Errno.None)
            error = (nuint)length > size ? Errno.ERANGE : caller.Memory.CopyOut(text.AsSpan(start), buffer);
        PathBuffers.Give(text);
        return error != Errno.None ? error : length;
    }

    [Syscall(SyscallNumber.chdir, Support.Full)]
    internal static SyscallResult ChangeDirectory(UserThread caller, [UserString] UserAddress path)
    {
        Errno error = FindDirectory(caller, path, out Location directory);
        if (error == Errno.None)
            caller.FileSystem.SetWorkingDirectory(directory);
        return error;
    }

    [Syscall(SyscallNumber.fchdir, Support.Full)]
    internal static SyscallResult ChangeDirectoryTo(UserThread caller, int descriptor)
    {
        using FileReference reference = caller.Files.GetAny(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        if (!file.Inode.IsDirectory)
            return Errno.ENOTDIR;
        Errno error = Permissions.Check(file.Inode, caller.Credentials, AccessModes.X_OK);
        if (error == Errno.None)
            caller.FileSystem.SetWorkingDirectory(file.Location.Pin());
        return error;
    }

    [Syscall(SyscallNumber.chroot, Support.Full)]
    internal static SyscallResult ChangeRoot(UserThread caller, [UserString] UserAddress path)
    {
        Errno error = FindDirectory(caller, path, out Location directory);
        if (error != Errno.None)
            return error;
        if (!caller.Credentials.Has(Capability.CAP_SYS_CHROOT))
        {
            directory.Unpin();
            return Errno.EPERM;
        }
        caller.FileSystem.SetRoot(directory);
        return 0;
    }

    private static SyscallResult List(UserThread caller, int descriptor, UserAddress buffer, uint size, DirentFormat format)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        if (file is not DirectoryFile directory)
            return Errno.ENOTDIR;
        if (!UserAddress.IsUserRange(buffer, size))
            return Errno.EFAULT;
        DirectoryWriter writer = new(IoBuffer.ForUser(caller.Memory, buffer, nuint.Min(size, int.MaxValue)), format, stackalloc byte[DirectoryWriter.ScratchBytes]);
        Errno error = directory.List(ref writer);
        return error != Errno.None ? error : (long)writer.Written;
    }

    /// <param name="directory">Pinned.</param>
    private static Errno FindDirectory(UserThread caller, UserAddress path, out Location directory)
    {
        directory = default;
        using PathArgument argument = PathArgument.Read(caller, path, out Errno error);
        if (error != Errno.None)
            return error;
        PathLookup lookup = argument.Lookup(LookupFlags.FollowLast | LookupFlags.Directory);
        error = lookup.FindPinned(out directory);
        if (error != Errno.None)
            return error;
        error = Permissions.Check(directory.Inode, caller.Credentials, AccessModes.X_OK);
        if (error != Errno.None)
            directory.Unpin();
        return error;
    }
}
