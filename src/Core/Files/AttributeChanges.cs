using Diesis.Abi;
using Diesis.Core.Security;
using Diesis.Core.Synchronization;
using Diesis.Platform.Time;

namespace Diesis.Core.Files;

/// <summary>Changes of attributes that calls ask for: who may make them, and what goes with them.</summary>
public static class AttributeChanges
{
    /// <summary>Stands for "now" in <see cref="SetTimes"/>.</summary>
    public const long Now = long.MaxValue;

    /// <summary>Stands for "leave it" in <see cref="SetTimes"/>.</summary>
    public const long Omit = long.MinValue;

    /// <summary>chmod(2).</summary>
    public static Errno SetMode(Location location, Credentials credentials, FileMode mode)
    {
        if (location.Mount.IsReadOnly)
            return Errno.EROFS;
        Inode inode = location.Inode;
        if (inode.IsSymbolicLink)
            return Errno.EOPNOTSUPP;
        Errno error = SetMode(inode, credentials, mode);
        if (error == Errno.None)
            FileEvents.OnAttributes(location);
        return error;
    }

    /// <summary>As the other, for a file that stands in no mount.</summary>
    public static Errno SetMode(Inode inode, Credentials credentials, FileMode mode)
    {
        using Mutex.Scope held = inode.Lock.Enter();
        if (!Permissions.IsOwner(inode, credentials))
            return Errno.EPERM;
        mode &= FileMode.Changeable;
        if (inode.Seals is { } seals && (seals & FileSeals.F_SEAL_EXEC) != 0 && ((mode ^ inode.Mode) & FileMode.AnyExecute) != 0)
            return Errno.EPERM;
        if (!inode.IsDirectory && !credentials.IsInGroup(inode.Group) && !credentials.Has(Capability.CAP_FSETID))
            mode &= ~FileMode.S_ISGID;
        AttributeChange change = new() { Changed = ChangedAttributes.Mode, Mode = mode };
        return inode.SetAttributes(in change);
    }

    /// <summary>chown(2): <see cref="Credentials.NoId"/> leaves an id as it is.</summary>
    public static Errno SetOwner(Location location, Credentials credentials, uint owner, uint group)
    {
        if (location.Mount.IsReadOnly)
            return Errno.EROFS;
        Errno error = SetOwner(location.Inode, credentials, owner, group);
        if (error == Errno.None)
            FileEvents.OnAttributes(location);
        return error;
    }

    /// <summary>As the other, for a file that stands in no mount.</summary>
    public static Errno SetOwner(Inode inode, Credentials credentials, uint owner, uint group)
    {
        using Mutex.Scope held = inode.Lock.Enter();
        bool isPrivileged = credentials.Has(Capability.CAP_CHOWN);
        bool isOwner = credentials.FileSystemUser == inode.Owner;
        if (owner != Credentials.NoId && !isPrivileged && !(isOwner && owner == inode.Owner))
            return Errno.EPERM;
        if (group != Credentials.NoId && !isPrivileged && !(isOwner && (group == inode.Group || credentials.IsInGroup(group))))
            return Errno.EPERM;
        AttributeChange change = default;
        if (owner != Credentials.NoId)
        {
            change.Changed |= ChangedAttributes.Owner;
            change.Owner = owner;
        }
        if (group != Credentials.NoId)
        {
            change.Changed |= ChangedAttributes.Group;
            change.Group = group;
        }
        FileMode mode = inode.Mode;
        if (!inode.IsDirectory && (mode & (FileMode.S_ISUID | FileMode.S_ISGID)) != 0)
        {
            // Also for the superuser, on Linux (chown(2), Notes).
            change.Changed |= ChangedAttributes.Mode;
            change.Mode = Permissions.WithoutSetId(mode) & FileMode.Changeable;
        }
        return inode.SetAttributes(in change);
    }

    /// <summary>utimensat(2): nanoseconds since 1970, <see cref="Now"/> or <see cref="Omit"/>.</summary>
    public static Errno SetTimes(Location location, Credentials credentials, long access, long modification)
    {
        if (access == Omit && modification == Omit)
            return Errno.None;
        if (!location.IsNone && location.Mount.IsReadOnly)
            return Errno.EROFS;
        Inode inode = location.Inode;
        using (Mutex.Scope held = inode.Lock.Enter())
        {
            if (!Permissions.IsOwner(inode, credentials))
            {
                if (access != Now || modification != Now)
                    return Errno.EPERM;
                Errno error = Permissions.Check(inode, credentials, AccessModes.W_OK);
                if (error != Errno.None)
                    return error;
            }
            long now = Clock.Unix;
            AttributeChange change = default;
            if (access != Omit)
            {
                change.Changed |= ChangedAttributes.AccessTime;
                change.AccessTime = access == Now ? now : access;
            }
            if (modification != Omit)
            {
                change.Changed |= ChangedAttributes.ModificationTime;
                change.ModificationTime = modification == Now ? now : modification;
            }
            Errno result = inode.SetAttributes(in change);
            if (result != Errno.None)
                return result;
        }
        FileEvents.OnAttributes(location);
        return Errno.None;
    }

    /// <summary>truncate(2) with a path.</summary>
    public static Errno Truncate(Location location, Credentials credentials, long size)
    {
        Inode inode = location.Inode;
        if (inode.IsDirectory)
            return Errno.EISDIR;
        if (!inode.IsRegular)
            return Errno.EINVAL;
        Errno error = Permissions.Check(inode, credentials, AccessModes.W_OK);
        if (error != Errno.None)
            return error;
        if (location.Mount.IsReadOnly)
            return Errno.EROFS;
        if (!inode.TryAddWriter())
            return Errno.ETXTBSY;
        error = Truncate(inode, location, size);
        inode.RemoveWriter();
        return error;
    }

    /// <summary>Sets a regular file's length, by somebody who may write it.</summary>
    /// <param name="location">Where it was found or opened, for watchers; may be none.</param>
    public static Errno Truncate(Inode inode, Location location, long size)
    {
        using Mutex.Scope held = inode.Lock.Enter();
        Errno error = FileSizes.CheckSize(inode, size);
        if (error == Errno.None)
            error = inode.Truncate(size);
        if (error == Errno.None)
        {
            FileTimes.NoteWrite(inode);
            FileEvents.OnResized(location);
        }
        return error;
    }

    /// <summary>fallocate(2), by somebody who may write. Arguments are in range.</summary>
    public static Errno Allocate(Inode inode, FallocateMode mode, long offset, long length)
    {
        using Mutex.Scope held = inode.Lock.Enter();
        if (inode.Seals is { } seals && (mode & FallocateMode.FALLOC_FL_PUNCH_HOLE) != 0 &&
            (seals & (FileSeals.F_SEAL_WRITE | FileSeals.F_SEAL_FUTURE_WRITE)) != 0)
            return Errno.EPERM;
        Errno error = Errno.None;
        if ((mode & FallocateMode.FALLOC_FL_KEEP_SIZE) == 0)
            error = FileSizes.CheckSize(inode, long.Max(inode.Size, offset + length));
        if (error == Errno.None)
            error = inode.Allocate(mode, offset, length);
        if (error == Errno.None)
            FileTimes.NoteWrite(inode);
        return error;
    }
}
