using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Waiting;
using Diesis.Net.Sockets;
using Mutex = Diesis.Core.Synchronization.Mutex;

namespace Diesis.Net.Unix;

/// <content>connect(2), listen(2), accept(2).</content>
public sealed partial class UnixSocket
{
    /// <summary>net.core.somaxconn.</summary>
    private const int MostWaiting = 4096;

    /// <summary>Whoever accepts, and whoever polls a socket that is not connected.</summary>
    private readonly WaitQueue _acceptQueue = new();

    /// <summary>Whoever connects and finds the backlog full.</summary>
    private readonly WaitQueue _connectQueue = new();

    // Guarded by _lock; the counts are read without it.
    private Queue<UnixSocket>? _backlog;
    private int _backlogLimit;
    private int _waiting;

    /// <summary>Who called listen(2): clients see these as the other end's.</summary>
    private PeerCredentials _listener;

    public override Errno Listen(UserThread caller, int backlog)
    {
        if (IsDatagram)
            return Errno.EOPNOTSUPP;
        using Mutex.Scope held = _lock.Enter();
        if (_name is null || _state is not (UnixState.Unconnected or UnixState.Listening))
            return Errno.EINVAL;
        _backlog ??= new Queue<UnixSocket>();
        _backlogLimit = Math.Min(backlog < 0 ? MostWaiting : backlog, MostWaiting);
        _listener = CredentialsOf(caller);
        _peer = _listener;
        _state = UnixState.Listening;
        return Errno.None;
    }

    public override Errno Connect(UserThread caller, ReadOnlySpan<byte> address)
    {
        if (address.Length >= UnixName.FamilyBytes && address[0] == 0 && address[1] == 0)
            return Disconnect();
        Errno error = UnixName.Parse(address, out UnixName? name);
        if (error == Errno.None && name is null)
            error = Errno.EINVAL;
        if (error != Errno.None)
            return error;
        if (PassesCredentials && _name is null)
        {
            using Mutex.Scope held = _lock.Enter();
            error = BindAutomatically();
            if (error != Errno.None)
                return error;
        }
        if (IsDatagram)
            return ConnectDatagrams(caller, name!);
        return ConnectStream(caller, name!);
    }

    /// <summary>A datagram socket that is connected to AF_UNSPEC is connected to nothing.</summary>
    private Errno Disconnect()
    {
        if (!IsDatagram)
            return Errno.EINVAL;
        using Mutex.Scope held = _lock.Enter();
        _target = null;
        _state = UnixState.Unconnected;
        return Errno.None;
    }

    private Errno ConnectDatagrams(UserThread caller, UnixName name)
    {
        if (!UnixNames.Find(caller, name, Type).TryGet(out UnixSocket? target, out Errno error))
            return error;
        if (target._target is UnixSocket only && only != this)
            return Errno.EPERM;
        using Mutex.Scope held = _lock.Enter();
        _target = target;
        _state = UnixState.Connected;
        return Errno.None;
    }

    private Errno ConnectStream(UserThread caller, UnixName name)
    {
        if (_state != UnixState.Unconnected)
        {
            // The other end is looked for first.
            Result<UnixSocket> other = UnixNames.Find(caller, name, Type);
            return !other.IsSuccess ? other.Error : _state == UnixState.Connected ? Errno.EISCONN : Errno.EINVAL;
        }
        UnixSocket accepted = new(Type, Protocol);
        UnixChannel toServer = new();
        UnixChannel toClient = new();
        accepted._in = toServer;
        accepted._out = toClient;
        accepted._peer = CredentialsOf(caller);
        accepted._peerName = _name;
        accepted._state = UnixState.Connected;
        long deadline = DeadlineOf(SendTimeout);
        while (true)
        {
            if (!UnixNames.Find(caller, name, Type).TryGet(out UnixSocket? server, out Errno error))
                return GiveUp(accepted, error);
            error = server.TryQueue(accepted);
            if (error == Errno.None)
            {
                Become(server, toClient, toServer);
                server._acceptQueue.Wake(PollEvents.In | PollEvents.ReadNormal);
                return Errno.None;
            }
            if (error == Errno.EAGAIN && !IsNonBlocking)
                error = server.WaitForPlace(deadline);
            if (error != Errno.None)
                return GiveUp(accepted, AfterWait(error, SendTimeout));
        }
    }

    private static Errno GiveUp(UnixSocket accepted, Errno error)
    {
        accepted.Release();
        return error;
    }

    private void Become(UnixSocket server, UnixChannel input, UnixChannel output)
    {
        using Mutex.Scope held = _lock.Enter();
        _in = input;
        _out = output;
        _peer = server._listener;
        _peerName = server._name;
        _state = UnixState.Connected;
    }

    /// <summary>Puts a new connection in line.</summary>
    /// <returns>ECONNREFUSED, EAGAIN when the line is full.</returns>
    private Errno TryQueue(UnixSocket accepted)
    {
        using Mutex.Scope held = _lock.Enter();
        if (_state != UnixState.Listening)
            return Errno.ECONNREFUSED;
        if (_backlog!.Count > _backlogLimit)
            return Errno.EAGAIN;
        accepted._name = _name;
        accepted._isNameShared = true;
        _backlog.Enqueue(accepted);
        Volatile.Write(ref _waiting, _backlog.Count);
        return Errno.None;
    }

    private Errno WaitForPlace(long deadline)
    {
        using WaitScope wait = _connectQueue.EnterExclusive();
        while (_state == UnixState.Listening && Volatile.Read(ref _waiting) > _backlogLimit)
        {
            Errno error = wait.Sleep(deadline);
            if (error != Errno.None)
                return error;
        }
        return Errno.None;
    }

    public override Result<Socket> Accept(UserThread caller)
    {
        if (IsDatagram)
            return Errno.EOPNOTSUPP;
        long deadline = DeadlineOf(ReceiveTimeout);
        while (true)
        {
            using (_lock.Enter())
            {
                if (_state != UnixState.Listening)
                    return Errno.EINVAL;
                if (_backlog!.TryDequeue(out UnixSocket? accepted))
                {
                    Volatile.Write(ref _waiting, _backlog.Count);
                    _connectQueue.Wake(PollEvents.Out);
                    return accepted;
                }
            }
            if (IsNonBlocking)
                return Errno.EAGAIN;
            using WaitScope wait = _acceptQueue.EnterExclusive();
            while (Volatile.Read(ref _waiting) == 0 && _state == UnixState.Listening)
            {
                Errno error = wait.Sleep(deadline);
                if (error != Errno.None)
                    return AfterWait(error, ReceiveTimeout);
            }
        }
    }

    /// <summary>Connections that nobody accepted end.</summary>
    private void CloseBacklog()
    {
        Queue<UnixSocket>? backlog;
        using (_lock.Enter())
        {
            backlog = _backlog;
            _backlog = null;
            Volatile.Write(ref _waiting, 0);
        }
        while (backlog is not null && backlog.TryDequeue(out UnixSocket? waiting))
        {
            waiting._out!.Reset();
            waiting.Release();
        }
        _acceptQueue.WakeAll();
        _connectQueue.WakeAll();
    }

    /// <summary>The sockets that wait to be accepted: for who looks for circles.</summary>
    internal void CollectBacklog(List<UnixSocket> sockets)
    {
        using Mutex.Scope held = _lock.Enter();
        if (_backlog is not null)
            sockets.AddRange(_backlog);
    }
}
