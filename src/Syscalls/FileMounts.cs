using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>mount(2), umount2(2), pivot_root(2).</summary>
internal static class FileMounts
{
    private const int LongestName = 64;

    [Syscall(SyscallNumber.mount, Support.Partial, "all mounts are private: propagation is accepted and does nothing")]
    internal static SyscallResult Mount(
        UserThread caller, [UserString] UserAddress source, [UserString] UserAddress target, [UserString] UserAddress type, MountFlags flags, UserAddress data)
    {
        if ((flags & MountFlags.MS_MGC_MSK) == MountFlags.MS_MGC_VAL)
            flags &= ~MountFlags.MS_MGC_MSK;
        Errno error = FindPlace(caller, target, out Location at);
        if (error != Errno.None)
            return error;
        error = caller.Credentials.Has(Capability.CAP_SYS_ADMIN) ? MountAt(caller, source, at, type, flags, data) : Errno.EPERM;
        at.Unpin();
        return error;
    }

    [Syscall(SyscallNumber.umount2, Support.Full)]
    internal static SyscallResult Unmount(UserThread caller, [UserString] UserAddress target, UnmountFlags flags)
    {
        if ((flags & ~UnmountFlags.Known) != 0)
            return Errno.EINVAL;
        if ((flags & UnmountFlags.MNT_EXPIRE) != 0 && (flags & (UnmountFlags.MNT_FORCE | UnmountFlags.MNT_DETACH)) != 0)
            return Errno.EINVAL;
        if (!caller.Credentials.Has(Capability.CAP_SYS_ADMIN))
            return Errno.EPERM;
        using PathArgument argument = PathArgument.Read(caller, target, out Errno error);
        if (error != Errno.None)
            return error;
        PathLookup lookup = argument.Lookup((flags & UnmountFlags.UMOUNT_NOFOLLOW) != 0 ? LookupFlags.None : LookupFlags.FollowLast);
        error = lookup.FindPinned(out Location at);
        return error != Errno.None ? error : caller.FileSystem.Mounts.Remove(at, flags);
    }

    [Syscall(SyscallNumber.pivot_root, Support.Partial, "changes the root of the calling thread's group of threads alone")]
    internal static SyscallResult PivotRoot(UserThread caller, [UserString] UserAddress newRoot, [UserString] UserAddress putOld)
    {
        if (!caller.Credentials.Has(Capability.CAP_SYS_ADMIN))
            return Errno.EPERM;
        Errno error = FindPlace(caller, newRoot, out Location to);
        if (error != Errno.None)
            return error;
        error = FindPlace(caller, putOld, out Location old);
        if (error == Errno.None)
        {
            FileSystemContext context = caller.FileSystem;
            Location root = context.Root;
            error = !to.Inode.IsDirectory || !old.Inode.IsDirectory ? Errno.ENOTDIR : context.Mounts.Pivot(to, old, root);
            if (error == Errno.None)
            {
                bool moves = context.WorkingDirectory == root;
                context.SetRoot(to.Pin());
                if (moves)
                    context.SetWorkingDirectory(to.Pin());
            }
            old.Unpin();
        }
        to.Unpin();
        return error;
    }

    private static Errno MountAt(UserThread caller, UserAddress source, Location at, UserAddress type, MountFlags flags, UserAddress data)
    {
        MountNamespace mounts = caller.FileSystem.Mounts;
        if ((flags & MountFlags.MS_REMOUNT) != 0)
        {
            RemountScope scope = (flags & MountFlags.MS_BIND) != 0 ? RemountScope.Mount : RemountScope.FileSystem;
            byte[] remounted = PathBuffers.Take();
            Errno copied = ReadOptions(caller, data, remounted, out int count);
            if (copied == Errno.None)
                copied = mounts.Remount(at, flags, scope, remounted.AsSpan(0, count));
            PathBuffers.Give(remounted);
            return copied;
        }
        if ((flags & MountFlags.Propagation) != 0)
            return Errno.None;
        if ((flags & (MountFlags.MS_BIND | MountFlags.MS_MOVE)) != 0)
        {
            Errno found = FindPlace(caller, source, out Location from);
            if (found != Errno.None)
                return found;
            found = (flags & MountFlags.MS_MOVE) != 0 ? mounts.Move(from, at) : mounts.Bind(from, at, flags & MountFlags.MS_REC);
            from.Unpin();
            return found;
        }
        return MountNew(caller, source, at, type, flags, data);
    }

    private static Errno MountNew(UserThread caller, UserAddress source, Location at, UserAddress type, MountFlags flags, UserAddress data)
    {
        if (type.IsNull)
            return Errno.EINVAL;
        Span<byte> name = stackalloc byte[LongestName];
        Errno error = caller.Memory.CopyString(type, name, out int nameLength);
        if (error != Errno.None)
            return error == Errno.ENAMETOOLONG ? Errno.ENODEV : error;
        if (FileSystemTypes.Find(name[..nameLength]) is not { } found)
            return Errno.ENODEV;
        byte[] device = PathBuffers.Take();
        byte[] options = PathBuffers.Take();
        int deviceLength = 0;
        if (!source.IsNull)
            error = caller.Memory.CopyString(source, device, out deviceLength);
        int optionsLength = 0;
        if (error == Errno.None)
            error = ReadOptions(caller, data, options, out optionsLength);
        if (error == Errno.None)
        {
            Result<FileSystem> made = found.Make(device.AsSpan(0, deviceLength), options.AsSpan(0, optionsLength));
            error = made.TryGet(out FileSystem? fileSystem, out Errno reason)
                ? caller.FileSystem.Mounts.Add(fileSystem, deviceLength == 0 ? "none"u8 : device.AsSpan(0, deviceLength), at, flags)
                : reason;
        }
        PathBuffers.Give(options);
        PathBuffers.Give(device);
        return error;
    }

    private static Errno ReadOptions(UserThread caller, UserAddress data, Span<byte> options, out int length)
    {
        length = 0;
        return data.IsNull ? Errno.None : caller.Memory.CopyString(data, options, out length);
    }

    /// <param name="place">Pinned.</param>
    private static Errno FindPlace(UserThread caller, UserAddress path, out Location place)
    {
        place = default;
        using PathArgument argument = PathArgument.Read(caller, path, out Errno error);
        if (error != Errno.None)
            return error;
        PathLookup lookup = argument.Lookup(LookupFlags.FollowLast);
        return lookup.FindPinned(out place);
    }
}
