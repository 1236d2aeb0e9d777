using System.Threading;
using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Waiting;
using Diesis.Core.Waiting.Epoll;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>An open file description (open(2)): what one or more descriptors refer to.</summary>
/// <remarks>
/// Counted: descriptors, running calls, mappings and messages under way each hold it. The last one who gives it back runs <see cref="OnRelease"/>.
/// A file's position is guarded by the object's own lock, which costs nothing until two threads want it.
/// </remarks>
public abstract class OpenFile
{
    private static long s_count;

    private int _references = 1;
    private uint _flags;
    private bool _isWriter;
    private EpollWatches? _watchers;

    /// <param name="location">Where it was opened, pinned: the pin is taken over. None for files without a name, whose inode is retained here.</param>
    protected OpenFile(Inode inode, OpenFlags flags, Location location = default)
    {
        Inode = inode;
        Location = location;
        _flags = (uint)(flags & ~(OpenFlags.O_CREAT | OpenFlags.O_EXCL | OpenFlags.O_NOCTTY | OpenFlags.O_TRUNC | OpenFlags.O_CLOEXEC));
        OpenFlags access = flags & OpenFlags.O_ACCMODE;
        bool isPathOnly = (flags & OpenFlags.O_PATH) != 0;
        CanRead = !isPathOnly && access is OpenFlags.O_RDONLY or OpenFlags.O_RDWR;
        CanWrite = !isPathOnly && access is OpenFlags.O_WRONLY or OpenFlags.O_RDWR;
        if (location.IsNone)
            inode.Retain();
        Interlocked.Increment(ref s_count);
    }

    /// <summary>Open file descriptions that there are.</summary>
    public static long Count => Volatile.Read(ref s_count);

    /// <summary>The access mode, status flags, and what else F_GETFL shows.</summary>
    public OpenFlags Flags => (OpenFlags)Volatile.Read(ref _flags);

    public bool CanRead { get; }

    public bool CanWrite { get; }

    public bool IsNonBlocking => (Flags & OpenFlags.O_NONBLOCK) != 0;

    public bool IsPathOnly => (Flags & OpenFlags.O_PATH) != 0;

    public Inode Inode { get; }

    /// <summary>Where it was opened; none for pipes, sockets and their like.</summary>
    public Location Location { get; }

    /// <summary>Who opened it.</summary>
    public Credentials? Credentials { get; internal set; }

    /// <summary>Who gets signals of it (F_SETOWN); null for nobody.</summary>
    public FileOwner? Owner { get; set; }

    /// <summary>Bytes from the start, where it has such a thing; /proc/self/fdinfo shows it.</summary>
    public virtual long Position => 0;

    /// <summary>Whether it has no position: pipes, sockets, terminals (ESPIPE).</summary>
    public virtual bool IsStream => false;

    /// <summary>How many hold it, at the moment of the look.</summary>
    public int HolderCount => Volatile.Read(ref _references);

    /// <summary>Whether it can be put into an epoll instance: it tells when it becomes ready (EPERM for regular files and directories).</summary>
    public virtual bool CanBeWatched => IsStream;

    /// <summary>The epoll instances that watch it.</summary>
    internal EpollWatches Watchers
    {
        get
        {
            if (Volatile.Read(ref _watchers) is { } watchers)
                return watchers;
            Interlocked.CompareExchange(ref _watchers, new EpollWatches(), null);
            return _watchers;
        }
    }

    internal int References => Volatile.Read(ref _references);

    /// <summary>Another one holds it. Preconditions: the caller holds it.</summary>
    public void Retain() => Interlocked.Increment(ref _references);

    /// <summary>False when the last holder has given it back meanwhile.</summary>
    internal bool TryRetain()
    {
        int references = Volatile.Read(ref _references);
        while (references > 0)
        {
            int found = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (found == references)
                return true;
            references = found;
        }
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            End();
    }

    /// <summary>Changes the flags that F_SETFL may change.</summary>
    public void SetFlags(OpenFlags changed, OpenFlags values)
    {
        uint old = Volatile.Read(ref _flags);
        while (true)
        {
            uint found = Interlocked.CompareExchange(ref _flags, old & ~(uint)changed | (uint)(values & changed), old);
            if (found == old)
                return;
            old = found;
        }
    }

    /// <summary>read(2) at the file's position.</summary>
    /// <returns>Bytes; 0 at the end.</returns>
    public virtual Result<long> Read(ref IoBuffer to) => Errno.EINVAL;

    /// <summary>write(2) at the file's position.</summary>
    public virtual Result<long> Write(ref IoBuffer from) => Errno.EINVAL;

    /// <summary>pread(2).</summary>
    public virtual Result<long> ReadAt(ref IoBuffer to, long offset) => Errno.ESPIPE;

    /// <summary>pwrite(2).</summary>
    public virtual Result<long> WriteAt(ref IoBuffer from, long offset) => Errno.ESPIPE;

    /// <summary>lseek(2).</summary>
    public virtual Result<long> Seek(long offset, SeekOrigin origin) => Errno.ESPIPE;

    /// <summary>What is ready now (poll(2)); with a table, first adds it to the queues that tell of changes. Files that are always ready need not override it.</summary>
    public virtual PollEvents Poll(PollTable? table) => PollEvents.In | PollEvents.Out | PollEvents.ReadNormal | PollEvents.WriteNormal;

    /// <summary>ioctl(2): what all files have in common has been dealt with.</summary>
    public virtual SyscallResult Ioctl(UserThread caller, uint request, ulong argument) => Errno.ENOTTY;

    /// <summary>Says what to map (mmap(2)).</summary>
    public virtual Errno Map(ref MapRequest request) => Errno.ENODEV;

    /// <summary>fsync(2).</summary>
    public virtual Errno Synchronize() => Inode.Synchronize();

    /// <summary>What /proc/self/fdinfo shows besides position and flags.</summary>
    public virtual string Details => "";

    /// <summary>A descriptor of a table has been closed; others may remain.</summary>
    protected internal virtual void OnDescriptorClosed(FileTable table)
    {
    }

    /// <summary>Nobody holds it any more. May run in any thread, under no lock; its inode is released afterwards.</summary>
    protected virtual void OnRelease()
    {
    }

    /// <summary>Notes that mount and inode count this file among their writers.</summary>
    internal void CountAsWriter() => _isWriter = true;

    private void End()
    {
        Interlocked.Decrement(ref s_count);
        _watchers?.DropAll();
        OnRelease();
        Inode.FileLocks?.ReleaseDescription(this);
        FileEvents.OnClosed(this);
        Owner = null;
        if (_isWriter)
            Inode.RemoveWriter();
        if (Location.IsNone)
        {
            Inode.Release();
            return;
        }
        if (_isWriter)
            Location.Mount.RemoveWriter();
        Location.Unpin();
    }
}
