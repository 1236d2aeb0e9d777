using System;
using System.Threading;

namespace Diesis.Core.Files;

/// <summary>A name in the tree of files as the cache knows it: what it leads to, or that there is nothing.</summary>
/// <remarks>
/// One dentry stands for one directory, so that mount points and working directories can be found by it. It leaves the cache only while
/// nothing holds it (<see cref="TryPin"/>): open files, working directories, mounts, and dentries below it that are in the cache.
/// </remarks>
public sealed class Dentry
{
    private const int Dead = int.MinValue;

    private static int s_sequence;

    private DentryPlace _place;
    private Inode? _inode;
    private int _pins;
    private int _mounts;

    /// <summary>A file system's root, or something without a name.</summary>
    internal Dentry(Inode root)
        : this(null, default, root)
    {
    }

    internal Dentry(Dentry? parent, FileName name, Inode? inode)
    {
        // A Weyl sequence: numbers of neighbours differ in all bits.
        Seed = unchecked((uint)Interlocked.Increment(ref s_sequence) * 0x9e37_79b9U);
        _inode = inode;
        _place = new DentryPlace(this, parent, name);
    }

    /// <summary>For a file that has no name (O_TMPFILE): below a directory, but never in the cache.</summary>
    internal static Dentry Unnamed(Dentry directory, Inode inode)
    {
        Span<byte> name = stackalloc byte[21];
        name[0] = (byte)'#';
        inode.Number.TryFormat(name[1..], out int digits);
        return new Dentry(directory, new FileName(name[..(digits + 1)]), inode) { IsRemoved = true };
    }

    /// <summary>Null for a name that leads nowhere.</summary>
    public Inode? Inode => Volatile.Read(ref _inode);

    /// <summary>The directory that it is in; null for a root.</summary>
    public Dentry? Parent => Place.Parent;

    public FileName Name => Place.Name;

    /// <summary>Where it is or, after its removal, was.</summary>
    internal DentryPlace Place
    {
        get => Volatile.Read(ref _place);
        set => Volatile.Write(ref _place, value);
    }

    /// <summary>What names in it are hashed with.</summary>
    internal uint Seed { get; }

    /// <summary>Whether it has been found since the cache last looked for something to drop.</summary>
    internal bool WasUsed { get; set; }

    /// <summary>Whether the name has been removed (unlink, rmdir, or replaced by a rename).</summary>
    public bool IsRemoved { get; internal set; }

    /// <summary>Whether the cache has dropped it: its directory must be looked up anew.</summary>
    public bool IsDropped => Volatile.Read(ref _pins) < 0;

    /// <summary>Whether something is mounted here, in any namespace.</summary>
    public bool IsMountPoint => Volatile.Read(ref _mounts) != 0;

    /// <summary>Keeps it in the cache. False if the cache has dropped it already.</summary>
    internal bool TryPin()
    {
        int pins = Volatile.Read(ref _pins);
        while (pins >= 0)
        {
            int found = Interlocked.CompareExchange(ref _pins, pins + 1, pins);
            if (found == pins)
                return true;
            pins = found;
        }
        return false;
    }

    internal void Unpin() => Interlocked.Decrement(ref _pins);

    /// <summary>Ends it if nothing holds it; the cache's business.</summary>
    internal bool TryDrop() => Interlocked.CompareExchange(ref _pins, Dead, 0) == 0;

    /// <summary>A name that led nowhere leads somewhere. Preconditions: the directory's lock is held.</summary>
    internal void Instantiate(Inode inode) => Volatile.Write(ref _inode, inode);

    internal void AddMount() => Interlocked.Increment(ref _mounts);

    internal void RemoveMount() => Interlocked.Decrement(ref _mounts);

    /// <summary>Whether another one is this or above it.</summary>
    public bool IsWithin(Dentry ancestor)
    {
        for (Dentry? at = this; at is not null; at = at.Parent)
        {
            if (at == ancestor)
                return true;
        }
        return false;
    }
}

/// <summary>Where a dentry is: its directory and its name there. Immutable, so that a reader without a lock sees both of one moment; a rename makes a new one.</summary>
internal sealed class DentryPlace(Dentry owner, Dentry? parent, FileName name)
{
    private DentryPlace? _next;

    internal Dentry Owner { get; } = owner;

    internal Dentry? Parent { get; } = parent;

    internal FileName Name { get; } = name;

    internal uint Hash { get; } = parent is null ? 0 : name.Hash ^ parent.Seed;

    /// <summary>The next one in the bucket. It stays after this one has been taken out, for readers that stand here.</summary>
    internal DentryPlace? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }

    /// <summary>Under the cache's lock.</summary>
    internal bool IsInCache { get; set; }
}
