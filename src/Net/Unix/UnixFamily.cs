using Diesis.Abi;
using Diesis.Core;
using Diesis.Net.Sockets;

namespace Diesis.Net.Unix;

/// <summary>AF_UNIX.</summary>
public sealed class UnixFamily() : SocketFamily(AddressFamily.AF_UNIX)
{
    public override Result<Socket> Make(SocketType type, int protocol)
    {
        Errno error = Check(ref type, protocol);
        return error != Errno.None ? error : new UnixSocket(type, protocol);
    }

    public override Errno MakePair(SocketType type, int protocol, out Socket? first, out Socket? second)
    {
        first = null;
        second = null;
        Errno error = Check(ref type, protocol);
        if (error != Errno.None)
            return error;
        UnixSocket.MakePair(type, protocol, out UnixSocket one, out UnixSocket other);
        first = one;
        second = other;
        return Errno.None;
    }

    /// <summary>SOCK_RAW is taken for SOCK_DGRAM, as Linux does.</summary>
    private static Errno Check(ref SocketType type, int protocol)
    {
        if (protocol != 0 && protocol != (int)AddressFamily.AF_UNIX)
            return Errno.EPROTONOSUPPORT;
        if (type == SocketType.SOCK_RAW)
            type = SocketType.SOCK_DGRAM;
        return type is SocketType.SOCK_STREAM or SocketType.SOCK_DGRAM or SocketType.SOCK_SEQPACKET ? Errno.None : Errno.ESOCKTNOSUPPORT;
    }
}
