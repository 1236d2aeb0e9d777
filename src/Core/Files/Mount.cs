using System;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>A file system, or a part of it, at a place in the tree.</summary>
/// <remarks>
/// Children stand in an array that is replaced as a whole, so that walks read it without a lock. What changes the tree holds
/// <see cref="MountNamespace"/>'s lock.
/// </remarks>
public sealed class Mount
{
    private const int Dead = int.MinValue;

    private static int s_lastId;

    private Mount[] _children = [];
    private ulong _flags;
    private int _users;
    private int _writers;

    internal Mount(FileSystem fileSystem, Dentry root, ReadOnlySpan<byte> source, MountFlags flags)
    {
        Id = Interlocked.Increment(ref s_lastId);
        FileSystem = fileSystem;
        Root = root;
        Source = source.ToArray();
        _flags = (ulong)flags;
    }

    /// <summary>As in /proc/self/mountinfo.</summary>
    public int Id { get; }

    public FileSystem FileSystem { get; }

    /// <summary>Which directory (or, of a bind mount, file) of the file system is seen here.</summary>
    public Dentry Root { get; }

    /// <summary>What mount(2) was told to mount.</summary>
    public byte[] Source { get; }

    /// <summary>The mount that this one stands in; null for the root and what has been taken off.</summary>
    public Mount? Parent { get; private set; }

    /// <summary>Where in <see cref="Parent"/>.</summary>
    public Dentry? Point { get; private set; }

    /// <summary>The namespace whose tree it belongs to; null once it has been taken off.</summary>
    public MountNamespace? Namespace { get; internal set; }

    public MountFlags Flags
    {
        get => (MountFlags)Volatile.Read(ref _flags);
        internal set => Volatile.Write(ref _flags, (ulong)value);
    }

    public ReadOnlySpan<Mount> Children => Volatile.Read(ref _children);

    public bool IsReadOnly => (Flags & MountFlags.MS_RDONLY) != 0 || FileSystem.IsReadOnly;

    /// <summary>Whether something besides the tree of mounts uses it.</summary>
    public bool IsBusy => Volatile.Read(ref _users) > 0;

    /// <summary>Nobody has used it since an attempt to take it off (MNT_EXPIRE in umount2(2)).</summary>
    internal bool IsExpiring { get; set; }

    /// <summary>Files open for writing.</summary>
    public int Writers => Volatile.Read(ref _writers);

    internal bool TryRetain()
    {
        int users = Volatile.Read(ref _users);
        while (users >= 0)
        {
            int found = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (found == users)
                return true;
            users = found;
        }
        return false;
    }

    internal void Release()
    {
        IsExpiring = false;
        if (Interlocked.Decrement(ref _users) == 0 && Namespace is null)
            EndIfUnused();
    }

    /// <summary>Ends a mount that is in no tree when nobody uses it.</summary>
    /// <returns>False if somebody does: then the last user ends it.</returns>
    internal bool EndIfUnused()
    {
        if (Interlocked.CompareExchange(ref _users, Dead, 0) != 0)
            return false;
        Root.Inode!.Release();
        Root.Unpin();
        FileSystem.OnUnmounted();
        return true;
    }

    /// <summary>Announces a writer. False if the mount is read-only.</summary>
    internal bool TryAddWriter()
    {
        Interlocked.Increment(ref _writers);
        if (!IsReadOnly)
            return true;
        RemoveWriter();
        return false;
    }

    internal void RemoveWriter() => Interlocked.Decrement(ref _writers);

    /// <summary>The mount that stands on a directory of this one; the last that was put there. No lock.</summary>
    internal Mount? FindChild(Dentry point)
    {
        ReadOnlySpan<Mount> children = Children;
        for (int i = children.Length - 1; i >= 0; i--)
        {
            if (children[i].Point == point)
                return children[i];
        }
        return null;
    }

    internal void Attach(Mount parent, Dentry point)
    {
        Parent = parent;
        Point = point;
        point.AddMount();
        Mount[] children = new Mount[parent._children.Length + 1];
        parent._children.CopyTo(children, 0);
        children[^1] = this;
        Volatile.Write(ref parent._children, children);
    }

    internal void Detach()
    {
        if (Parent is not { } parent)
            return;
        Mount[] children = new Mount[parent._children.Length - 1];
        int at = 0;
        foreach (Mount child in parent._children)
        {
            if (child != this)
                children[at++] = child;
        }
        Volatile.Write(ref parent._children, children);
        Point!.RemoveMount();
        Parent = null;
        Point = null;
    }
}
