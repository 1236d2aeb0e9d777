using Diesis.Abi;
using Diesis.Core.Security;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;

namespace Diesis.Core.Files;

/// <content>rename(2).</content>
public static partial class NameOperations
{
    private static Mutex? s_renames;

    /// <summary>One rename between directories at a time, so that no two of them make a circle of directories.</summary>
    private static Mutex Renames
    {
        get
        {
            if (s_renames is { } made)
                return made;
            System.Threading.Interlocked.CompareExchange(ref s_renames, new Mutex(LockRank.FileRename), null);
            return s_renames;
        }
    }

    /// <summary>renameat2(2).</summary>
    public static Errno Rename(in PathLookup from, in PathLookup to, RenameFlags flags)
    {
        if ((flags & ~(RenameFlags.RENAME_NOREPLACE | RenameFlags.RENAME_EXCHANGE)) != 0 ||
            flags == (RenameFlags.RENAME_NOREPLACE | RenameFlags.RENAME_EXCHANGE))
            return Errno.EINVAL;
        if (from.Path.IsEmpty || to.Path.IsEmpty)
            return Errno.ENOENT;
        Errno error = Errno.ESTALE;
        for (int attempt = 0; attempt < Attempts && error == Errno.ESTALE; attempt++)
        {
            PathWalker source = from.Walker;
            PathWalker target = to.Walker;
            error = source.WalkToParent();
            if (error == Errno.None)
                error = target.WalkToParent();
            if (error != Errno.None)
                continue;
            if (source.Current.Mount != target.Current.Mount)
                return Errno.EXDEV;
            if (source.Last != LastComponent.Name)
                return Errno.EBUSY;
            if (target.Last != LastComponent.Name)
                return (flags & RenameFlags.RENAME_NOREPLACE) != 0 ? Errno.EEXIST : Errno.EBUSY;
            if (source.Current.Mount.IsReadOnly)
                return Errno.EROFS;
            RenameEnds ends = new()
            {
                OldParent = source.Current,
                NewParent = target.Current,
                OldName = new FileName(source.LastName),
                NewName = new FileName(target.LastName),
                OldNeedsDirectory = source.HasTrailingSlash,
                NewNeedsDirectory = target.HasTrailingSlash,
                Credentials = from.Credentials,
                Flags = flags,
            };
            error = RenameBetween(in ends);
        }
        return error;
    }

    private static Errno RenameBetween(in RenameEnds ends)
    {
        Dentry oldParent = ends.OldParent.Dentry;
        Dentry newParent = ends.NewParent.Dentry;
        if (oldParent == newParent)
        {
            using Mutex.Scope alone = oldParent.Inode!.Lock.Enter();
            return RenameLocked(in ends);
        }
        using Mutex.Scope renames = Renames.Enter();
        // A parent comes before what is in it; two directories of which neither contains the other are only held together here.
        bool isNewAbove = oldParent.IsWithin(newParent);
        Inode first = isNewAbove ? newParent.Inode! : oldParent.Inode!;
        Inode second = isNewAbove ? oldParent.Inode! : newParent.Inode!;
        using Mutex.Scope one = first.Lock.Enter();
        using Mutex.Scope two = second.Lock.EnterNested();
        return RenameLocked(in ends);
    }

    private static Errno RenameLocked(in RenameEnds ends)
    {
        Errno error = PathWalker.FindLocked(ends.OldParent.Dentry, ends.OldName, out Dentry? source);
        if (error == Errno.None && source!.Inode is null)
            error = Errno.ENOENT;
        Dentry? target = null;
        if (error == Errno.None)
            error = PathWalker.FindLocked(ends.NewParent.Dentry, ends.NewName, out target);
        if (error == Errno.None)
            error = CheckRename(in ends, source!, target!);
        if (error != Errno.None)
            return error;
        Inode moved = source!.Inode!;
        Inode? replaced = target!.Inode;
        if (moved == replaced)
            return Errno.None;
        if (!source.TryPin())
            return Errno.ESTALE;
        if ((ends.Flags & RenameFlags.RENAME_EXCHANGE) != 0 && !target.TryPin())
        {
            source.Unpin();
            return Errno.ESTALE;
        }
        FileName oldName = ends.OldName;
        if (replaced is not null)
        {
            using Mutex.Scope held = replaced.Lock.EnterNested();
            error = ends.OldParent.Inode.Rename(oldName, moved, ends.NewParent.Inode, ends.NewName, replaced, ends.Flags);
        }
        else
        {
            error = ends.OldParent.Inode.Rename(oldName, moved, ends.NewParent.Inode, ends.NewName, null, ends.Flags);
        }
        if ((ends.Flags & RenameFlags.RENAME_EXCHANGE) != 0)
        {
            if (error == Errno.None)
                DentryCache.Exchange(source, target);
            target.Unpin();
        }
        else if (error == Errno.None)
        {
            DentryCache.Remove(target);
            DentryCache.Move(source, ends.NewParent.Dentry, ends.NewName);
        }
        source.Unpin();
        if (error == Errno.None)
            FileEvents.OnMoved(ends.OldParent.Dentry, oldName, source, (ends.Flags & RenameFlags.RENAME_EXCHANGE) != 0 ? null : replaced);
        return error;
    }

    private static Errno CheckRename(in RenameEnds ends, Dentry source, Dentry target)
    {
        Inode moved = source.Inode!;
        Inode? replaced = target.Inode;
        bool isExchange = (ends.Flags & RenameFlags.RENAME_EXCHANGE) != 0;
        if (replaced is not null && (ends.Flags & RenameFlags.RENAME_NOREPLACE) != 0)
            return Errno.EEXIST;
        if (isExchange && replaced is null)
            return Errno.ENOENT;
        if (isExchange && ends.NewNeedsDirectory && !replaced!.IsDirectory)
            return Errno.ENOTDIR;
        if (!moved.IsDirectory && (ends.OldNeedsDirectory || (!isExchange && ends.NewNeedsDirectory)))
            return Errno.ENOTDIR;
        if (ends.NewParent.Dentry.IsWithin(source))
            return Errno.EINVAL;
        if (replaced is not null && ends.OldParent.Dentry.IsWithin(target))
            return isExchange ? Errno.EINVAL : Errno.ENOTEMPTY;
        if (moved == replaced)
            return Errno.None;
        Errno error = Permissions.CheckDelete(ends.OldParent, moved, ends.Credentials);
        if (error == Errno.None)
            error = replaced is null ? Permissions.CheckCreate(ends.NewParent, ends.Credentials) : Permissions.CheckDelete(ends.NewParent, replaced, ends.Credentials);
        if (error != Errno.None)
            return error;
        if (replaced is not null && !isExchange && moved.IsDirectory != replaced.IsDirectory)
            return moved.IsDirectory ? Errno.ENOTDIR : Errno.EISDIR;
        if (ends.OldParent.Dentry != ends.NewParent.Dentry)
        {
            // Its ".." changes.
            if (moved.IsDirectory)
                error = Permissions.Check(moved, ends.Credentials, AccessModes.W_OK);
            if (error == Errno.None && isExchange && replaced!.IsDirectory)
                error = Permissions.Check(replaced, ends.Credentials, AccessModes.W_OK);
            if (error != Errno.None)
                return error;
        }
        return source.IsMountPoint || (replaced is not null && target.IsMountPoint) ? Errno.EBUSY : Errno.None;
    }

    /// <summary>Both ends of a rename.</summary>
    private readonly ref struct RenameEnds
    {
        internal Location OldParent { get; init; }

        internal Location NewParent { get; init; }

        internal FileName OldName { get; init; }

        internal FileName NewName { get; init; }

        internal bool OldNeedsDirectory { get; init; }

        internal bool NewNeedsDirectory { get; init; }

        internal Credentials Credentials { get; init; }

        internal RenameFlags Flags { get; init; }
    }
}
