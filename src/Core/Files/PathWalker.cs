using System;
using Diesis.Abi;
using Diesis.Core.Security;
using Diesis.Core.Synchronization;

namespace Diesis.Core.Files;

/// <summary>What the last component of a walked path is.</summary>
internal enum LastComponent
{
    Name,
    Dot,
    DotDot,

    /// <summary>The path is "/" or its like: there is no component.</summary>
    Root,
}

/// <summary>Follows a path, component by component (path_resolution(7)).</summary>
/// <remarks>
/// A known path is walked without locks, pins and allocations: each step is a hit in <see cref="DentryCache"/>. A miss takes the directory's
/// lock and asks the file system. ".." never leaves the root; mounts are crossed in both directions; a symbolic link's text is put before the
/// rest of the path. The result is not pinned. When something that the walk stands on leaves the cache under it, it ends with
/// <see cref="Errno.ESTALE"/>, and <see cref="PathLookup"/> begins anew.
/// </remarks>
internal ref struct PathWalker
{
    /// <summary>Symbolic links in one walk (path_resolution(7)).</summary>
    private const int MaximumLinks = 40;

    private readonly Credentials _credentials;
    private readonly LookupFlags _flags;
    private readonly ResolveFlags _resolve;
    private readonly Location _root;
    private ReadOnlySpan<byte> _rest;
    private Mount _mount;
    private Dentry _dentry;
    private int _links;

    /// <param name="start">Where a path begins that has no '/' at its start.</param>
    internal PathWalker(ReadOnlySpan<byte> path, Location start, Location root, Credentials credentials, LookupFlags flags, ResolveFlags resolve)
    {
        _credentials = credentials;
        _flags = flags;
        _resolve = resolve;
        _root = (resolve & (ResolveFlags.RESOLVE_IN_ROOT | ResolveFlags.RESOLVE_BENEATH)) != 0 ? start : root;
        _rest = path;
        _mount = start.Mount;
        _dentry = start.Dentry;
    }

    /// <summary>Where the walk has got to.</summary>
    internal readonly Location Current => new(_mount, _dentry);

    /// <summary>The last component, after <see cref="WalkToParent"/>.</summary>
    internal ReadOnlySpan<byte> LastName { get; private set; }

    internal LastComponent Last { get; private set; }

    /// <summary>Whether slashes follow the last component: then it has to be a directory.</summary>
    internal bool HasTrailingSlash { get; private set; }

    /// <summary>Walks the whole path.</summary>
    internal Errno WalkToEnd()
    {
        Errno error = WalkToParent();
        if (error != Errno.None)
            return error;
        while (Last != LastComponent.Root)
        {
            if (Last != LastComponent.Name)
            {
                error = StepSpecial();
                if (error != Errno.None)
                    return error;
                break;
            }
            error = Step(LastName, out Dentry? child);
            if (error != Errno.None)
                return error;
            bool follows = HasTrailingSlash || (_flags & LookupFlags.FollowLast) != 0;
            if (follows && child!.Inode!.IsSymbolicLink)
            {
                error = FollowLast(child);
                if (error != Errno.None)
                    return error;
                continue;
            }
            error = Enter(child!);
            if (error != Errno.None)
                return error;
            break;
        }
        return (HasTrailingSlash || (_flags & LookupFlags.Directory) != 0) && !_dentry.Inode!.IsDirectory ? Errno.ENOTDIR : Errno.None;
    }

    /// <summary>Walks up to the directory of the last component, which is then in <see cref="LastName"/>.</summary>
    internal Errno WalkToParent()
    {
        Errno error = BeginAbsolute();
        if (error != Errno.None)
            return error;
        while (true)
        {
            int at = 0;
            while (at < _rest.Length && _rest[at] == (byte)'/')
                at++;
            _rest = _rest[at..];
            if (_rest.IsEmpty)
            {
                Last = LastComponent.Root;
                return Errno.None;
            }

            Inode directory = _dentry.Inode!;
            if (!directory.IsDirectory)
                return Errno.ENOTDIR;
            error = Permissions.CheckSearch(directory, _credentials);
            if (error != Errno.None)
                return error;

            int length = _rest.IndexOf((byte)'/');
            if (length < 0)
                length = _rest.Length;
            ReadOnlySpan<byte> name = _rest[..length];
            _rest = _rest[length..];
            LastComponent kind = KindOf(name);
            if (IsAtEnd())
            {
                LastName = name;
                Last = kind;
                HasTrailingSlash = !_rest.IsEmpty;
                return kind == LastComponent.Name && length > PathLimits.NAME_MAX ? Errno.ENAMETOOLONG : Errno.None;
            }

            if (kind != LastComponent.Name)
            {
                Last = kind;
                error = StepSpecial();
                if (error != Errno.None)
                    return error;
                continue;
            }
            if (length > PathLimits.NAME_MAX)
                return Errno.ENAMETOOLONG;
            error = Step(name, out Dentry? child);
            if (error == Errno.None)
                error = child!.Inode!.IsSymbolicLink ? Follow(child) : Enter(child);
            if (error != Errno.None)
                return error;
        }
    }

    /// <summary>Looks the last component up, without following it; negative if it is not there.</summary>
    internal readonly Errno FindLast(out Dentry? child) => Find(_dentry, LastName, out child);

    /// <summary>Goes where the last component leads, which is a symbolic link: up to the directory of its own last component.</summary>
    internal Errno FollowLast(Dentry link)
    {
        bool hadTrailingSlash = HasTrailingSlash;
        Errno error = Follow(link);
        if (error != Errno.None)
            return error;
        HasTrailingSlash = false;
        if (link.Inode!.IsMagicLink)
        {
            // There is no text to go on with: the walk is where it leads.
            Last = LastComponent.Root;
            HasTrailingSlash = hadTrailingSlash;
            return Errno.None;
        }
        return WalkToParent();
    }

    /// <summary>Enters what a component leads to, and what is mounted there.</summary>
    internal Errno Enter(Dentry child)
    {
        _dentry = child;
        return child.IsMountPoint ? CrossMounts() : Errno.None;
    }

    /// <summary>The dentry of a name in a directory, from the cache or else from the file system; it may be negative.</summary>
    internal static Errno Find(Dentry directory, ReadOnlySpan<byte> name, out Dentry? child)
    {
        uint hash = FileName.HashOf(name);
        child = DentryCache.Find(directory, name, hash);
        if (child is not null && !directory.Inode!.FileSystem.NeedsRevalidation)
            return Errno.None;
        return FindSlowly(directory, new FileName(name, hash), ref child);
    }

    private static Errno FindSlowly(Dentry directory, FileName name, ref Dentry? child)
    {
        Inode inode = directory.Inode!;
        if (child is not null)
        {
            if (child.Inode is { IsStale: false })
                return Errno.None;
            DentryCache.Forget(child);
        }
        using Mutex.Scope held = inode.Lock.Enter();
        return FindLocked(directory, name, out child);
    }

    /// <summary>As <see cref="Find"/>. Preconditions: the directory's lock is held.</summary>
    internal static Errno FindLocked(Dentry directory, FileName name, out Dentry? child)
    {
        Inode inode = directory.Inode!;
        child = DentryCache.Find(directory, name.Bytes, name.Hash);
        if (child is not null)
        {
            if (child.Inode is not { IsStale: true })
                return Errno.None;
            DentryCache.Forget(child);
        }
        Result<Inode> found = inode.Lookup(name);
        if (!found.TryGet(out Inode? target, out Errno error) && error != Errno.ENOENT)
            return error;
        child = new Dentry(directory, name, target);
        if (target is null && (!inode.FileSystem.RemembersAbsence || inode.Links == 0))
            return Errno.None;
        return DentryCache.Add(child) ? Errno.None : Errno.ESTALE;
    }

    private static LastComponent KindOf(ReadOnlySpan<byte> name)
    {
        if (name[0] != (byte)'.' || name.Length > 2)
            return LastComponent.Name;
        if (name.Length == 1)
            return LastComponent.Dot;
        return name[1] == (byte)'.' ? LastComponent.DotDot : LastComponent.Name;
    }

    private readonly bool IsAtEnd()
    {
        for (int i = 0; i < _rest.Length; i++)
        {
            if (_rest[i] != (byte)'/')
                return false;
        }
        return true;
    }

    /// <summary>A path, or a link's text, that begins with '/' begins at the root.</summary>
    private Errno BeginAbsolute()
    {
        if (_rest.IsEmpty || _rest[0] != (byte)'/')
            return Errno.None;
        if ((_resolve & ResolveFlags.RESOLVE_BENEATH) != 0)
            return Errno.EXDEV;
        if ((_resolve & ResolveFlags.RESOLVE_NO_XDEV) != 0 && _mount != _root.Mount)
            return Errno.EXDEV;
        _mount = _root.Mount;
        _dentry = _root.Dentry;
        return Errno.None;
    }

    private readonly Errno Step(ReadOnlySpan<byte> name, out Dentry? child)
    {
        Errno error = Find(_dentry, name, out child);
        return error == Errno.None && child!.Inode is null ? Errno.ENOENT : error;
    }

    private Errno StepSpecial()
    {
        if (Last == LastComponent.Dot)
            return Errno.None;
        while (true)
        {
            if (_mount == _root.Mount && _dentry == _root.Dentry)
                return (_resolve & ResolveFlags.RESOLVE_BENEATH) != 0 ? Errno.EXDEV : Errno.None;
            if (_dentry != _mount.Root)
            {
                _dentry = _dentry.Parent ?? _dentry;
                break;
            }
            if (_mount.Parent is not { } parent || _mount.Point is not { } point)
                break;
            if ((_resolve & ResolveFlags.RESOLVE_NO_XDEV) != 0)
                return Errno.EXDEV;
            _mount = parent;
            _dentry = point;
        }
        return _dentry.IsMountPoint ? CrossMounts() : Errno.None;
    }

    private Errno CrossMounts()
    {
        while (_dentry.IsMountPoint && _mount.FindChild(_dentry) is { } mounted)
        {
            if ((_resolve & ResolveFlags.RESOLVE_NO_XDEV) != 0)
                return Errno.EXDEV;
            _mount = mounted;
            _dentry = mounted.Root;
        }
        return Errno.None;
    }

    /// <summary>Puts a link's text before the rest of the path, or jumps where a magic link leads.</summary>
    private Errno Follow(Dentry link)
    {
        Inode inode = link.Inode!;
        if (++_links > MaximumLinks || (_resolve & ResolveFlags.RESOLVE_NO_SYMLINKS) != 0 || (_mount.Flags & MountFlags.MS_NOSYMFOLLOW) != 0)
            return Errno.ELOOP;
        if (inode.IsMagicLink)
            return FollowMagic(inode);
        if (!inode.ReadLink().TryGet(out byte[]? target, out Errno error))
            return error;
        if (target.Length == 0)
            return Errno.ENOENT;
        if (_rest.IsEmpty)
        {
            _rest = target;
        }
        else
        {
            byte[] joined = new byte[target.Length + _rest.Length];
            target.CopyTo(joined, 0);
            _rest.CopyTo(joined.AsSpan(target.Length));
            _rest = joined;
        }
        return BeginAbsolute();
    }

    private Errno FollowMagic(Inode link)
    {
        if ((_resolve & ResolveFlags.RESOLVE_NO_MAGICLINKS) != 0)
            return Errno.ELOOP;
        if ((_resolve & (ResolveFlags.RESOLVE_BENEATH | ResolveFlags.RESOLVE_IN_ROOT)) != 0)
            return Errno.EXDEV;
        Errno error = link.FollowMagicLink(out Location target);
        if (error != Errno.None)
            return error;
        if ((_resolve & ResolveFlags.RESOLVE_NO_XDEV) != 0 && target.Mount != _mount)
            return Errno.EXDEV;
        _mount = target.Mount;
        _dentry = target.Dentry;
        return Errno.None;
    }
}
