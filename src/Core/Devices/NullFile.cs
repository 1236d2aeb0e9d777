using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Platform.Users;

namespace Diesis.Core.Devices;

/// <summary>/dev/null: always at its end, and takes everything (null(4)).</summary>
internal sealed class NullFile(Inode inode, OpenFlags flags, Location location) : OpenFile(inode, flags, location)
{
    public override Result<long> Read(ref IoBuffer to) => 0;

    public override Result<long> ReadAt(ref IoBuffer to, long offset) => 0;

    public override Result<long> Write(ref IoBuffer from)
    {
        from.Skip(from.Remaining);
        return (long)from.Transferred;
    }

    public override Result<long> WriteAt(ref IoBuffer from, long offset) => Write(ref from);

    public override Result<long> Seek(long offset, SeekOrigin origin) => 0;
}
