using System.Threading;
using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>A file system that is mounted at one or more places (what Linux calls a superblock).</summary>
public abstract class FileSystem
{
    private static int s_lastDevice;

    private int _mounts;
    private Dentry? _root;

    /// <param name="typeName">As in /proc/filesystems.</param>
    protected FileSystem(string typeName)
    {
        TypeName = typeName;
        Device = new DeviceNumber(0, (uint)Interlocked.Increment(ref s_lastDevice));
    }

    public string TypeName { get; }

    /// <summary>What st_dev says of its files.</summary>
    public DeviceNumber Device { get; }

    public abstract FileSystemMagic Magic { get; }

    /// <summary>The topmost directory.</summary>
    public abstract Inode RootInode { get; }

    /// <summary>The topmost directory's dentry, one for all mounts.</summary>
    public Dentry Root
    {
        get
        {
            if (Volatile.Read(ref _root) is { } root)
                return root;
            Interlocked.CompareExchange(ref _root, new Dentry(RootInode), null);
            return _root;
        }
    }

    /// <summary>Whether names that were not found are remembered. Not where they appear by themselves.</summary>
    public virtual bool RemembersAbsence => true;

    /// <summary>Whether inodes say themselves when they are out of date (<see cref="Inode.IsStale"/>).</summary>
    public virtual bool NeedsRevalidation => false;

    public bool IsReadOnly { get; set; }

    /// <summary>The options that mount(8) shows after the common ones, with a comma before each; empty for none.</summary>
    public virtual string Options => "";

    /// <summary>Blocks and inodes (statfs(2)). Magic, flags and lengths of names are filled in by the caller.</summary>
    public virtual void GetStatistics(ref StatFs statistics)
    {
    }

    /// <summary>Changes the options (MS_REMOUNT).</summary>
    /// <param name="options">Separated by commas.</param>
    public virtual Errno Remount(System.ReadOnlySpan<byte> options) => Errno.None;

    public virtual Errno Synchronize() => Errno.None;

    internal void OnMounted() => Interlocked.Increment(ref _mounts);

    internal void OnUnmounted()
    {
        if (Interlocked.Decrement(ref _mounts) == 0)
            OnLastUnmount();
    }

    /// <summary>No mount is left, and nobody uses a file of it: gives back what it has.</summary>
    protected virtual void OnLastUnmount()
    {
    }
}
