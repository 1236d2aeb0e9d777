using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>A file with a position: reads and writes go on where the last one ended.</summary>
public abstract class SeekableFile(Inode inode, OpenFlags flags, Location location) : OpenFile(inode, flags, location)
{
    // Guarded by the object's own lock: two threads that share the file do not read the same bytes.
    private long _position;

    public override long Position => Volatile.Read(ref _position);

    public override Result<long> Read(ref IoBuffer to)
    {
        lock (this)
        {
            Result<long> result = ReadAt(ref to, _position);
            _position += (long)to.Transferred;
            return result;
        }
    }

    public override Result<long> Write(ref IoBuffer from)
    {
        lock (this)
        {
            Result<long> result = WriteAt(ref from, ref _position, (Flags & OpenFlags.O_APPEND) != 0 ? WritePlace.End : WritePlace.Offset);
            return result;
        }
    }

    public override Result<long> WriteAt(ref IoBuffer from, long offset)
    {
        // Linux appends here too (pwrite(2), Bugs).
        long position = offset;
        return WriteAt(ref from, ref position, (Flags & OpenFlags.O_APPEND) != 0 ? WritePlace.End : WritePlace.Offset);
    }

    /// <summary>Writes at an offset, or at the end, as decided in one step with the write.</summary>
    /// <param name="position">Where to write; afterwards, behind what was written.</param>
    public virtual Result<long> WriteAt(ref IoBuffer from, ref long position, WritePlace place) => Errno.EINVAL;

    public override Result<long> Seek(long offset, SeekOrigin origin)
    {
        lock (this)
        {
            Result<long> target = FindTarget(offset, origin);
            if (target.TryGet(out long position, out _))
                _position = position;
            return target;
        }
    }

    /// <summary>Where the next data or hole is; a file without holes is data, with a hole at its end.</summary>
    protected virtual Result<long> SeekContent(long offset, SeekOrigin origin)
    {
        long size = Inode.Size;
        if ((ulong)offset >= (ulong)size)
            return Errno.ENXIO;
        return origin == SeekOrigin.SEEK_DATA ? offset : size;
    }

    /// <summary>What SEEK_END counts from.</summary>
    protected virtual long End => Inode.Size;

    private Result<long> FindTarget(long offset, SeekOrigin origin)
    {
        long from;
        switch (origin)
        {
            case SeekOrigin.SEEK_SET:
                from = 0;
                break;
            case SeekOrigin.SEEK_CUR:
                from = _position;
                break;
            case SeekOrigin.SEEK_END:
                from = End;
                break;
            case SeekOrigin.SEEK_DATA:
            case SeekOrigin.SEEK_HOLE:
                return SeekContent(offset, origin);
            default:
                return Errno.EINVAL;
        }
        long target = unchecked(from + offset);
        if (target < 0)
            return offset > 0 ? Errno.EOVERFLOW : Errno.EINVAL;
        return target;
    }
}

/// <summary>Where a write goes.</summary>
public enum WritePlace
{
    Offset,
    End,
}
