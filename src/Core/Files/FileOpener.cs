using Diesis.Abi;
using Diesis.Core.Security;
using Diesis.Core.Synchronization;

namespace Diesis.Core.Files;

/// <summary>open(2): finds or makes a file, checks what may be done with it, and opens it.</summary>
public static class FileOpener
{
    private const int Attempts = 16;

    /// <param name="mode">Permissions of a file that is made, before umask.</param>
    /// <returns>A file with one reference, which belongs to the caller.</returns>
    public static Result<OpenFile> Open(in PathLookup lookup, OpenFlags flags, FileMode mode)
    {
        if ((flags & OpenFlags.O_TMPFILE_BIT) != 0)
            return OpenUnnamed(in lookup, flags, mode);
        LookupFlags how = LookupFlags.None;
        if ((flags & OpenFlags.O_NOFOLLOW) == 0)
            how |= LookupFlags.FollowLast;
        if ((flags & OpenFlags.O_DIRECTORY) != 0)
            how |= LookupFlags.Directory;
        PathLookup path = new(lookup.Context, lookup.Credentials, lookup.Path, how) { Start = lookup.Start, Resolve = lookup.Resolve };
        Errno error;
        if ((flags & OpenFlags.O_PATH) != 0)
        {
            error = path.FindPinned(out Location place);
            return error == Errno.None ? new PathFile(place.Inode, place, flags) : error;
        }
        if ((flags & OpenFlags.O_CREAT) == 0)
        {
            error = path.FindPinned(out Location found);
            return error == Errno.None ? OpenExisting(found, path.Credentials, flags) : error;
        }
        return OpenOrCreate(in path, flags, mode);
    }

    /// <summary>Opens what has been found, after the checks that open(2) makes.</summary>
    /// <param name="location">Pinned; the pin is taken over, also if this fails.</param>
    public static Result<OpenFile> OpenExisting(Location location, Credentials credentials, OpenFlags flags)
    {
        Errno error = Check(location, credentials, flags);
        Result<OpenFile> result = error == Errno.None ? OpenChecked(location, credentials, flags, Truncation.IfAsked) : error;
        if (!result.IsSuccess)
            location.Unpin();
        return result;
    }

    /// <summary>Makes or finds the file. Under O_EXCL it has to be new.</summary>
    private static Result<OpenFile> OpenOrCreate(in PathLookup path, OpenFlags flags, FileMode mode)
    {
        if (path.Path.IsEmpty)
            return Errno.ENOENT;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            PathWalker walker = path.Walker;
            Errno error = walker.WalkToParent();
            bool isNew = false;
            if (error == Errno.None)
                error = FindOrCreate(ref walker, in path, flags, mode, out isNew);
            if (error == Errno.ESTALE)
                continue;
            if (error != Errno.None)
                return error;
            Location found = walker.Current;
            if (!isNew)
            {
                if (!found.TryPin())
                    continue;
                if (found.Inode.IsDirectory)
                {
                    found.Unpin();
                    return Errno.EISDIR;
                }
                return OpenExisting(found, path.Credentials, flags);
            }
            Result<OpenFile> result = OpenChecked(found, path.Credentials, flags, Truncation.None);
            if (!result.IsSuccess)
                found.Unpin();
            return result;
        }
        return Errno.ENOENT;
    }

    /// <summary>Brings the walk to the file; a new one is pinned.</summary>
    private static Errno FindOrCreate(ref PathWalker walker, in PathLookup path, OpenFlags flags, FileMode mode, out bool isNew)
    {
        isNew = false;
        while (true)
        {
            // A magic link, or "/", leads to something that exists.
            if (walker.Last == LastComponent.Root)
                return (flags & OpenFlags.O_EXCL) != 0 ? Errno.EEXIST : Errno.None;
            if (walker.Last != LastComponent.Name)
                return (flags & OpenFlags.O_EXCL) != 0 ? Errno.EEXIST : Errno.EISDIR;
            if (walker.HasTrailingSlash)
                return Errno.EISDIR;
            Errno error = walker.FindLast(out Dentry? child);
            if (error != Errno.None)
                return error;
            if (child!.Inode is null)
            {
                error = Create(walker.Current, walker.LastName, in path, mode, ref child, out isNew);
                if (error != Errno.None)
                    return error;
                if (isNew)
                    return walker.Enter(child);
            }
            if ((flags & OpenFlags.O_EXCL) != 0)
                return Errno.EEXIST;
            if (!child.Inode!.IsSymbolicLink || (flags & OpenFlags.O_NOFOLLOW) != 0)
                return walker.Enter(child);
            error = walker.FollowLast(child);
            if (error != Errno.None)
                return error;
        }
    }

    private static Errno Create(
        Location parent, System.ReadOnlySpan<byte> name, in PathLookup path, FileMode mode, ref Dentry child, out bool isNew)
    {
        isNew = false;
        Inode directory = parent.Inode;
        FileName fileName = new(name);
        using (Mutex.Scope held = directory.Lock.Enter())
        {
            Errno error = PathWalker.FindLocked(parent.Dentry, fileName, out Dentry? found);
            if (error != Errno.None)
                return error;
            child = found!;
            if (child.Inode is not null)
                return Errno.None;
            error = Permissions.CheckCreate(parent, path.Credentials);
            if (error != Errno.None)
                return error;
            FileMode masked = FileMode.S_IFREG | mode & FileMode.Changeable & ~path.Context.Umask;
            error = NameOperations.CreateNode(parent.Inode, child, fileName, Permissions.ForNew(directory, path.Credentials, masked));
            if (error != Errno.None)
                return error;
            if (!new Location(parent.Mount, child).TryPin())
                return Errno.ESTALE;
        }
        isNew = true;
        FileEvents.OnCreated(parent.Dentry, child);
        return Errno.None;
    }

    private static Result<OpenFile> OpenUnnamed(in PathLookup lookup, OpenFlags flags, FileMode mode)
    {
        if ((flags & OpenFlags.O_TMPFILE) != OpenFlags.O_TMPFILE || (flags & (OpenFlags.O_CREAT | OpenFlags.O_PATH)) != 0 ||
            (flags & OpenFlags.O_ACCMODE) is OpenFlags.O_RDONLY or OpenFlags.O_ACCMODE)
            return Errno.EINVAL;
        LookupFlags how = LookupFlags.Directory | ((flags & OpenFlags.O_NOFOLLOW) == 0 ? LookupFlags.FollowLast : LookupFlags.None);
        PathLookup path = new(lookup.Context, lookup.Credentials, lookup.Path, how) { Start = lookup.Start, Resolve = lookup.Resolve };
        Errno error = path.Find(out Location directory);
        if (error == Errno.None)
            error = Permissions.CheckCreate(directory, path.Credentials);
        if (error != Errno.None)
            return error;
        FileMode masked = FileMode.S_IFREG | mode & FileMode.Changeable & ~path.Context.Umask;
        Result<Inode> created = directory.Inode.CreateUnnamed(Permissions.ForNew(directory.Inode, path.Credentials, masked));
        if (!created.TryGet(out Inode? inode, out error))
            return error;
        Location unnamed = new(directory.Mount, Dentry.Unnamed(directory.Dentry, inode));
        if (!unnamed.TryPin())
        {
            inode.DropAllLinks();
            return Errno.ENOENT;
        }
        inode.MayBeLinked = (flags & OpenFlags.O_EXCL) == 0;
        Result<OpenFile> result = OpenChecked(unnamed, path.Credentials, flags & ~OpenFlags.O_TMPFILE | OpenFlags.O_TMPFILE_BIT, Truncation.None);
        if (!result.IsSuccess)
            unnamed.Unpin();
        return result;
    }

    private static Errno Check(Location location, Credentials credentials, OpenFlags flags)
    {
        Inode inode = location.Inode;
        AccessModes wanted = WantedBy(flags);
        switch (inode.Type)
        {
            case FileMode.S_IFLNK:
                return Errno.ELOOP;
            case FileMode.S_IFDIR when (wanted & AccessModes.W_OK) != 0:
                return Errno.EISDIR;
            case FileMode.S_IFCHR or FileMode.S_IFBLK when (location.Mount.Flags & MountFlags.MS_NODEV) != 0:
                return Errno.EACCES;
            default:
                break;
        }
        if ((wanted & AccessModes.W_OK) != 0 && (inode.IsRegular || inode.IsDirectory) && location.Mount.IsReadOnly)
            return Errno.EROFS;
        Errno error = Permissions.Check(inode, credentials, wanted);
        if (error != Errno.None)
            return error;
        return (flags & OpenFlags.O_NOATIME) != 0 && !Permissions.IsOwner(inode, credentials) ? Errno.EPERM : Errno.None;
    }

    private static AccessModes WantedBy(OpenFlags flags)
    {
        AccessModes wanted = (flags & OpenFlags.O_ACCMODE) switch
        {
            OpenFlags.O_RDONLY => AccessModes.R_OK,
            OpenFlags.O_WRONLY => AccessModes.W_OK,
            _ => AccessModes.R_OK | AccessModes.W_OK,
        };
        return (flags & OpenFlags.O_TRUNC) != 0 ? wanted | AccessModes.W_OK : wanted;
    }

    private static Result<OpenFile> OpenChecked(Location location, Credentials credentials, OpenFlags flags, Truncation truncation)
    {
        Inode inode = location.Inode;
        bool isWriter = inode.IsRegular && (WantedBy(flags) & AccessModes.W_OK) != 0;
        if (isWriter)
        {
            if (!inode.TryAddWriter())
                return Errno.ETXTBSY;
            if (!location.Mount.TryAddWriter())
            {
                inode.RemoveWriter();
                return Errno.EROFS;
            }
        }
        Result<OpenFile> result = inode.Open(location, flags);
        Errno error = result.Error;
        if (error == Errno.None && isWriter && truncation == Truncation.IfAsked && (flags & OpenFlags.O_TRUNC) != 0)
            error = AttributeChanges.Truncate(inode, location, 0);
        if (!result.TryGet(out OpenFile? file, out _))
        {
            if (isWriter)
            {
                inode.RemoveWriter();
                location.Mount.RemoveWriter();
            }
            return error;
        }
        file.Credentials = credentials;
        if (isWriter)
            file.CountAsWriter();
        if (error != Errno.None)
        {
            // The caller unpins the location after an error, and so does the file.
            location.Pin();
            file.Release();
            return error;
        }
        FileEvents.OnOpened(file);
        return result;
    }

    private enum Truncation
    {
        None,
        IfAsked,
    }
}
