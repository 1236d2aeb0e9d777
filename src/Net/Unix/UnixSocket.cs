using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Core.Waiting;
using Diesis.Net.Sockets;
using Diesis.Platform.Locks;
using Diesis.Platform.Users;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Net.Unix;

/// <summary>Where in its life a unix socket is.</summary>
internal enum UnixState
{
    Unconnected,
    Listening,

    /// <summary>Of sockets for datagrams: it has an address that it sends to.</summary>
    Connected,
    Closed,
}

/// <summary>A socket of the unix family (unix(7)): stream, datagram or seqpacket.</summary>
/// <remarks>
/// A connected pair shares two channels, one for each direction: what one writes is in the other's queue at once. A socket for datagrams has one, into which
/// everybody writes. Parts: UnixSocket.Connecting.cs, UnixSocket.Transfer.cs. Locks: <c>_lock</c> (rank Sockets) guards name, state and backlog; two
/// sockets' locks are never held together. Channels have their own.
/// </remarks>
public sealed partial class UnixSocket : Socket
{
    private static LockClass? s_lockClass;

    private readonly Mutex _lock = new(s_lockClass ??= LockClass.For(LockRank.Sockets));

    // Guarded by _lock; state, channels and target are read without it.
    private volatile UnixState _state;
    private volatile UnixChannel? _in;
    private volatile UnixChannel? _out;
    private volatile UnixSocket? _target;
    private volatile UnixName? _name;
    private UnixName? _peerName;
    private Inode? _boundInode;
    private PeerCredentials _peer = new() { pid = 0, uid = uint.MaxValue, gid = uint.MaxValue };

    internal UnixSocket(SocketType type, int protocol)
        : base(AddressFamily.AF_UNIX, type, protocol)
    {
        if (type == SocketType.SOCK_DGRAM)
            _in = new UnixChannel();
    }

    public override bool IsListening => _state == UnixState.Listening;

    public override PeerCredentials Peer => _peer;

    private bool IsDatagram => Type == SocketType.SOCK_DGRAM;

    /// <summary>How often it waits in queues as a descriptor under way. Guarded by <see cref="UnixRights"/>.</summary>
    internal int TimesUnderWay { get; set; }

    /// <summary>What waits to be read here, or for it to be accepted.</summary>
    internal UnixChannel? Incoming => _in;

    /// <summary>socketpair(2).</summary>
    internal static void MakePair(SocketType type, int protocol, out UnixSocket first, out UnixSocket second)
    {
        first = new UnixSocket(type, protocol);
        second = new UnixSocket(type, protocol);
        PeerCredentials maker = CredentialsOf(UserThread.Current);
        first._peer = maker;
        second._peer = maker;
        if (type == SocketType.SOCK_DGRAM)
        {
            first._target = second;
            second._target = first;
        }
        else
        {
            first._in = new UnixChannel();
            first._out = new UnixChannel();
            second._in = first._out;
            second._out = first._in;
        }
        first._state = UnixState.Connected;
        second._state = UnixState.Connected;
    }

    internal static PeerCredentials CredentialsOf(UserThread? thread) => thread is null
        ? default
        : new PeerCredentials { pid = thread.Process.Id, uid = thread.Credentials.EffectiveUser, gid = thread.Credentials.EffectiveGroup };

    public override Errno Bind(UserThread caller, ReadOnlySpan<byte> address)
    {
        Errno error = UnixName.Parse(address, out UnixName? name);
        if (error != Errno.None)
            return error;
        using Mutex.Scope held = _lock.Enter();
        if (name is null)
            return BindAutomatically();
        if (_name is not null)
            return UnixNames.Exists(caller, name) ? Errno.EADDRINUSE : Errno.EINVAL;
        error = UnixNames.Bind(caller, this, name, out _boundInode);
        if (error == Errno.None)
            _name = name;
        return error;
    }

    /// <summary>The lock is held.</summary>
    private Errno BindAutomatically()
    {
        if (_name is not null)
            return Errno.None;
        if (!UnixNames.BindAutomatically(this).TryGet(out UnixName? name, out Errno error))
            return error;
        _name = name;
        return Errno.None;
    }

    public override Result<int> GetName(Span<byte> to) => _name is UnixName name ? name.Write(to) : UnixName.WriteUnnamed(to);

    public override Result<int> GetPeerName(Span<byte> to)
    {
        if (_state != UnixState.Connected)
            return Errno.ENOTCONN;
        UnixName? name = IsDatagram ? _target?._name : _peerName;
        return name is not null ? name.Write(to) : UnixName.WriteUnnamed(to);
    }

    public override Errno Shutdown(ShutdownKind kind)
    {
        if (kind is < ShutdownKind.SHUT_RD or > ShutdownKind.SHUT_RDWR)
            return Errno.EINVAL;
        if (kind != ShutdownKind.SHUT_WR)
            _in?.CloseReader();
        if (kind == ShutdownKind.SHUT_RD)
            return Errno.None;
        if (_out is UnixChannel output)
            output.CloseWriter();
        else
            _isSendingShut = true;
        return Errno.None;
    }

    public override PollEvents Poll(PollTable? table)
    {
        if (_state == UnixState.Listening)
        {
            table?.Add(_acceptQueue);
            return Volatile.Read(ref _waiting) != 0 ? PollEvents.In | PollEvents.ReadNormal : PollEvents.None;
        }
        if (_in is not UnixChannel input)
        {
            table?.Add(_acceptQueue);
            return PollEvents.Out | PollEvents.WriteNormal | PollEvents.HangUp;
        }
        table?.Add(input.ReadQueue);
        PollEvents ready = PollEvents.None;
        bool isReadShut = input.IsReaderClosed || input.IsWriterClosed;
        if (input.HasInput || isReadShut)
            ready |= PollEvents.In | PollEvents.ReadNormal;
        if (isReadShut)
            ready |= PollEvents.ReadHangUp;
        if (input.IsReset || HasError)
            ready |= PollEvents.Error;
        return ready | PollOutput(table, isReadShut);
    }

    private PollEvents PollOutput(PollTable? table, bool isReadShut)
    {
        UnixChannel? output = _out ?? _target?._in;
        if (output is null)
            return PollEvents.Out | PollEvents.WriteNormal;
        table?.Add(output.WriteQueue);
        PollEvents ready = PollEvents.None;
        bool isWriteShut = output.IsWriterClosed || output.IsReaderClosed;
        if (!IsDatagram && isWriteShut && isReadShut)
            ready |= PollEvents.HangUp;
        bool hasRoom = IsDatagram ? output.Messages < UnixChannel.MostDatagrams : output.Bytes * 4 <= SendBytes;
        if (hasRoom || isWriteShut)
            ready |= PollEvents.Out | PollEvents.WriteNormal;
        return ready;
    }

    public override int Available => IsDatagram || Type == SocketType.SOCK_SEQPACKET ? _in?.NextBytes ?? 0 : _in?.Bytes ?? 0;

    public override int Unsent => _out?.Bytes ?? 0;

    protected override void OnRelease()
    {
        UnixName? name;
        Inode? bound;
        using (_lock.Enter())
        {
            name = _isNameShared ? null : _name;
            bound = _boundInode;
            _name = null;
            _boundInode = null;
            _state = UnixState.Closed;
        }
        if (name is not null)
            UnixNames.Unbind(name, bound);
        CloseBacklog();
        if (_out is UnixChannel output)
        {
            // What was sent to this end and never read: the other end is told by an error.
            if (_in!.HasInput)
                output.Reset();
            output.CloseWriter();
        }
        if (_in is UnixChannel input)
        {
            input.CloseReader();
            input.Discard();
        }
        _target = null;
        UnixRights.Collect();
    }
}
