using Diesis.Abi;

namespace Diesis.Core.Files;

/// <summary>Who owns a record lock.</summary>
public enum RecordOwner
{
    /// <summary>All threads that share a table of descriptors: F_SETLK.</summary>
    Process,

    /// <summary>The open file description: F_OFD_SETLK.</summary>
    Description,
}

/// <summary>Locks on files as calls ask for them (fcntl_locking(2), flock(2)).</summary>
public static class FileLocking
{
    /// <summary>F_SETLK, F_SETLKW and their F_OFD_ forms.</summary>
    public static Errno Set(OpenFile file, FileTable table, in Flock request, int processId, RecordOwner kind, LockWait wait)
    {
        Errno error = GetRange(file, in request, out long start, out long end);
        if (error != Errno.None)
            return error;
        switch (request.l_type)
        {
            case LockType.F_RDLCK when !file.CanRead:
            case LockType.F_WRLCK when !file.CanWrite:
                return Errno.EBADF;
            case LockType.F_RDLCK or LockType.F_WRLCK or LockType.F_UNLCK:
                break;
            default:
                return Errno.EINVAL;
        }
        if (request.l_type == LockType.F_UNLCK && file.Inode.FileLocks is null)
            return Errno.None;
        bool isProcess = kind == RecordOwner.Process;
        InodeLocks locks = file.Inode.NeedFileLocks();
        return locks.SetRecord(isProcess ? table : file, request.l_type, start, end, isProcess ? processId : -1, wait, kind);
    }

    /// <summary>F_GETLK and F_OFD_GETLK: the request becomes the lock that is in the way, or F_UNLCK.</summary>
    public static Errno Get(OpenFile file, FileTable table, ref Flock request, RecordOwner kind)
    {
        if (request.l_type is not (LockType.F_RDLCK or LockType.F_WRLCK))
            return Errno.EINVAL;
        Errno error = GetRange(file, in request, out long start, out long end);
        if (error != Errno.None)
            return error;
        object owner = kind == RecordOwner.Process ? table : file;
        if (file.Inode.FileLocks is not { } locks || !locks.FindConflict(owner, request.l_type, start, end, out RecordLock conflict))
        {
            request.l_type = LockType.F_UNLCK;
            return Errno.None;
        }
        request.l_type = conflict.Type;
        request.l_whence = (short)SeekOrigin.SEEK_SET;
        request.l_start = conflict.Start;
        request.l_len = conflict.End == long.MaxValue ? 0 : conflict.End - conflict.Start + 1;
        request.l_pid = conflict.ProcessId;
        return Errno.None;
    }

    /// <summary>flock(2).</summary>
    public static Errno SetWhole(OpenFile file, LockType type, LockWait wait)
    {
        if (type == LockType.F_UNLCK && file.Inode.FileLocks is null)
            return Errno.None;
        return file.Inode.NeedFileLocks().SetWhole(file, type, wait);
    }

    private static Errno GetRange(OpenFile file, in Flock request, out long start, out long end)
    {
        end = long.MaxValue;
        start = 0;
        long from;
        switch ((SeekOrigin)request.l_whence)
        {
            case SeekOrigin.SEEK_SET:
                from = 0;
                break;
            case SeekOrigin.SEEK_CUR:
                from = file.Position;
                break;
            case SeekOrigin.SEEK_END:
                from = file.Inode.Size;
                break;
            default:
                return Errno.EINVAL;
        }
        if (request.l_start > long.MaxValue - from)
            return Errno.EOVERFLOW;
        start = from + request.l_start;
        if (start < 0)
            return Errno.EINVAL;
        if (request.l_len > 0)
        {
            if (request.l_len - 1 > long.MaxValue - start)
                return Errno.EOVERFLOW;
            end = start + request.l_len - 1;
        }
        else if (request.l_len < 0)
        {
            // A negative length means the bytes before the start.
            if (start + request.l_len < 0)
                return Errno.EINVAL;
            end = start - 1;
            start += request.l_len;
        }
        return Errno.None;
    }
}
