using System;
using System.Buffers.Binary;
using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Time;

namespace Diesis.Net.Sockets;

/// <content>getsockopt(2), setsockopt(2).</content>
public abstract partial class Socket
{
    /// <summary>net.core.wmem_default and rmem_default.</summary>
    private const int DefaultBufferBytes = 212_992;
    private const int LeastSendBytes = 4608;
    private const int LeastReceiveBytes = 2304;
    private const long MicrosecondsPerSecond = 1_000_000;

    private int _sendBytes = DefaultBufferBytes;
    private int _receiveBytes = DefaultBufferBytes;
    private int _error;
    private long _sendTimeout;
    private long _receiveTimeout;
    private ulong _switches;
    private int _priority;
    private int _lowWater = 1;
    private Linger _linger;

    /// <summary>SO_SNDBUF: bytes under way at most.</summary>
    public int SendBytes => Volatile.Read(ref _sendBytes);

    public int ReceiveBytes => Volatile.Read(ref _receiveBytes);

    /// <summary>SO_SNDTIMEO in nanoseconds; 0 for none.</summary>
    protected long SendTimeout => Volatile.Read(ref _sendTimeout);

    protected long ReceiveTimeout => Volatile.Read(ref _receiveTimeout);

    /// <summary>SO_PASSCRED: messages come with their senders' credentials.</summary>
    public bool PassesCredentials => IsOn(SocketOption.SO_PASSCRED);

    /// <summary>Whether listen(2) has been called (SO_ACCEPTCONN).</summary>
    public virtual bool IsListening => false;

    /// <summary>Who is at the other end (SO_PEERCRED).</summary>
    public virtual PeerCredentials Peer => new() { pid = 0, uid = uint.MaxValue, gid = uint.MaxValue };

    /// <summary>The error that the next call is told, once; SO_ERROR takes it too.</summary>
    public Errno TakeError() => (Errno)Interlocked.Exchange(ref _error, 0);

    protected void SetError(Errno error) => Volatile.Write(ref _error, (int)error);

    protected bool HasError => Volatile.Read(ref _error) != 0;

    /// <summary>Writes an option's value.</summary>
    /// <returns>Its length: as much as there is room for. ENOPROTOOPT.</returns>
    public virtual Result<int> GetOption(int level, int option, Span<byte> to)
    {
        if (level != (int)SocketLevel.SOL_SOCKET)
            return Errno.EOPNOTSUPP;
        switch ((SocketOption)option)
        {
            case SocketOption.SO_TYPE:
                return Put(to, (int)Type);
            case SocketOption.SO_DOMAIN:
                return Put(to, (int)Family);
            case SocketOption.SO_PROTOCOL:
                return Put(to, Protocol);
            case SocketOption.SO_ERROR:
                return Put(to, (int)TakeError());
            case SocketOption.SO_ACCEPTCONN:
                return Put(to, IsListening ? 1 : 0);
            case SocketOption.SO_SNDBUF:
                return Put(to, SendBytes);
            case SocketOption.SO_RCVBUF:
                return Put(to, ReceiveBytes);
            case SocketOption.SO_PRIORITY:
                return Put(to, _priority);
            case SocketOption.SO_RCVLOWAT:
                return Put(to, _lowWater);
            case SocketOption.SO_SNDLOWAT:
                return Put(to, 1);
            case SocketOption.SO_LINGER:
                return PutPair(to, _linger.l_onoff, _linger.l_linger);
            case SocketOption.SO_RCVTIMEO:
                return PutTime(to, ReceiveTimeout);
            case SocketOption.SO_SNDTIMEO:
                return PutTime(to, SendTimeout);
            case SocketOption.SO_PEERCRED:
                return PutPeer(to);
            default:
                return IsSwitch((SocketOption)option) ? Put(to, IsOn((SocketOption)option) ? 1 : 0) : Errno.ENOPROTOOPT;
        }
    }

    /// <summary>Sets an option: EINVAL, ENOPROTOOPT, EPERM, EDOM.</summary>
    public virtual Errno SetOption(UserThread caller, int level, int option, ReadOnlySpan<byte> value)
    {
        if (level != (int)SocketLevel.SOL_SOCKET)
            return Errno.EOPNOTSUPP;
        if (value.Length < sizeof(int))
            return Errno.EINVAL;
        int number = BinaryPrimitives.ReadInt32LittleEndian(value);
        switch ((SocketOption)option)
        {
            case SocketOption.SO_SNDBUF or SocketOption.SO_SNDBUFFORCE:
                return SetBuffer(caller, option == (int)SocketOption.SO_SNDBUFFORCE, number, LeastSendBytes, ref _sendBytes);
            case SocketOption.SO_RCVBUF or SocketOption.SO_RCVBUFFORCE:
                return SetBuffer(caller, option == (int)SocketOption.SO_RCVBUFFORCE, number, LeastReceiveBytes, ref _receiveBytes);
            case SocketOption.SO_PRIORITY:
                _priority = number;
                return Errno.None;
            case SocketOption.SO_RCVLOWAT:
                _lowWater = Math.Max(number, 1);
                return Errno.None;
            case SocketOption.SO_LINGER:
                if (value.Length < 2 * sizeof(int))
                    return Errno.EINVAL;
                _linger = new Linger { l_onoff = number == 0 ? 0 : 1, l_linger = BinaryPrimitives.ReadInt32LittleEndian(value.Slice(sizeof(int))) };
                return Errno.None;
            case SocketOption.SO_RCVTIMEO:
                return SetTime(value, ref _receiveTimeout);
            case SocketOption.SO_SNDTIMEO:
                return SetTime(value, ref _sendTimeout);
            case SocketOption.SO_TYPE or SocketOption.SO_DOMAIN or SocketOption.SO_PROTOCOL or SocketOption.SO_ERROR or SocketOption.SO_ACCEPTCONN
                or SocketOption.SO_PEERCRED or SocketOption.SO_SNDLOWAT:
                return Errno.ENOPROTOOPT;
            default:
                if (!IsSwitch((SocketOption)option))
                    return Errno.ENOPROTOOPT;
                if (number != 0)
                    Interlocked.Or(ref _switches, 1UL << option);
                else
                    Interlocked.And(ref _switches, ~(1UL << option));
                return Errno.None;
        }
    }

    /// <summary>Options that are on or off, most of which mean nothing inside one machine.</summary>
    private static bool IsSwitch(SocketOption option) => option is SocketOption.SO_DEBUG or SocketOption.SO_REUSEADDR or SocketOption.SO_DONTROUTE
        or SocketOption.SO_BROADCAST or SocketOption.SO_KEEPALIVE or SocketOption.SO_OOBINLINE or SocketOption.SO_REUSEPORT or SocketOption.SO_PASSCRED
        or SocketOption.SO_TIMESTAMP or SocketOption.SO_PASSSEC;

    private bool IsOn(SocketOption option) => (Volatile.Read(ref _switches) >> (int)option & 1) != 0;

    /// <summary>Linux doubles what is asked for, for its own needs, and programs expect to read that.</summary>
    private static Errno SetBuffer(UserThread caller, bool isForced, int bytes, int least, ref int buffer)
    {
        if (isForced && !caller.Credentials.Has(Capability.CAP_NET_ADMIN))
            return Errno.EPERM;
        int wanted = isForced ? Math.Max(bytes, 0) : (int)Math.Min((uint)bytes, DefaultBufferBytes);
        Volatile.Write(ref buffer, Math.Max(Math.Min(wanted, int.MaxValue / 2) * 2, least));
        return Errno.None;
    }

    private static Errno SetTime(ReadOnlySpan<byte> value, ref long timeout)
    {
        const int TimeBytes = 16;
        const long MostSeconds = 1L << 32;
        if (value.Length < TimeBytes)
            return Errno.EINVAL;
        long seconds = BinaryPrimitives.ReadInt64LittleEndian(value);
        long microseconds = BinaryPrimitives.ReadInt64LittleEndian(value.Slice(sizeof(long)));
        if (microseconds is < 0 or >= MicrosecondsPerSecond)
            return Errno.EDOM;
        bool isForEver = seconds < 0 || seconds > MostSeconds || (seconds == 0 && microseconds == 0);
        Volatile.Write(ref timeout, isForEver ? 0 : seconds * Clock.NanosecondsPerSecond + microseconds * 1000);
        return Errno.None;
    }

    private static Result<int> PutTime(Span<byte> to, long timeout)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, timeout / Clock.NanosecondsPerSecond);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.Slice(sizeof(long)), timeout % Clock.NanosecondsPerSecond / 1000);
        return Copy(bytes, to);
    }

    private Result<int> PutPeer(Span<byte> to)
    {
        Span<byte> bytes = stackalloc byte[3 * sizeof(int)];
        PeerCredentials peer = Peer;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, peer.pid);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(sizeof(int)), peer.uid);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(2 * sizeof(int)), peer.gid);
        return Copy(bytes, to);
    }

    private static Result<int> PutPair(Span<byte> to, int first, int second)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, first);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(sizeof(int)), second);
        return Copy(bytes, to);
    }

    protected static Result<int> Put(Span<byte> to, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Copy(bytes, to);
    }

    private static Result<int> Copy(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        int count = Math.Min(bytes.Length, to.Length);
        bytes.Slice(0, count).CopyTo(to);
        return count;
    }
}
