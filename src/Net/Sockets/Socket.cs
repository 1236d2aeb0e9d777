using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Net.Sockets;

/// <summary>A socket (socket(7)) of any family: what the calls share. A family implements what its addresses and protocols do.</summary>
/// <remarks>Addresses are the bytes of a struct sockaddr of the family. Options that only are remembered are kept here.</remarks>
public abstract partial class Socket : OpenFile
{
    private const FileMode Mode = FileMode.S_IFSOCK | (FileMode)0x1ff;

    protected Socket(AddressFamily family, SocketType type, int protocol)
        : base(MakeInode(), OpenFlags.O_RDWR)
    {
        Family = family;
        Type = type;
        Protocol = protocol;
    }

    public AddressFamily Family { get; }

    public SocketType Type { get; }

    public int Protocol { get; }

    public override bool IsStream => true;

    /// <summary>bind(2).</summary>
    public virtual Errno Bind(UserThread caller, ReadOnlySpan<byte> address) => Errno.EOPNOTSUPP;

    /// <summary>connect(2).</summary>
    public virtual Errno Connect(UserThread caller, ReadOnlySpan<byte> address) => Errno.EOPNOTSUPP;

    /// <summary>listen(2).</summary>
    public virtual Errno Listen(UserThread caller, int backlog) => Errno.EOPNOTSUPP;

    /// <summary>accept(2): waits for a connection unless the socket does not block.</summary>
    public virtual Result<Socket> Accept(UserThread caller) => Errno.EOPNOTSUPP;

    /// <summary>getsockname(2): the address' length, of which as much is written as there is room for.</summary>
    public abstract Result<int> GetName(Span<byte> to);

    /// <summary>getpeername(2): ENOTCONN.</summary>
    public virtual Result<int> GetPeerName(Span<byte> to) => Errno.ENOTCONN;

    /// <summary>shutdown(2).</summary>
    public virtual Errno Shutdown(ShutdownKind kind) => Errno.EOPNOTSUPP;

    /// <summary>send(2) and its relatives.</summary>
    /// <param name="from">The bytes.</param>
    /// <param name="flags">MSG_DONTWAIT, MSG_EOR; SIGPIPE is the caller's business.</param>
    /// <param name="address">Where to; empty for the one that the socket is connected to.</param>
    /// <param name="extras">What goes along; taken over if anything is sent.</param>
    public abstract Result<long> Send(ref IoBuffer from, MessageFlags flags, scoped ReadOnlySpan<byte> address, MessageExtras? extras);

    /// <summary>recv(2) and its relatives.</summary>
    public abstract Result<long> Receive(ref IoBuffer to, MessageFlags flags, ref Received received);

    /// <summary>Bytes that could be read (FIONREAD).</summary>
    public virtual int Available => 0;

    /// <summary>Bytes that have been sent and not yet read at the other end (SIOCOUTQ).</summary>
    public virtual int Unsent => 0;

    public override Result<long> Read(ref IoBuffer to)
    {
        Received received = default;
        Result<long> result = Receive(ref to, MessageFlags.None, ref received);
        received.Extras?.Dispose();
        return result;
    }

    public override Result<long> Write(ref IoBuffer from)
    {
        Result<long> result = Send(ref from, MessageFlags.None, default, null);
        if (result.Error == Errno.EPIPE && Type == SocketType.SOCK_STREAM)
            BrokenPipe.SignalCurrent();
        return result;
    }

    public override SyscallResult Ioctl(UserThread caller, uint request, ulong argument) => (TtyRequest)request switch
    {
        TtyRequest.FIONREAD => caller.Memory.Write(new UserAddress(argument), Available),
        TtyRequest.TIOCOUTQ => caller.Memory.Write(new UserAddress(argument), Unsent),
        _ => Errno.ENOTTY,
    };

    /// <summary>Whether a call with these flags may sleep.</summary>
    protected bool MayBlock(MessageFlags flags) => !IsNonBlocking && (flags & MessageFlags.MSG_DONTWAIT) == 0;

    /// <summary>Until when a call may wait: monotonic nanoseconds.</summary>
    protected static long DeadlineOf(long timeoutNs) => timeoutNs == 0 ? long.MaxValue : Clock.Monotonic + timeoutNs;

    /// <summary>A wait with a time-out of the socket's own that was broken off is not begun again (signal(7)).</summary>
    protected static Errno AfterWait(Errno error, long timeoutNs) => error switch
    {
        Errno.ETIMEDOUT => Errno.EAGAIN,
        Errno.ERESTARTSYS when timeoutNs != 0 => Errno.EINTR,
        _ => error,
    };

    private static AnonymousInode MakeInode()
    {
        Credentials? maker = UserThread.Current?.Credentials;
        AnonymousInode inode = new("socket", Mode, maker?.FileSystemUser ?? 0, maker?.FileSystemGroup ?? 0);
        return inode;
    }
}
