using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Core.Synchronization;

namespace Diesis.Core.Files;

/// <content>mount(2), umount2(2), pivot_root(2). Locations come pinned from their callers, who unpin them.</content>
public sealed partial class MountNamespace
{
    /// <summary>Puts a file system on a place.</summary>
    public Errno Add(FileSystem fileSystem, ReadOnlySpan<byte> source, Location at, MountFlags flags)
    {
        if (!at.Inode.IsDirectory)
            return Errno.ENOTDIR;
        using (Mutex.Scope held = Lock.Enter())
        {
            Errno error = FindTop(ref at);
            if (error != Errno.None)
                return error;
            Attach(NewMount(fileSystem, fileSystem.Root, source, flags & MountFlags.PerMount), at);
        }
        Announce();
        return Errno.None;
    }

    /// <summary>Shows a part of the tree at another place too (MS_BIND).</summary>
    /// <param name="isRecursive">MS_REC, or none: whether the mounts below it come with it.</param>
    public Errno Bind(Location from, Location at, MountFlags isRecursive)
    {
        if (from.Inode.IsDirectory != at.Inode.IsDirectory)
            return Errno.ENOTDIR;
        using (Mutex.Scope held = Lock.Enter())
        {
            Errno error = FindTop(ref at);
            if (error != Errno.None)
                return error;
            if (from.Mount.Namespace != this)
                return Errno.EINVAL;
            Mount copy = Copy(from.Mount, from.Dentry, isRecursive);
            Attach(copy, at);
        }
        Announce();
        return Errno.None;
    }

    /// <summary>Moves a mount to another place (MS_MOVE).</summary>
    public Errno Move(Location from, Location at)
    {
        using (Mutex.Scope held = Lock.Enter())
        {
            Mount mount = from.Mount;
            if (from.Dentry != mount.Root || mount.Namespace != this || mount.Parent is null)
                return Errno.EINVAL;
            if (from.Inode.IsDirectory != at.Inode.IsDirectory)
                return Errno.ENOTDIR;
            Errno error = FindTop(ref at);
            if (error != Errno.None)
                return error;
            for (Mount? above = at.Mount; above is not null; above = above.Parent)
            {
                if (above == mount)
                    return Errno.ELOOP;
            }
            Detach(mount);
            Attach(mount, at);
        }
        Announce();
        return Errno.None;
    }

    /// <summary>Changes a mount's flags, or those and the options of its file system (MS_REMOUNT).</summary>
    public Errno Remount(Location at, MountFlags flags, RemountScope scope, ReadOnlySpan<byte> options)
    {
        using (Mutex.Scope held = Lock.Enter())
        {
            Mount mount = at.Mount;
            if (at.Dentry != mount.Root || mount.Namespace != this)
                return Errno.EINVAL;
            if ((flags & MountFlags.MS_RDONLY) != 0 && mount.Writers != 0)
                return Errno.EBUSY;
            if (scope == RemountScope.FileSystem)
            {
                Errno error = mount.FileSystem.Remount(options);
                if (error != Errno.None)
                    return error;
            }
            mount.Flags = flags & MountFlags.PerMount;
        }
        Announce();
        return Errno.None;
    }

    /// <summary>Takes a mount off (umount2(2)).</summary>
    /// <param name="at">Its root. Its pin is given back here, since it alone would keep the mount busy.</param>
    public Errno Remove(Location at, UnmountFlags flags)
    {
        Mount mount = at.Mount;
        bool isRoot = at.Dentry == mount.Root;
        bool wasExpiring = mount.IsExpiring;
        at.Unpin();
        if (!isRoot)
            return Errno.EINVAL;
        List<Mount> removed = [];
        using (Mutex.Scope held = Lock.Enter())
        {
            if (mount.Namespace != this)
                return Errno.EINVAL;
            if (mount.Parent is null)
                return Errno.EBUSY;
            if ((flags & UnmountFlags.MNT_DETACH) == 0)
            {
                if (mount.Children.Length != 0 || mount.IsBusy)
                    return Errno.EBUSY;
            }
            if ((flags & UnmountFlags.MNT_EXPIRE) != 0 && !wasExpiring)
            {
                mount.IsExpiring = true;
                return Errno.EAGAIN;
            }
            DetachAll(mount, removed);
        }
        foreach (Mount gone in removed)
            gone.EndIfUnused();
        Announce();
        return Errno.None;
    }

    /// <summary>Makes another mount the root (pivot_root(2)); the old root comes to a place below it.</summary>
    public Errno Pivot(Location newRoot, Location putOld, Location currentRoot)
    {
        using (Mutex.Scope held = Lock.Enter())
        {
            Mount mount = newRoot.Mount;
            Mount old = currentRoot.Mount;
            if (mount.Namespace != this || old.Namespace != this || putOld.Mount.Namespace != this)
                return Errno.EINVAL;
            if (mount == old || putOld.Mount == old)
                return Errno.EBUSY;
            if (newRoot.Dentry != mount.Root || mount.Parent is null)
                return Errno.EINVAL;
            if (currentRoot.Dentry != old.Root || !IsBelow(putOld, newRoot))
                return Errno.EINVAL;
            Location oldPlace = old.Parent is { } above ? new Location(above, old.Point!) : default;
            if (old.Parent is null && Root != old)
                return Errno.EINVAL;
            Detach(mount);
            if (!oldPlace.IsNone)
            {
                Attach(mount, oldPlace);
                Detach(old);
            }
            else
            {
                Root = mount;
            }
            Attach(old, putOld);
        }
        Announce();
        return Errno.None;
    }

    /// <summary>Whether one place lies in the tree below another, mounts included.</summary>
    private static bool IsBelow(Location place, Location ancestor)
    {
        Mount mount = place.Mount;
        Dentry dentry = place.Dentry;
        while (mount != ancestor.Mount)
        {
            if (mount.Parent is not { } parent || mount.Point is not { } point)
                return false;
            dentry = point;
            mount = parent;
        }
        return dentry.IsWithin(ancestor.Dentry);
    }

    /// <summary>Goes up to the last mount on a place: new ones come on top of it.</summary>
    private Errno FindTop(ref Location at)
    {
        if (at.Mount.Namespace != this)
            return Errno.EINVAL;
        while (at.Mount.FindChild(at.Dentry) is { } mounted)
            at = new Location(mounted, mounted.Root);
        return at.Inode.Links == 0 ? Errno.ENOENT : Errno.None;
    }

    /// <summary>The place is pinned for as long as the mount stands there, without making its mount busy for others than its children.</summary>
    private void Attach(Mount mount, Location at)
    {
        at.Dentry.TryPin();
        at.Inode.Retain();
        Adopt(mount);
        mount.Attach(at.Mount, at.Dentry);
    }

    private void Adopt(Mount mount)
    {
        mount.Namespace = this;
        foreach (Mount child in mount.Children)
            Adopt(child);
    }

    private static void Detach(Mount mount)
    {
        Dentry point = mount.Point!;
        mount.Detach();
        point.Inode!.Release();
        point.Unpin();
    }

    private static void DetachAll(Mount mount, List<Mount> removed)
    {
        foreach (Mount child in mount.Children.ToArray())
            DetachAll(child, removed);
        Detach(mount);
        mount.Namespace = null;
        removed.Add(mount);
    }

    private Mount Copy(Mount mount, Dentry root, MountFlags isRecursive)
    {
        Mount copy = NewMount(mount.FileSystem, root, mount.Source, mount.Flags);
        if ((isRecursive & MountFlags.MS_REC) == 0)
            return copy;
        foreach (Mount child in mount.Children)
        {
            if (child.Point!.IsWithin(root))
                Attach(Copy(child, child.Root, isRecursive), new Location(copy, child.Point));
        }
        return copy;
    }
}

/// <summary>What MS_REMOUNT changes.</summary>
public enum RemountScope
{
    /// <summary>With MS_BIND: this mount's flags alone.</summary>
    Mount,
    FileSystem,
}
