using Diesis.Abi;
using Diesis.Core.Synchronization;

namespace Diesis.Core.Files;

/// <summary>An open directory.</summary>
public sealed class DirectoryFile(Inode inode, Location location, OpenFlags flags) : OpenFile(inode, flags, location)
{
    // Guarded by the object's own lock, as positions of all files.
    private long _position;

    public override long Position => _position;

    public override Result<long> Read(ref Platform.Users.IoBuffer to) => Errno.EISDIR;

    public override Result<long> ReadAt(ref Platform.Users.IoBuffer to, long offset) => Errno.EISDIR;

    public override Result<long> Seek(long offset, SeekOrigin origin)
    {
        lock (this)
        {
            long target = origin switch
            {
                SeekOrigin.SEEK_SET => offset,
                SeekOrigin.SEEK_CUR => _position + offset,
                _ => -1,
            };
            if (target < 0)
                return Errno.EINVAL;
            _position = target;
            return target;
        }
    }

    /// <summary>Goes on with the list of entries (getdents64(2)).</summary>
    /// <returns>ENOENT when the directory has been removed.</returns>
    public Errno List(ref DirectoryWriter writer)
    {
        lock (this)
        {
            using Mutex.Scope held = Inode.Lock.Enter();
            if (Inode.Links == 0)
                return Errno.ENOENT;
            if (_position == 0)
            {
                if (!writer.Add("."u8, Inode, 1))
                    return writer.Error;
                _position = 1;
            }
            if (_position == 1)
            {
                Inode parent = Location.Dentry?.Parent?.Inode ?? Inode;
                if (!writer.Add(".."u8, parent, DirectoryWriter.FirstPosition))
                    return writer.Error;
                _position = DirectoryWriter.FirstPosition;
            }
            Errno error = Inode.List(ref _position, ref writer);
            if (error == Errno.None)
                error = writer.Error;
            return writer.Written != 0 ? Errno.None : error;
        }
    }
}
