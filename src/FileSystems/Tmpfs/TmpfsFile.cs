using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Memory;

namespace Diesis.FileSystems.Tmpfs;

/// <summary>A regular file: a page cache without a source. What was never written is a hole, and has no pages.</summary>
internal sealed class TmpfsFile : TmpfsInode
{
    private const int SectorsInPage = 8;

    private readonly PageCache _pages;

    internal TmpfsFile(TmpfsFileSystem fileSystem, ulong number, in NewNode node)
        : base(fileSystem, number, in node) => _pages = new PageCache(quota: fileSystem.Quota);

    public override PageCache Pages => _pages;

    public override long Size
    {
        get => _pages.Size;
        set => _pages.SetSize(value);
    }

    /// <summary>Only memory files can be sealed; for all others that is sealed itself, as on Linux.</summary>
    public override FileSeals? Seals { get; set; } = FileSeals.F_SEAL_SEAL;

    protected override long Blocks => _pages.Count * SectorsInPage;

    public override Result<OpenFile> Open(Location location, OpenFlags flags) => new CachedFile(this, location, flags);

    public override Errno Truncate(long size)
    {
        _pages.Truncate(size);
        return Errno.None;
    }

    public override Errno Allocate(FallocateMode mode, long offset, long length)
    {
        if (mode == (FallocateMode.FALLOC_FL_PUNCH_HOLE | FallocateMode.FALLOC_FL_KEEP_SIZE))
        {
            _pages.PunchHole(offset, length);
            return Errno.None;
        }
        if ((mode & ~FallocateMode.FALLOC_FL_KEEP_SIZE) != 0)
            return Errno.EOPNOTSUPP;
        Errno error = _pages.Allocate(offset, length);
        if (error == Errno.None && (mode & FallocateMode.FALLOC_FL_KEEP_SIZE) == 0 && offset + length > Size)
            Size = offset + length;
        return error;
    }

    protected override void OnDestroy()
    {
        _pages.Release();
        base.OnDestroy();
    }
}
