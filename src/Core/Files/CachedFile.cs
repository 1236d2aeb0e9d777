using Diesis.Abi;
using Diesis.Core.Memory;
using Diesis.Core.Synchronization;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>An open regular file whose content is in a page cache.</summary>
public sealed class CachedFile(Inode inode, Location location, OpenFlags flags) : SeekableFile(inode, flags, location)
{
    private readonly PageCache _pages = inode.Pages!;

    public override Result<long> ReadAt(ref IoBuffer to, long offset)
    {
        nuint before = to.Transferred;
        Errno error = _pages.Read(ref to, offset);
        if (error != Errno.None)
            return error;
        FileTimes.NoteAccess(this);
        return (long)(to.Transferred - before);
    }

    public override Result<long> WriteAt(ref IoBuffer from, ref long position, WritePlace place)
    {
        if (from.IsEmpty)
            return 0;
        nuint before = from.Transferred;
        using Mutex.Scope held = Inode.Lock.Enter();
        long offset = place == WritePlace.End ? _pages.Size : position;
        Errno error = FileSizes.LimitWrite(Inode, ref from, offset);
        if (error != Errno.None)
            return error;
        error = _pages.Write(ref from, offset);
        long written = (long)(from.Transferred - before);
        if (written == 0 && error != Errno.None)
            return error;
        FileTimes.NoteWrite(Inode);
        position = offset + written;
        return written;
    }

    public override Errno Map(ref MapRequest request)
    {
        if ((request.Access & UserAccess.Execute) != 0 && !Location.IsNone && (Location.Mount.Flags & MountFlags.MS_NOEXEC) != 0)
            return Errno.EPERM;
        if (request.Sharing == MapSharing.Shared && Inode.Seals is { } seals && (seals & (FileSeals.F_SEAL_WRITE | FileSeals.F_SEAL_FUTURE_WRITE)) != 0)
        {
            if ((request.Access & UserAccess.Write) != 0)
                return Errno.EPERM;
            request.MaximumAccess &= ~UserAccess.Write;
        }
        request.Source = MapSource.Pages;
        FileTimes.NoteAccess(this);
        return Errno.None;
    }

    protected override Result<long> SeekContent(long offset, SeekOrigin origin) =>
        _pages.Seek(offset, origin == SeekOrigin.SEEK_DATA ? PageContent.Data : PageContent.Hole);
}
