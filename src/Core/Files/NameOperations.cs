using System;
using Diesis.Abi;
using Diesis.Core.Security;
using Diesis.Core.Synchronization;

namespace Diesis.Core.Files;

/// <summary>Calls that make and remove names: mkdir(2), mknod(2), symlink(2), link(2), unlink(2), rmdir(2).</summary>
/// <remarks>Each walks to the directory, takes its lock, looks again, checks, and acts; a walk that went stale meanwhile is repeated.</remarks>
public static partial class NameOperations
{
    private const int Attempts = 16;

    /// <summary>Makes a directory, FIFO, socket, device or regular file by the type in <paramref name="mode"/>; umask is applied here.</summary>
    public static Errno Create(in PathLookup lookup, FileMode mode, DeviceNumber device = default) => Create(in lookup, mode, device, out _);

    /// <summary>As the other.</summary>
    /// <param name="made">The new inode, retained: the caller releases it (bind(2) of a socket keeps it).</param>
    public static Errno CreateRetained(in PathLookup lookup, FileMode mode, out Inode? made)
    {
        Errno error = Create(in lookup, mode, default, out made);
        if (error == Errno.None && !made!.TryRetain())
            return Errno.ENOENT;
        return error;
    }

    private static Errno Create(in PathLookup lookup, FileMode mode, DeviceNumber device, out Inode? made)
    {
        made = null;
        Errno error = Errno.ESTALE;
        for (int attempt = 0; attempt < Attempts && error == Errno.ESTALE; attempt++)
        {
            error = BeginCreate(in lookup, out PathWalker walker, (mode & FileMode.S_IFMT) == FileMode.S_IFDIR);
            if (error != Errno.None)
                continue;
            Location parent = walker.Current;
            FileName name = new(walker.LastName);
            Dentry? child;
            using (Mutex.Scope held = parent.Inode.Lock.Enter())
            {
                error = FindFree(parent, name, lookup.Credentials, out child);
                if (error != Errno.None)
                    continue;
                if ((mode & FileMode.S_IFMT) is FileMode.S_IFCHR or FileMode.S_IFBLK && !lookup.Credentials.Has(Capability.CAP_MKNOD))
                    return Errno.EPERM;
                FileMode masked = mode & FileMode.S_IFMT | mode & FileMode.Changeable & ~lookup.Context.Umask;
                if ((mode & FileMode.S_IFMT) == FileMode.S_IFDIR)
                    masked &= ~(FileMode.S_ISUID | FileMode.S_ISGID);
                error = CreateNode(parent.Inode, child!, name, Permissions.ForNew(parent.Inode, lookup.Credentials, masked, device));
                made = child!.Inode;
            }
            if (error == Errno.None)
                FileEvents.OnCreated(parent.Dentry, child);
        }
        return error;
    }

    /// <summary>symlink(2).</summary>
    public static Errno SymbolicLink(in PathLookup lookup, ReadOnlySpan<byte> target)
    {
        Errno error = Errno.ESTALE;
        for (int attempt = 0; attempt < Attempts && error == Errno.ESTALE; attempt++)
        {
            error = BeginCreate(in lookup, out PathWalker walker, isDirectory: false);
            if (error != Errno.None)
                continue;
            Location parent = walker.Current;
            FileName name = new(walker.LastName);
            Dentry? child;
            using (Mutex.Scope held = parent.Inode.Lock.Enter())
            {
                error = FindFree(parent, name, lookup.Credentials, out child);
                if (error != Errno.None)
                    continue;
                if (!child!.TryPin())
                {
                    error = Errno.ESTALE;
                    continue;
                }
                NewNode node = Permissions.ForNew(parent.Inode, lookup.Credentials, FileMode.S_IFLNK | FileMode.Permissions);
                Result<Inode> made = parent.Inode.SymbolicLink(name, target, in node);
                error = Complete(child, made);
            }
            if (error == Errno.None)
                FileEvents.OnCreated(parent.Dentry, child);
        }
        return error;
    }

    /// <summary>link(2).</summary>
    /// <param name="source">Pinned by the caller.</param>
    public static Errno Link(Location source, in PathLookup lookup)
    {
        Inode inode = source.Inode;
        Errno error = Errno.ESTALE;
        for (int attempt = 0; attempt < Attempts && error == Errno.ESTALE; attempt++)
        {
            error = BeginCreate(in lookup, out PathWalker walker, isDirectory: false);
            if (error != Errno.None)
                continue;
            Location parent = walker.Current;
            if (parent.Mount != source.Mount)
                return Errno.EXDEV;
            FileName name = new(walker.LastName);
            Dentry? child;
            using (Mutex.Scope held = parent.Inode.Lock.Enter())
            {
                error = FindFree(parent, name, lookup.Credentials, out child);
                if (error != Errno.None)
                    continue;
                if (inode.IsDirectory)
                    return Errno.EPERM;
                if (!child!.TryPin())
                {
                    error = Errno.ESTALE;
                    continue;
                }
                using Mutex.Scope both = inode.Lock.EnterNested();
                if (inode.Links == 0 && !(inode.MayBeLinked && source.Dentry.IsRemoved && source.Dentry.Name.Bytes[0] == (byte)'#'))
                    error = Errno.ENOENT;
                else
                    error = parent.Inode.Link(name, inode);
                error = Complete(child, error == Errno.None ? inode : error);
            }
            if (error == Errno.None)
                FileEvents.OnCreated(parent.Dentry, child);
        }
        return error;
    }

    /// <summary>unlink(2).</summary>
    public static Errno Unlink(in PathLookup lookup)
    {
        Errno error = Errno.ESTALE;
        for (int attempt = 0; attempt < Attempts && error == Errno.ESTALE; attempt++)
        {
            PathWalker walker = lookup.Walker;
            error = lookup.Path.IsEmpty ? Errno.ENOENT : walker.WalkToParent();
            if (error == Errno.None && walker.Last != LastComponent.Name)
                error = Errno.EISDIR;
            if (error == Errno.None && walker.Current.Mount.IsReadOnly)
                error = Errno.EROFS;
            if (error == Errno.None)
                error = Remove(walker.Current, new FileName(walker.LastName), lookup.Credentials, walker.HasTrailingSlash ? Removal.UnlinkAsDirectory : Removal.Unlink);
        }
        return error;
    }

    /// <summary>rmdir(2).</summary>
    public static Errno RemoveDirectory(in PathLookup lookup)
    {
        Errno error = Errno.ESTALE;
        for (int attempt = 0; attempt < Attempts && error == Errno.ESTALE; attempt++)
        {
            PathWalker walker = lookup.Walker;
            error = lookup.Path.IsEmpty ? Errno.ENOENT : walker.WalkToParent();
            if (error != Errno.None)
                continue;
            error = walker.Last switch
            {
                LastComponent.Dot => Errno.EINVAL,
                LastComponent.DotDot => Errno.ENOTEMPTY,
                LastComponent.Root => Errno.EBUSY,
                _ when walker.Current.Mount.IsReadOnly => Errno.EROFS,
                _ => Remove(walker.Current, new FileName(walker.LastName), lookup.Credentials, Removal.RemoveDirectory),
            };
        }
        return error;
    }

    /// <summary>Which removal it is, with the errors of each.</summary>
    private enum Removal
    {
        Unlink,

        /// <summary>unlink(2) of a name with a slash behind it, which can only be a directory's.</summary>
        UnlinkAsDirectory,

        RemoveDirectory,
    }

    private static Errno Remove(Location parent, FileName name, Credentials credentials, Removal removal)
    {
        Inode directory = parent.Inode;
        Dentry? child;
        Inode target;
        using (Mutex.Scope held = directory.Lock.Enter())
        {
            Errno error = PathWalker.FindLocked(parent.Dentry, name, out child);
            if (error != Errno.None)
                return error;
            if (child!.Inode is null)
                return Errno.ENOENT;
            target = child.Inode;
            Errno wrongKind = target.IsDirectory ? Errno.EISDIR : Errno.ENOTDIR;
            if (removal == Removal.UnlinkAsDirectory)
                return wrongKind;
            error = Permissions.CheckDelete(parent, target, credentials);
            if (error != Errno.None)
                return error;
            if (target.IsDirectory != (removal == Removal.RemoveDirectory))
                return wrongKind;
            if (child.IsMountPoint)
                return Errno.EBUSY;
            // Events come after the inode may have died; that is harmless, its attributes stay.
            using Mutex.Scope both = target.Lock.EnterNested();
            error = removal == Removal.RemoveDirectory ? directory.RemoveDirectory(name, target) : directory.Unlink(name, target);
            if (error != Errno.None)
                return error;
            DentryCache.Remove(child);
        }
        FileEvents.OnDeleted(parent.Dentry, child, target);
        return Errno.None;
    }

    /// <summary>Makes an inode for a negative dentry. Preconditions: the directory's lock is held.</summary>
    internal static Errno CreateNode(Inode directory, Dentry child, FileName name, in NewNode node)
    {
        // Pinned, it cannot be dropped between the file system's work and its own.
        if (!child.TryPin())
            return Errno.ESTALE;
        return Complete(child, directory.Create(name, in node));
    }

    private static Errno Complete(Dentry child, Result<Inode> made)
    {
        Errno error = made.Error;
        if (made.TryGet(out Inode? inode, out _) && !DentryCache.Complete(child, inode))
            error = Errno.ESTALE;
        child.Unpin();
        return error;
    }

    private static Errno BeginCreate(in PathLookup lookup, out PathWalker walker, bool isDirectory)
    {
        walker = lookup.Walker;
        if (lookup.Path.IsEmpty)
            return Errno.ENOENT;
        Errno error = walker.WalkToParent();
        if (error != Errno.None)
            return error;
        if (walker.Last != LastComponent.Name)
            return Errno.EEXIST;
        if (!walker.HasTrailingSlash || isDirectory)
            return Errno.None;
        error = walker.FindLast(out Dentry? child);
        return error != Errno.None ? error : child!.Inode is null ? Errno.ENOENT : Errno.EEXIST;
    }

    /// <summary>Finds that a name is free and that it may be used.</summary>
    private static Errno FindFree(Location parent, FileName name, Credentials credentials, out Dentry? child)
    {
        Errno error = PathWalker.FindLocked(parent.Dentry, name, out child);
        if (error != Errno.None)
            return error;
        return child!.Inode is not null ? Errno.EEXIST : Permissions.CheckCreate(parent, credentials);
    }
}
