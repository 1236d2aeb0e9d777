using System.Threading;
using Diesis.Abi;
using Diesis.Core.Memory;
using Diesis.Core.Synchronization;
using Diesis.Platform.Locks;
using Diesis.Platform.Time;

namespace Diesis.Core.Files;

/// <summary>A file, directory or other thing that has a number on a file system: attributes and what can be done with it.</summary>
/// <remarks>
/// Attributes are fields that are each read without a lock, as stat(2) does; they change under <see cref="Lock"/>. A directory's lock guards
/// its names, a file's its size and data against other writers. Locks of a parent and then of a child are held together, never the other
/// way round.
///
/// Lifetime: the collector frees the object. What it owns besides (frames, numbers) is given back by <see cref="OnDestroy"/>, once,
/// when it has neither names (<see cref="Links"/>) nor users: open files, mappings, working directories. <see cref="TryRetain"/> fails from
/// then on, which is how a path walk without locks finds that the file has gone meanwhile.
/// </remarks>
public abstract partial class Inode
{
    private const int Dead = int.MinValue;

    private static LockClass? s_lockClass;

    private int _users;
    private uint _mode;
    private int _links;
    private int _writeAccess;
    private InodeLocks? _fileLocks;
    private InodeWatches? _watches;
    private long _size;

    protected Inode(FileSystem fileSystem, ulong number, in NewNode node)
    {
        FileSystem = fileSystem;
        Number = number;
        _mode = (uint)node.Mode;
        Owner = node.Owner;
        Group = node.Group;
        Device = node.Device;
        _links = 1;
        long now = Clock.Unix;
        AccessTime = now;
        ModificationTime = now;
        ChangeTime = now;
        BirthTime = now;
        Lock = new Mutex(s_lockClass ??= LockClass.For(LockRank.Inodes));
    }

    public FileSystem FileSystem { get; }

    public ulong Number { get; }

    /// <summary>Guards the attributes against other writers, a directory's names, a file's data against other writers.</summary>
    public Mutex Lock { get; }

    /// <summary>Type and permissions.</summary>
    public FileMode Mode
    {
        get => (FileMode)Volatile.Read(ref _mode);
        set => Volatile.Write(ref _mode, (uint)value);
    }

    public FileMode Type => Mode & FileMode.S_IFMT;

    public bool IsDirectory => Type == FileMode.S_IFDIR;

    public bool IsRegular => Type == FileMode.S_IFREG;

    public bool IsSymbolicLink => Type == FileMode.S_IFLNK;

    public uint Owner { get; set; }

    public uint Group { get; set; }

    /// <summary>Which device a device file stands for.</summary>
    public DeviceNumber Device { get; }

    /// <summary>Names that lead here. Without any and without users, the inode dies.</summary>
    public uint Links => (uint)Volatile.Read(ref _links);

    /// <summary>Bytes.</summary>
    public virtual long Size
    {
        get => Volatile.Read(ref _size);
        set => Volatile.Write(ref _size, value);
    }

    /// <summary>The content of a regular file in memory, which read(2), write(2) and mappings share; null where there is none, as with directories and devices.</summary>
    public virtual PageCache? Pages => null;

    /// <summary>Nanoseconds since 1970, as all its times.</summary>
    public long AccessTime { get; set; }

    public long ModificationTime { get; set; }

    public long ChangeTime { get; set; }

    public long BirthTime { get; protected set; }

    /// <summary>Whether a file that was made without a name may get one (linkat(2), O_TMPFILE with O_EXCL).</summary>
    internal bool MayBeLinked { get; set; } = true;

    /// <summary>What belongs to the file for as long as it is in use but is no business of the file system: a FIFO's pipe, a bound socket.</summary>
    public object? Attachment { get; set; }

    /// <summary>Record locks and flock(2) locks; null while there was never one.</summary>
    internal InodeLocks? FileLocks => Volatile.Read(ref _fileLocks);

    /// <summary>Who watches by inotify(7); null while there was never one.</summary>
    internal InodeWatches? Watches => Volatile.Read(ref _watches);

    public bool IsDead => Volatile.Read(ref _users) < 0;

    /// <summary>Takes a use. False when the inode has been destroyed.</summary>
    public bool TryRetain()
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

    /// <summary>Takes another use. Preconditions: the caller has one, or a name of it under the directory's lock.</summary>
    public void Retain()
    {
        if (!TryRetain())
            throw new System.InvalidOperationException("A destroyed inode was used.");
    }

    /// <summary>Gives a use back. The last one of a file without names destroys it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            DestroyIfUnused();
    }

    internal InodeWatches NeedWatches()
    {
        if (Watches is null)
            Interlocked.CompareExchange(ref _watches, new InodeWatches(), null);
        return _watches!;
    }

    internal InodeLocks NeedFileLocks()
    {
        if (FileLocks is null)
            Interlocked.CompareExchange(ref _fileLocks, new InodeLocks(), null);
        return _fileLocks!;
    }

    /// <summary>Announces that the file is open for writing. False while it is being executed (ETXTBSY).</summary>
    public bool TryAddWriter()
    {
        int access = Volatile.Read(ref _writeAccess);
        while (access >= 0)
        {
            int found = Interlocked.CompareExchange(ref _writeAccess, access + 1, access);
            if (found == access)
                return true;
            access = found;
        }
        return false;
    }

    public void RemoveWriter() => Interlocked.Decrement(ref _writeAccess);

    /// <summary>Announces that the file is being executed, so that nobody opens it for writing. False while somebody has (ETXTBSY).</summary>
    public bool TryDenyWriters()
    {
        int access = Volatile.Read(ref _writeAccess);
        while (access <= 0)
        {
            int found = Interlocked.CompareExchange(ref _writeAccess, access - 1, access);
            if (found == access)
                return true;
            access = found;
        }
        return false;
    }

    public void AllowWriters() => Interlocked.Increment(ref _writeAccess);

    /// <summary>Adds a name or a subdirectory's "..". Preconditions: <see cref="Lock"/> is held, or nobody else knows the inode.</summary>
    public void AddLink() => Interlocked.Increment(ref _links);

    /// <summary>Takes a name away; the inode may die by it.</summary>
    public void DropLink()
    {
        if (Interlocked.Decrement(ref _links) == 0)
            DestroyIfUnused();
    }

    /// <summary>Takes all names away, as the removal of a directory does with its own and its ".".</summary>
    public void DropAllLinks()
    {
        Interlocked.Exchange(ref _links, 0);
        DestroyIfUnused();
    }

    /// <summary>For inodes that begin with other than one name: directories, and files that never had one.</summary>
    public void SetLinks(uint count) => Volatile.Write(ref _links, (int)count);

    private void DestroyIfUnused()
    {
        if (Links == 0 && Interlocked.CompareExchange(ref _users, Dead, 0) == 0)
            OnDestroy();
    }

    /// <summary>The file has gone for good: gives back what it owns. Nobody else uses it any more. May run wherever a file is released, so it does not block.</summary>
    protected virtual void OnDestroy()
    {
    }

    /// <summary>Data have changed.</summary>
    public void TouchModified()
    {
        long now = Clock.Unix;
        ModificationTime = now;
        ChangeTime = now;
    }

    public void TouchChanged() => ChangeTime = Clock.Unix;
}
