using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Families of addresses (socket(2)).</summary>
public enum AddressFamily
{
    AF_UNSPEC = 0,
    AF_UNIX = 1,
    AF_INET = 2,
    AF_INET6 = 10,
    AF_NETLINK = 16,
    AF_PACKET = 17,
}

/// <summary>The second argument of socket(2): a kind, and flags.</summary>
[Flags]
public enum SocketType
{
    SOCK_STREAM = 1,
    SOCK_DGRAM = 2,
    SOCK_RAW = 3,
    SOCK_SEQPACKET = 5,
    SOCK_TYPE_MASK = 0xf,
    SOCK_NONBLOCK = 0x800,
    SOCK_CLOEXEC = 0x8_0000,
}

/// <summary>Flags of send(2) and recv(2).</summary>
[Flags]
public enum MessageFlags : uint
{
    None = 0,
    MSG_OOB = 1,
    MSG_PEEK = 2,
    MSG_DONTROUTE = 4,
    MSG_CTRUNC = 8,
    MSG_TRUNC = 0x20,
    MSG_DONTWAIT = 0x40,
    MSG_EOR = 0x80,
    MSG_WAITALL = 0x100,
    MSG_CONFIRM = 0x800,
    MSG_ERRQUEUE = 0x2000,
    MSG_NOSIGNAL = 0x4000,
    MSG_MORE = 0x8000,
    MSG_WAITFORONE = 0x1_0000,
    MSG_CMSG_CLOEXEC = 0x4000_0000,
}

/// <summary>The second argument of shutdown(2).</summary>
public enum ShutdownKind
{
    SHUT_RD = 0,
    SHUT_WR = 1,
    SHUT_RDWR = 2,
}

/// <summary>Levels of socket options.</summary>
public enum SocketLevel
{
    SOL_SOCKET = 1,
}

/// <summary>Options at the level of sockets (socket(7)).</summary>
public enum SocketOption
{
    SO_DEBUG = 1,
    SO_REUSEADDR = 2,
    SO_TYPE = 3,
    SO_ERROR = 4,
    SO_DONTROUTE = 5,
    SO_BROADCAST = 6,
    SO_SNDBUF = 7,
    SO_RCVBUF = 8,
    SO_KEEPALIVE = 9,
    SO_OOBINLINE = 10,
    SO_PRIORITY = 12,
    SO_LINGER = 13,
    SO_REUSEPORT = 15,
    SO_PASSCRED = 16,
    SO_PEERCRED = 17,
    SO_RCVLOWAT = 18,
    SO_SNDLOWAT = 19,
    SO_RCVTIMEO = 20,
    SO_SNDTIMEO = 21,
    SO_PEERNAME = 28,
    SO_TIMESTAMP = 29,
    SO_ACCEPTCONN = 30,
    SO_PEERSEC = 31,
    SO_SNDBUFFORCE = 32,
    SO_RCVBUFFORCE = 33,
    SO_PASSSEC = 34,
    SO_PROTOCOL = 38,
    SO_DOMAIN = 39,
    SO_PEERGROUPS = 59,
}

/// <summary>Kinds of control messages at SOL_SOCKET (unix(7)).</summary>
public enum ControlKind
{
    SCM_RIGHTS = 1,
    SCM_CREDENTIALS = 2,
}

/// <summary>struct ucred (unix(7)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PeerCredentials
{
    public int pid;
    public uint uid;
    public uint gid;
}

/// <summary>struct msghdr (recvmsg(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MessageHeader
{
    public ulong msg_name;
    public int msg_namelen;
    private readonly uint _padding;
    public ulong msg_iov;
    public ulong msg_iovlen;
    public ulong msg_control;
    public ulong msg_controllen;
    public uint msg_flags;
    private readonly uint _morePadding;
}

/// <summary>struct cmsghdr (cmsg(3)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ControlHeader
{
    public const int Bytes = 16;

    public ulong cmsg_len;
    public int cmsg_level;
    public int cmsg_type;
}

/// <summary>struct linger (socket(7)).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Linger
{
    public int l_onoff;
    public int l_linger;
}
