using Diesis.Abi;
using Diesis.Platform.Users;

namespace Diesis.Core.Files;

/// <summary>How long files may become.</summary>
internal static class FileSizes
{
    /// <summary>Shortens a write to what limits and seals allow. Preconditions: the inode's lock is held.</summary>
    /// <returns>EFBIG, EPERM for sealed files.</returns>
    internal static Errno LimitWrite(Inode inode, ref IoBuffer from, long offset)
    {
        if (inode.Seals is { } seals && seals != FileSeals.None)
        {
            if ((seals & (FileSeals.F_SEAL_WRITE | FileSeals.F_SEAL_FUTURE_WRITE)) != 0)
                return Errno.EPERM;
            if ((seals & FileSeals.F_SEAL_GROW) != 0)
            {
                if (offset >= inode.Size)
                    return Errno.EPERM;
                from.Limit((nuint)(inode.Size - offset));
            }
        }
        long limit = FileSizeLimit.Current;
        if (offset >= limit)
        {
            FileSizeLimit.Report();
            return Errno.EFBIG;
        }
        from.Limit((nuint)(limit - offset));
        return Errno.None;
    }

    /// <summary>Checks a length that truncate(2) or fallocate(2) asks for. Preconditions: as above.</summary>
    internal static Errno CheckSize(Inode inode, long size)
    {
        long before = inode.Size;
        if (inode.Seals is { } seals)
        {
            if (size < before && (seals & FileSeals.F_SEAL_SHRINK) != 0)
                return Errno.EPERM;
            if (size > before && (seals & FileSeals.F_SEAL_GROW) != 0)
                return Errno.EPERM;
        }
        if (size <= before || size <= FileSizeLimit.Current)
            return Errno.None;
        FileSizeLimit.Report();
        return Errno.EFBIG;
    }
}
