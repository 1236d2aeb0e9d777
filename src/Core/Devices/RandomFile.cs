using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Randomness;
using Diesis.Platform.Users;

namespace Diesis.Core.Devices;

/// <summary>/dev/random and /dev/urandom: the same, since the kernel's generator is seeded from the start (random(4)).</summary>
internal sealed class RandomFile(Inode inode, OpenFlags flags, Location location) : OpenFile(inode, flags, location)
{
    private const int PieceBytes = 256;
    private const uint RNDGETENTCNT = 0x8004_5200;
    private const uint RNDADDTOENTCNT = 0x4004_5201;
    private const uint RNDADDENTROPY = 0x4008_5203;
    private const uint RNDRESEEDCRNG = 0x5207;
    private const int PoolBits = 256;

    public override Result<long> Read(ref IoBuffer to)
    {
        Span<byte> piece = stackalloc byte[PieceBytes];
        Errno error = Errno.None;
        while (to.Remaining != 0 && error == Errno.None)
        {
            Span<byte> part = piece.Slice(0, (int)nuint.Min(to.Remaining, PieceBytes));
            RandomBytes.Fill(part);
            error = to.Put(part);
            if (UserThread.Current is { HasSignalPending: true } && to.Transferred != 0)
                break;
        }
        piece.Clear();
        return to.Transferred != 0 || error == Errno.None ? (long)to.Transferred : error;
    }

    public override Result<long> ReadAt(ref IoBuffer to, long offset) => Read(ref to);

    /// <summary>What is written could be mixed in; it is not trusted, and not needed.</summary>
    public override Result<long> Write(ref IoBuffer from)
    {
        from.Skip(from.Remaining);
        return (long)from.Transferred;
    }

    public override Result<long> WriteAt(ref IoBuffer from, long offset) => Write(ref from);

    public override Result<long> Seek(long offset, SeekOrigin origin) => 0;

    public override SyscallResult Ioctl(UserThread caller, uint request, ulong argument)
    {
        switch (request)
        {
            case RNDGETENTCNT:
                return caller.Memory.Write(new UserAddress(argument), PoolBits);
            case RNDADDTOENTCNT or RNDADDENTROPY or RNDRESEEDCRNG:
                return caller.Credentials.Has(Capability.CAP_SYS_ADMIN) ? Errno.None : Errno.EPERM;
            default:
                return Errno.ENOTTY;
        }
    }
}
