using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Platform.Users;

namespace Diesis.Core.Devices;

/// <summary>What a device that reads as zeros does with writes.</summary>
internal enum ZeroKind
{
    /// <summary>/dev/zero takes everything, and can be mapped.</summary>
    Zero,

    /// <summary>/dev/full has no space left.</summary>
    Full,
}

/// <summary>/dev/zero and /dev/full (zero(4), full(4)).</summary>
internal sealed class ZeroFile(Inode inode, OpenFlags flags, Location location, ZeroKind kind) : OpenFile(inode, flags, location)
{
    public override Result<long> Read(ref IoBuffer to)
    {
        Errno error = to.PutZeros(to.Remaining);
        return to.Transferred != 0 || error == Errno.None ? (long)to.Transferred : error;
    }

    public override Result<long> ReadAt(ref IoBuffer to, long offset) => Read(ref to);

    public override Result<long> Write(ref IoBuffer from)
    {
        if (kind == ZeroKind.Full)
            return Errno.ENOSPC;
        from.Skip(from.Remaining);
        return (long)from.Transferred;
    }

    public override Result<long> WriteAt(ref IoBuffer from, long offset) => Write(ref from);

    public override Result<long> Seek(long offset, SeekOrigin origin) => 0;

    public override Errno Map(ref MapRequest request)
    {
        if (kind == ZeroKind.Full)
            return Errno.ENODEV;
        request.Source = MapSource.Anonymous;
        return Errno.None;
    }
}
