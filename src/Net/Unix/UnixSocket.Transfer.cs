using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Net.Sockets;
using Diesis.Platform.Users;

namespace Diesis.Net.Unix;

/// <content>send(2), recv(2).</content>
public sealed partial class UnixSocket
{
    /// <summary>What of the buffer a message's management takes.</summary>
    private const int MessageOverhead = 32;

    private volatile bool _isSendingShut;

    /// <summary>Its name is its listener's: it does not go with this socket.</summary>
    private bool _isNameShared;

    public override Result<long> Send(ref IoBuffer from, MessageFlags flags, scoped ReadOnlySpan<byte> address, MessageExtras? extras)
    {
        if ((flags & MessageFlags.MSG_OOB) != 0)
            return Errno.EOPNOTSUPP;
        PeerCredentials sender = extras is { HasCredentials: true } ? extras.Credentials : CredentialsOf(UserThread.Current);
        Patience patience = new(MayBlock(flags), DeadlineOf(SendTimeout));
        MessageExtras? files = extras is { HasFiles: true } ? extras : null;
        UnixRights.OnSending(files);
        Result<long> result = IsDatagram
            ? SendDatagram(ref from, address, sender, files, patience)
            : SendConnected(ref from, address, sender, files, patience);
        if (!result.IsSuccess)
            UnixRights.OnReceived(files);
        return result.IsSuccess ? result : AfterWait(result.Error, SendTimeout);
    }

    private Result<long> SendConnected(ref IoBuffer from, scoped ReadOnlySpan<byte> address, in PeerCredentials sender, MessageExtras? files, Patience patience)
    {
        if (_state != UnixState.Connected || _out is not UnixChannel output)
            return Errno.ENOTCONN;
        if (!address.IsEmpty && Type == SocketType.SOCK_STREAM)
            return Errno.EISCONN;
        if (Type == SocketType.SOCK_STREAM)
            return output.SendStream(ref from, sender, files, SendBytes, patience);
        return SendMessage(ref from, output, sender, null, files, int.MaxValue, patience);
    }

    private Result<long> SendDatagram(ref IoBuffer from, scoped ReadOnlySpan<byte> address, in PeerCredentials sender, MessageExtras? files, Patience patience)
    {
        if (_isSendingShut)
            return Errno.EPIPE;
        UnixSocket? target = _target;
        if (!address.IsEmpty)
        {
            Errno parsed = UnixName.Parse(address, out UnixName? name);
            if (parsed != Errno.None || name is null)
                return parsed != Errno.None ? parsed : Errno.EINVAL;
            if (!UnixNames.Find(UserThread.Current!, name, Type).TryGet(out target, out Errno error))
                return error;
            if (target._target is UnixSocket only && only != this)
                return Errno.EPERM;
        }
        if (target is null)
            return Errno.ENOTCONN;
        if (PassesCredentials && _name is null)
        {
            using Diesis.Core.Synchronization.Mutex.Scope held = _lock.Enter();
            Errno bound = BindAutomatically();
            if (bound != Errno.None)
                return bound;
        }
        if (target._state == UnixState.Closed)
        {
            if (address.IsEmpty)
                _ = Disconnect();
            return Errno.ECONNREFUSED;
        }
        return SendMessage(ref from, target._in!, sender, _name, files, UnixChannel.MostDatagrams, patience);
    }

    private Result<long> SendMessage(ref IoBuffer from, UnixChannel to, in PeerCredentials sender, UnixName? name, MessageExtras? files, int mostMessages, Patience patience)
    {
        nuint length = from.Remaining;
        if (length > (nuint)Math.Max(SendBytes - MessageOverhead, 0))
            return Errno.EMSGSIZE;
        Errno error = UnixMessage.Make(ref from, (int)length, sender, name, out UnixMessage? message);
        if (error != Errno.None)
            return error;
        message!.Extras = files;
        error = to.Send(message, SendBytes, mostMessages, patience);
        if (error == Errno.None)
            return (long)length;

        // What goes along is the caller's again.
        message.Extras = null;
        message.Free();
        return error;
    }

    public override Result<long> Receive(ref IoBuffer to, MessageFlags flags, ref Received received)
    {
        if ((flags & MessageFlags.MSG_OOB) != 0)
            return Errno.EOPNOTSUPP;
        if (_in is not UnixChannel input || (!IsDatagram && _state != UnixState.Connected))
            return Type == SocketType.SOCK_SEQPACKET ? Errno.ENOTCONN : Errno.EINVAL;
        Errno error = TakeError();
        if (error != Errno.None)
            return error;
        Patience patience = new(MayBlock(flags), DeadlineOf(ReceiveTimeout));
        Result<long> result = Type == SocketType.SOCK_STREAM
            ? input.ReceiveStream(ref to, flags, PassesCredentials, patience, ref received)
            : input.ReceiveMessage(ref to, flags, patience, ref received);
        if (received.Extras is MessageExtras extras && (flags & MessageFlags.MSG_PEEK) == 0)
            UnixRights.OnReceived(extras);
        if (Type == SocketType.SOCK_SEQPACKET && result.IsSuccess && result.Value != 0)
            received.Flags |= flags & MessageFlags.MSG_EOR;
        return result.IsSuccess ? result : AfterWait(result.Error, ReceiveTimeout);
    }
}
