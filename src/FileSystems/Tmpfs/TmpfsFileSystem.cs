using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Platform.Memory;

namespace Diesis.FileSystems.Tmpfs;

/// <summary>A file system whose files are in memory alone (tmpfs(5)): names in tables, content in page caches that have no other home.</summary>
/// <remarks>Pages and inodes are counted against the limits of the mount's options; what would go beyond gets ENOSPC.</remarks>
public sealed class TmpfsFileSystem : FileSystem
{
    private const long PageBytes = FrameNumber.FrameBytes;

    private readonly TmpfsDirectory _root;
    private long _lastNumber;
    private long _inodes;
    private TmpfsOptions _options;

    private TmpfsFileSystem(in TmpfsOptions options)
        : base("tmpfs")
    {
        _options = options;
        Quota = new PageQuota(PagesOrAll(in options));
        _root = new TmpfsDirectory(this, NextNumber(), new NewNode(FileMode.S_IFDIR | options.Mode, options.Owner, options.Group));
        _inodes = 1;
    }

    public override FileSystemMagic Magic => FileSystemMagic.TMPFS_MAGIC;

    public override Inode RootInode => _root;

    internal PageQuota Quota { get; }

    private static long MemoryPages => Frames.TotalCount;

    /// <summary>Lets mount(2) make them.</summary>
    public static void Register() => FileSystemTypes.Register("tmpfs", FileSystemBacking.Virtual, static (_, options) => Make(options));

    /// <summary>A file system with the limits that options say, by default half of memory.</summary>
    public static Result<FileSystem> Make(ReadOnlySpan<byte> options)
    {
        TmpfsOptions parsed = TmpfsOptions.Default(MemoryPages);
        Errno error = parsed.Parse(options, MemoryPages);
        return error == Errno.None ? new TmpfsFileSystem(in parsed) : error;
    }

    public override string Options
    {
        get
        {
            string text = "";
            if (_options.HasPages)
                text += $",size={_options.Pages * PageBytes / 1024}k";
            if (_options.HasInodes)
                text += $",nr_inodes={_options.Inodes}";
            if (_options.HasMode)
                text += $",mode={Convert.ToString((int)_options.Mode, 8)}";
            if (_options.Owner != 0)
                text += $",uid={_options.Owner}";
            if (_options.Group != 0)
                text += $",gid={_options.Group}";
            return text;
        }
    }

    public override void GetStatistics(ref StatFs statistics)
    {
        statistics.f_bsize = PageBytes;
        statistics.f_frsize = PageBytes;
        if (_options.Pages != 0)
        {
            long free = long.Max(_options.Pages - Quota.Used, 0);
            statistics.f_blocks = (ulong)_options.Pages;
            statistics.f_bfree = (ulong)free;
            statistics.f_bavail = (ulong)free;
        }
        if (_options.Inodes != 0)
        {
            statistics.f_files = (ulong)_options.Inodes;
            statistics.f_ffree = (ulong)long.Max(_options.Inodes - Volatile.Read(ref _inodes), 0);
        }
    }

    public override Errno Remount(ReadOnlySpan<byte> options)
    {
        TmpfsOptions changed = _options;
        Errno error = changed.Parse(options, MemoryPages);
        if (error != Errno.None)
            return error;
        if ((changed.Pages != 0 && changed.Pages < Quota.Used) || (changed.Inodes != 0 && changed.Inodes < Volatile.Read(ref _inodes)))
            return Errno.EINVAL;
        _options = changed;
        Quota.Limit = PagesOrAll(in changed);
        return Errno.None;
    }

    /// <summary>A new inode by its mode's type; ENOSPC.</summary>
    internal Result<Inode> MakeInode(in NewNode node)
    {
        if (!TryTakeInode())
            return Errno.ENOSPC;
        return (node.Mode & FileMode.S_IFMT) switch
        {
            FileMode.S_IFDIR => new TmpfsDirectory(this, NextNumber(), in node),
            FileMode.S_IFREG => new TmpfsFile(this, NextNumber(), in node),
            _ => new TmpfsSpecial(this, NextNumber(), in node),
        };
    }

    internal Result<Inode> MakeLink(ReadOnlySpan<byte> target, in NewNode node)
    {
        if (!TryTakeInode())
            return Errno.ENOSPC;
        return new TmpfsLink(this, NextNumber(), target, in node);
    }

    internal void OnInodeGone() => Interlocked.Decrement(ref _inodes);

    /// <summary>The last mount has gone: all files lose their names, and with them their pages.</summary>
    protected override void OnLastUnmount() => _root.RemoveAll();

    private static long PagesOrAll(in TmpfsOptions options) => options.Pages == 0 ? long.MaxValue : options.Pages;

    private bool TryTakeInode()
    {
        long limit = _options.Inodes;
        if (Interlocked.Increment(ref _inodes) <= limit || limit == 0)
            return true;
        Interlocked.Decrement(ref _inodes);
        return false;
    }

    private ulong NextNumber() => (ulong)Interlocked.Increment(ref _lastNumber);
}
