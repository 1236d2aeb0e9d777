using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc;
using Diesis.Core.Processes;
using Diesis.Net.Sockets;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Bytes through sockets: send(2), recv(2), sendmsg(2), recvmsg(2) and their relatives.</summary>
internal static class SocketMessageCalls
{
    private const uint MostRanges = 1024;
    private const nuint MostBytes = 0x7fff_f000;
    private const nuint NameLengthAt = 8;
    private const nuint ControlLengthAt = 40;
    private const nuint FlagsAt = 48;
    private const nuint HeaderBytes = 56;

    /// <summary>struct mmsghdr: a header and the length of what was moved.</summary>
    private const nuint ManyBytes = 64;

    [Syscall(SyscallNumber.sendto, Support.Full)]
    internal static SyscallResult Send(UserThread caller, int descriptor, [Shows(TraceShape.InputBytes)] UserAddress buffer, nuint count, MessageFlags flags, UserAddress address, int length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        if (!UserAddress.IsUserRange(buffer, count))
            return Errno.EFAULT;
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        if (address.IsNull)
            name = default;
        else if (SocketArguments.ReadAddress(caller, address, length, ref name) is Errno bad and not Errno.None)
            return bad;
        IoBuffer from = IoBuffer.ForUser(caller.Memory, buffer, nuint.Min(count, MostBytes));
        return Finish(socket!, socket!.Send(ref from, flags, name, null), flags);
    }

    [Syscall(SyscallNumber.recvfrom, Support.Full)]
    internal static SyscallResult Receive(UserThread caller, int descriptor, [Shows(TraceShape.OutputBytes)] UserAddress buffer, nuint count, MessageFlags flags, UserAddress address, UserAddress length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        if (!UserAddress.IsUserRange(buffer, count))
            return Errno.EFAULT;
        Received received = default;
        IoBuffer to = IoBuffer.ForUser(caller.Memory, buffer, nuint.Min(count, MostBytes));
        Result<long> result = socket!.Receive(ref to, flags, ref received);
        received.Extras?.Dispose();
        if (!result.IsSuccess || address.IsNull)
            return result;
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        error = SocketArguments.WriteAddress(caller, name, received.From?.Write(name) ?? 0, address, length);
        return error != Errno.None ? error : result;
    }

    [Syscall(SyscallNumber.sendmsg, Support.Full)]
    internal static SyscallResult SendMessage(UserThread caller, int descriptor, UserAddress message, MessageFlags flags)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        return error != Errno.None ? error : SendOne(caller, socket!, message, flags);
    }

    [Syscall(SyscallNumber.recvmsg, Support.Full)]
    internal static SyscallResult ReceiveMessage(UserThread caller, int descriptor, UserAddress message, MessageFlags flags)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        return error != Errno.None ? error : ReceiveOne(caller, socket!, message, flags);
    }

    [Syscall(SyscallNumber.sendmmsg, Support.Full)]
    internal static SyscallResult SendMany(UserThread caller, int descriptor, UserAddress messages, uint count, MessageFlags flags)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        uint sent = 0;
        for (; sent < uint.Min(count, MostRanges); sent++)
        {
            UserAddress message = messages + sent * ManyBytes;
            SyscallResult result = SendOne(caller, socket!, message, flags);
            if (!result.IsError)
                error = caller.Memory.Write(message + HeaderBytes, (uint)result.Raw);
            if (result.IsError || error != Errno.None)
                return sent != 0 ? sent : result.IsError ? result : error;
        }
        return sent;
    }

    [Syscall(SyscallNumber.recvmmsg, Support.Full)]
    internal static SyscallResult ReceiveMany(UserThread caller, int descriptor, UserAddress messages, uint count, MessageFlags flags, UserAddress timeout)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        error = PollTimes.ReadDeadline(caller, timeout, out long deadline);
        if (error != Errno.None)
            return error;
        uint received = 0;
        for (; received < uint.Min(count, MostRanges); received++)
        {
            UserAddress message = messages + received * ManyBytes;
            SyscallResult result = ReceiveOne(caller, socket!, message, flags & ~MessageFlags.MSG_WAITFORONE);
            if (!result.IsError)
                error = caller.Memory.Write(message + HeaderBytes, (uint)result.Raw);
            if (result.IsError || error != Errno.None)
                return received != 0 ? received : result.IsError ? result : error;
            if ((flags & MessageFlags.MSG_WAITFORONE) != 0)
                flags |= MessageFlags.MSG_DONTWAIT;
            // The time-out is looked at after each message only, as recvmmsg(2) confesses.
            if (deadline != long.MaxValue && Clock.Monotonic >= deadline)
                return received + 1;
        }
        return received;
    }

    private static SyscallResult SendOne(UserThread caller, Socket socket, UserAddress message, MessageFlags flags)
    {
        Errno error = ReadHeader(caller, message, out MessageHeader header);
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        if (error == Errno.None)
            error = ReadName(caller, header, ref name);
        if (error != Errno.None)
            return error;
        error = FileTransfer.ReadRanges(caller, new UserAddress(header.msg_iov), header.msg_iovlen, out IoBuffer from);
        if (error != Errno.None)
            return error;
        error = SocketControl.Read(caller, new UserAddress(header.msg_control), header.msg_controllen, out MessageExtras? extras);
        if (error != Errno.None)
            return error;
        Result<long> result = socket.Send(ref from, flags, name, extras);
        if (!result.IsSuccess)
            extras?.Dispose();
        return Finish(socket, result, flags);
    }

    private static Errno ReadName(UserThread caller, in MessageHeader header, ref Span<byte> name)
    {
        if (header.msg_name == 0 || header.msg_namelen == 0)
        {
            name = default;
            return header.msg_namelen < 0 ? Errno.EINVAL : Errno.None;
        }
        int length = header.msg_namelen < 0 ? -1 : Math.Min(header.msg_namelen, SocketArguments.LargestAddress);
        return SocketArguments.ReadAddress(caller, new UserAddress(header.msg_name), length, ref name);
    }

    private static Errno ReadHeader(UserThread caller, UserAddress message, out MessageHeader header)
    {
        if (caller.Memory.Read(message, out header) != Errno.None)
            return Errno.EFAULT;
        return header.msg_iovlen > MostRanges ? Errno.EMSGSIZE : Errno.None;
    }

    private static SyscallResult ReceiveOne(UserThread caller, Socket socket, UserAddress message, MessageFlags flags)
    {
        Errno error = ReadHeader(caller, message, out MessageHeader header);
        if (error != Errno.None)
            return error;
        if (header.msg_namelen < 0)
            return Errno.EINVAL;
        error = FileTransfer.ReadRanges(caller, new UserAddress(header.msg_iov), header.msg_iovlen, out IoBuffer to);
        if (error != Errno.None)
            return error;
        Received received = default;
        Result<long> result = socket.Receive(ref to, flags, ref received);
        if (!result.IsSuccess)
        {
            received.Extras?.Dispose();
            return result;
        }
        ulong written = SocketControl.Write(caller, socket, new UserAddress(header.msg_control), header.msg_controllen, flags, ref received);
        int whole = 0;
        if (header.msg_name != 0 && received.From is SocketName from)
        {
            Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
            whole = from.Write(name);
            int length = Math.Min(whole, header.msg_namelen);
            error = caller.Memory.CopyOut(name.Slice(0, length), new UserAddress(header.msg_name));
        }
        if (error == Errno.None)
            error = caller.Memory.Write(message + NameLengthAt, whole);
        if (error == Errno.None)
            error = caller.Memory.Write(message + ControlLengthAt, written);
        uint told = (uint)received.Flags | (uint)(flags & MessageFlags.MSG_CMSG_CLOEXEC);
        if (error == Errno.None)
            error = caller.Memory.Write(message + FlagsAt, told);
        return error != Errno.None ? error : result;
    }

    private static SyscallResult Finish(Socket socket, Result<long> result, MessageFlags flags)
    {
        if (result.Error == Errno.EPIPE && (flags & MessageFlags.MSG_NOSIGNAL) == 0 && socket.Type == SocketType.SOCK_STREAM)
            BrokenPipe.SignalCurrent();
        return result;
    }
}
