using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>stat(2), statx(2), access(2), statfs(2).</summary>
internal static class FileStatus
{
    private const AtFlags StatFlags = AtFlags.AT_SYMLINK_NOFOLLOW | AtFlags.AT_EMPTY_PATH | AtFlags.AT_NO_AUTOMOUNT;

    [Syscall(SyscallNumber.stat, Support.Full)]
    internal static SyscallResult Stat(UserThread caller, [UserString] UserAddress path, [Shows(TraceShape.FileStatus)] UserAddress result) =>
        StatAt(caller, AtDescriptors.AT_FDCWD, path, result, AtFlags.None);

    [Syscall(SyscallNumber.lstat, Support.Full)]
    internal static SyscallResult StatLink(UserThread caller, [UserString] UserAddress path, [Shows(TraceShape.FileStatus)] UserAddress result) =>
        StatAt(caller, AtDescriptors.AT_FDCWD, path, result, AtFlags.AT_SYMLINK_NOFOLLOW);

    [Syscall(SyscallNumber.fstat, Support.Full)]
    internal static SyscallResult StatFile(UserThread caller, int descriptor, [Shows(TraceShape.FileStatus)] UserAddress result)
    {
        using FileReference reference = caller.Files.GetAny(descriptor);
        return reference.File is { } file ? WriteStat(caller, file.Inode, result) : Errno.EBADF;
    }

    [Syscall(SyscallNumber.newfstatat, Support.Full)]
    internal static SyscallResult StatAt(UserThread caller, int directory, [UserString] UserAddress path, [Shows(TraceShape.FileStatus)] UserAddress result, AtFlags flags)
    {
        if ((flags & ~StatFlags) != 0)
            return Errno.EINVAL;
        Errno error = Find(caller, directory, path, flags, out FoundInode found);
        using (found)
            return error != Errno.None ? error : WriteStat(caller, found.Inode, result);
    }

    [Syscall(SyscallNumber.statx, Support.Full)]
    internal static SyscallResult StatExtended(
        UserThread caller, int directory, [UserString] UserAddress path, AtFlags flags, StatxMask mask, UserAddress result)
    {
        if ((flags & ~(StatFlags | AtFlags.AT_STATX_SYNC_TYPE)) != 0 || (flags & AtFlags.AT_STATX_SYNC_TYPE) == AtFlags.AT_STATX_SYNC_TYPE ||
            (mask & StatxMask.STATX__RESERVED) != 0)
            return Errno.EINVAL;
        Errno error = Find(caller, directory, path, flags, out FoundInode found);
        using (found)
        {
            if (error != Errno.None)
                return error;
            found.Inode.GetAttributes(out InodeAttributes attributes);
            Statx statx = new()
            {
                stx_mask = StatxMask.STATX_BASIC_STATS | StatxMask.STATX_BTIME | StatxMask.STATX_MNT_ID,
                stx_blksize = attributes.BlockSize,
                stx_attributes = attributes.Flags,
                stx_attributes_mask = StatxAttributes.STATX_ATTR_MOUNT_ROOT | StatxAttributes.STATX_ATTR_AUTOMOUNT,
                stx_nlink = attributes.Links,
                stx_uid = attributes.Owner,
                stx_gid = attributes.Group,
                stx_mode = (ushort)attributes.Mode,
                stx_ino = attributes.Number,
                stx_size = (ulong)attributes.Size,
                stx_blocks = (ulong)attributes.Blocks,
                stx_atime = ToTimestamp(attributes.AccessTime),
                stx_btime = ToTimestamp(attributes.BirthTime),
                stx_ctime = ToTimestamp(attributes.ChangeTime),
                stx_mtime = ToTimestamp(attributes.ModificationTime),
                stx_rdev_major = attributes.Device.Major,
                stx_rdev_minor = attributes.Device.Minor,
                stx_dev_major = attributes.FileSystem.Major,
                stx_dev_minor = attributes.FileSystem.Minor,
            };
            if (!found.Location.IsNone)
            {
                statx.stx_mnt_id = (ulong)found.Location.Mount.Id;
                if (found.Location.Dentry == found.Location.Mount.Root)
                    statx.stx_attributes |= StatxAttributes.STATX_ATTR_MOUNT_ROOT;
            }
            return caller.Memory.Write(result, in statx);
        }
    }

    [Syscall(SyscallNumber.access, Support.Full)]
    internal static SyscallResult Access(UserThread caller, [UserString] UserAddress path, AccessModes mode) =>
        Access(caller, AtDescriptors.AT_FDCWD, path, mode, AtFlags.None);

    [Syscall(SyscallNumber.faccessat, Support.Full)]
    internal static SyscallResult AccessAt(UserThread caller, int directory, [UserString] UserAddress path, AccessModes mode) =>
        Access(caller, directory, path, mode, AtFlags.None);

    [Syscall(SyscallNumber.faccessat2, Support.Full)]
    internal static SyscallResult AccessAt2(UserThread caller, int directory, [UserString] UserAddress path, AccessModes mode, AtFlags flags) =>
        (flags & ~(AtFlags.AT_EACCESS | AtFlags.AT_SYMLINK_NOFOLLOW | AtFlags.AT_EMPTY_PATH)) != 0
            ? Errno.EINVAL
            : Access(caller, directory, path, mode, flags);

    [Syscall(SyscallNumber.statfs, Support.Full)]
    internal static SyscallResult StatFileSystem(UserThread caller, [UserString] UserAddress path, [Shows(TraceShape.FileStatus)] UserAddress result)
    {
        using PathArgument argument = PathArgument.Read(caller, path, out Errno error);
        if (error != Errno.None)
            return error;
        PathLookup lookup = argument.Lookup(LookupFlags.FollowLast);
        error = lookup.Find(out Location found);
        return error != Errno.None ? error : WriteStatFs(caller, found.Inode.FileSystem, found, result);
    }

    [Syscall(SyscallNumber.fstatfs, Support.Full)]
    internal static SyscallResult StatFileSystemOf(UserThread caller, int descriptor, [Shows(TraceShape.FileStatus)] UserAddress result)
    {
        using FileReference reference = caller.Files.GetAny(descriptor);
        return reference.File is { } file ? WriteStatFs(caller, file.Inode.FileSystem, file.Location, result) : Errno.EBADF;
    }

    /// <summary>Finds what a path, or an empty path and a descriptor, stands for.</summary>
    /// <param name="found">To be disposed of, also after an error.</param>
    internal static Errno Find(UserThread caller, int directory, UserAddress path, AtFlags flags, out FoundInode found)
    {
        EmptyPath empty = (flags & AtFlags.AT_EMPTY_PATH) != 0 ? EmptyPath.Allowed : EmptyPath.Refused;
        PathArgument argument = PathArgument.Read(caller, directory, path, out Errno error, empty);
        found = new FoundInode(argument);
        if (error != Errno.None)
            return error;
        if (argument.IsEmpty && argument.File is { } file)
        {
            found.Set(file.Inode, file.Location);
            return Errno.None;
        }
        PathLookup lookup = argument.Lookup((flags & AtFlags.AT_SYMLINK_NOFOLLOW) != 0 ? LookupFlags.None : LookupFlags.FollowLast);
        error = lookup.Find(out Location location);
        if (error == Errno.None)
            found.Set(location.Inode, location);
        return error;
    }

    private static SyscallResult Access(UserThread caller, int directory, UserAddress path, AccessModes mode, AtFlags flags)
    {
        if ((mode & ~(AccessModes.R_OK | AccessModes.W_OK | AccessModes.X_OK)) != 0)
            return Errno.EINVAL;
        EmptyPath empty = (flags & AtFlags.AT_EMPTY_PATH) != 0 ? EmptyPath.Allowed : EmptyPath.Refused;
        using PathArgument argument = PathArgument.Read(caller, directory, path, out Errno error, empty);
        if (error != Errno.None)
            return error;
        Credentials credentials = (flags & AtFlags.AT_EACCESS) != 0 ? caller.Credentials : caller.Credentials.ForAccessCheck();
        Inode inode;
        Location location = default;
        if (argument.IsEmpty && argument.File is { } file)
        {
            inode = file.Inode;
            location = file.Location;
        }
        else
        {
            PathLookup lookup = argument.Lookup((flags & AtFlags.AT_SYMLINK_NOFOLLOW) != 0 ? LookupFlags.None : LookupFlags.FollowLast).As(credentials);
            error = lookup.Find(out location);
            if (error != Errno.None)
                return error;
            inode = location.Inode;
        }
        if (mode == AccessModes.F_OK)
            return 0;
        error = Permissions.Check(inode, credentials, mode);
        if (error != Errno.None || location.IsNone)
            return error;
        if ((mode & AccessModes.X_OK) != 0 && inode.IsRegular && (location.Mount.Flags & MountFlags.MS_NOEXEC) != 0)
            return Errno.EACCES;
        bool isStored = inode.IsRegular || inode.IsDirectory || inode.IsSymbolicLink;
        return (mode & AccessModes.W_OK) != 0 && isStored && location.Mount.IsReadOnly ? Errno.EROFS : Errno.None;
    }

    private static SyscallResult WriteStat(UserThread caller, Inode inode, UserAddress result)
    {
        inode.GetAttributes(out InodeAttributes attributes);
        Stat stat = new()
        {
            st_dev = attributes.FileSystem.Value,
            st_ino = attributes.Number,
            st_nlink = attributes.Links,
            st_mode = (uint)attributes.Mode,
            st_uid = attributes.Owner,
            st_gid = attributes.Group,
            st_rdev = attributes.Device.Value,
            st_size = attributes.Size,
            st_blksize = attributes.BlockSize,
            st_blocks = attributes.Blocks,
        };
        Split(attributes.AccessTime, out stat.st_atime, out stat.st_atime_nsec);
        Split(attributes.ModificationTime, out stat.st_mtime, out stat.st_mtime_nsec);
        Split(attributes.ChangeTime, out stat.st_ctime, out stat.st_ctime_nsec);
        return caller.Memory.Write(result, in stat);
    }

    private static SyscallResult WriteStatFs(UserThread caller, FileSystem fileSystem, Location location, UserAddress result)
    {
        StatFs statistics = new()
        {
            f_type = fileSystem.Magic,
            f_bsize = 4096,
            f_frsize = 4096,
            f_namelen = PathLimits.NAME_MAX,
            f_flags = StatFsFlags.ST_VALID,
            f_fsid_0 = (int)fileSystem.Device.Value,
        };
        fileSystem.GetStatistics(ref statistics);
        if (!location.IsNone)
            statistics.f_flags |= ToStatFsFlags(location.Mount);
        return caller.Memory.Write(result, in statistics);
    }

    private static StatFsFlags ToStatFsFlags(Mount mount)
    {
        // The low bits are the same for both.
        const MountFlags Same = MountFlags.MS_NOSUID | MountFlags.MS_NODEV | MountFlags.MS_NOEXEC | MountFlags.MS_SYNCHRONOUS;
        MountFlags flags = mount.Flags;
        StatFsFlags result = (StatFsFlags)(long)(flags & Same);
        if (mount.IsReadOnly)
            result |= StatFsFlags.ST_RDONLY;
        if ((flags & MountFlags.MS_NOATIME) != 0)
            result |= StatFsFlags.ST_NOATIME;
        else
            result |= StatFsFlags.ST_RELATIME;
        if ((flags & MountFlags.MS_NODIRATIME) != 0)
            result |= StatFsFlags.ST_NODIRATIME;
        return (flags & MountFlags.MS_NOSYMFOLLOW) != 0 ? result | StatFsFlags.ST_NOSYMFOLLOW : result;
    }

    private static StatxTimestamp ToTimestamp(long time)
    {
        Split(time, out long seconds, out long nanoseconds);
        return new StatxTimestamp { tv_sec = seconds, tv_nsec = (uint)nanoseconds };
    }

    /// <summary>Parts a time into seconds, rounded down, and what is left.</summary>
    private static void Split(long time, out long seconds, out long nanoseconds)
    {
        seconds = time / Clock.NanosecondsPerSecond;
        nanoseconds = time - seconds * Clock.NanosecondsPerSecond;
        if (nanoseconds < 0)
        {
            seconds--;
            nanoseconds += Clock.NanosecondsPerSecond;
        }
    }
}
