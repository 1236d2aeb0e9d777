using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Net.Sockets;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Sockets' making, names and options: socket(2), bind(2), connect(2), accept(2) and their relatives.</summary>
internal static class SocketCalls
{
    private const int LargestOption = 1024;

    [Syscall(SyscallNumber.socket, Support.Partial, "only the family AF_UNIX")]
    internal static SyscallResult Make(UserThread caller, AddressFamily family, SocketType type, int protocol)
    {
        Errno error = SplitType(ref type, out OpenFlags status, out DescriptorFlags closing);
        if (error != Errno.None)
            return error;
        if (SocketFamilies.Find((int)family) is not SocketFamily found)
            return Errno.EAFNOSUPPORT;
        if (!found.Make(type, protocol).TryGet(out Socket? socket, out error))
            return error;
        socket.SetFlags(OpenFlags.O_NONBLOCK, status);
        return caller.Files.Add(socket, closing);
    }

    [Syscall(SyscallNumber.socketpair, Support.Full)]
    internal static SyscallResult MakePair(UserThread caller, AddressFamily family, SocketType type, int protocol, [Shows(TraceShape.DescriptorPair)] UserAddress descriptors)
    {
        Errno error = SplitType(ref type, out OpenFlags status, out DescriptorFlags closing);
        if (error != Errno.None)
            return error;
        if (SocketFamilies.Find((int)family) is not SocketFamily found)
            return Errno.EAFNOSUPPORT;
        error = found.MakePair(type, protocol, out Socket? first, out Socket? second);
        if (error != Errno.None)
            return error;
        first!.SetFlags(OpenFlags.O_NONBLOCK, status);
        second!.SetFlags(OpenFlags.O_NONBLOCK, status);
        return DescriptorArguments.AddPair(caller, first, second, closing, descriptors);
    }

    private static Errno SplitType(ref SocketType type, out OpenFlags status, out DescriptorFlags closing)
    {
        const SocketType Flags = SocketType.SOCK_NONBLOCK | SocketType.SOCK_CLOEXEC;
        status = (OpenFlags)(type & SocketType.SOCK_NONBLOCK);
        closing = DescriptorArguments.Closing((type & SocketType.SOCK_CLOEXEC) != 0);
        bool isKnown = (type & ~(SocketType.SOCK_TYPE_MASK | Flags)) == 0;
        type &= SocketType.SOCK_TYPE_MASK;
        return isKnown ? Errno.None : Errno.EINVAL;
    }

    [Syscall(SyscallNumber.bind, Support.Full)]
    internal static SyscallResult Bind(UserThread caller, int descriptor, UserAddress address, int length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        if (error == Errno.None)
            error = SocketArguments.ReadAddress(caller, address, length, ref name);
        return error != Errno.None ? error : socket!.Bind(caller, name);
    }

    [Syscall(SyscallNumber.connect, Support.Full)]
    internal static SyscallResult Connect(UserThread caller, int descriptor, UserAddress address, int length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        if (error == Errno.None)
            error = SocketArguments.ReadAddress(caller, address, length, ref name);
        return error != Errno.None ? error : socket!.Connect(caller, name);
    }

    [Syscall(SyscallNumber.listen, Support.Full)]
    internal static SyscallResult Listen(UserThread caller, int descriptor, int backlog)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        return error != Errno.None ? error : socket!.Listen(caller, backlog);
    }

    [Syscall(SyscallNumber.accept, Support.Full)]
    internal static SyscallResult Accept(UserThread caller, int descriptor, UserAddress address, UserAddress length) =>
        Accept(caller, descriptor, address, length, 0);

    [Syscall(SyscallNumber.accept4, Support.Full)]
    internal static SyscallResult Accept(UserThread caller, int descriptor, UserAddress address, UserAddress length, SocketType flags)
    {
        if ((flags & ~(SocketType.SOCK_NONBLOCK | SocketType.SOCK_CLOEXEC)) != 0)
            return Errno.EINVAL;
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        DescriptorFlags closing = DescriptorArguments.Closing((flags & SocketType.SOCK_CLOEXEC) != 0);
        if (!caller.Files.Reserve(closing).TryGet(out int accepted, out error))
            return error;
        if (socket!.Accept(caller).TryGet(out Socket? connection, out error))
        {
            connection.SetFlags(OpenFlags.O_NONBLOCK, (OpenFlags)(flags & SocketType.SOCK_NONBLOCK));
            error = address.IsNull ? Errno.None : TellPeer(caller, connection, address, length);
            if (error == Errno.None)
            {
                caller.Files.Install(accepted, connection);
                return accepted;
            }
            connection.Release();
        }
        caller.Files.Cancel(accepted);
        return error;
    }

    private static Errno TellPeer(UserThread caller, Socket connection, UserAddress address, UserAddress length)
    {
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        Result<int> written = connection.GetPeerName(name);
        return written.IsSuccess ? SocketArguments.WriteAddress(caller, name, written.Value, address, length) : Errno.ECONNABORTED;
    }

    [Syscall(SyscallNumber.getsockname, Support.Full)]
    internal static SyscallResult GetName(UserThread caller, int descriptor, UserAddress address, UserAddress length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        Result<int> written = socket!.GetName(name);
        return written.IsSuccess ? SocketArguments.WriteAddress(caller, name, written.Value, address, length) : written.Error;
    }

    [Syscall(SyscallNumber.getpeername, Support.Full)]
    internal static SyscallResult GetPeerName(UserThread caller, int descriptor, UserAddress address, UserAddress length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        Span<byte> name = stackalloc byte[SocketArguments.LargestAddress];
        Result<int> written = socket!.GetPeerName(name);
        return written.IsSuccess ? SocketArguments.WriteAddress(caller, name, written.Value, address, length) : written.Error;
    }

    [Syscall(SyscallNumber.shutdown, Support.Full)]
    internal static SyscallResult Shutdown(UserThread caller, int descriptor, ShutdownKind how)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        return error != Errno.None ? error : socket!.Shutdown(how);
    }

    [Syscall(SyscallNumber.getsockopt, Support.Full)]
    internal static SyscallResult GetOption(UserThread caller, int descriptor, int level, int option, UserAddress value, UserAddress length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        if (caller.Memory.Read(length, out int room) != Errno.None)
            return Errno.EFAULT;
        if (room < 0)
            return Errno.EINVAL;
        Span<byte> bytes = stackalloc byte[LargestOption];
        Result<int> written = socket!.GetOption(level, option, bytes.Slice(0, Math.Min(room, LargestOption)));
        if (!written.IsSuccess)
            return written.Error;
        error = caller.Memory.CopyOut(bytes.Slice(0, written.Value), value);
        return error != Errno.None ? error : caller.Memory.Write(length, written.Value);
    }

    [Syscall(SyscallNumber.setsockopt, Support.Full)]
    internal static SyscallResult SetOption(UserThread caller, int descriptor, int level, int option, UserAddress value, int length)
    {
        using FileReference reference = SocketArguments.Find(caller, descriptor, out Socket? socket, out Errno error);
        if (error != Errno.None)
            return error;
        if (length < 0)
            return Errno.EINVAL;
        Span<byte> bytes = stackalloc byte[LargestOption];
        bytes = bytes.Slice(0, Math.Min(length, LargestOption));
        return caller.Memory.CopyIn(value, bytes) != Errno.None ? Errno.EFAULT : socket!.SetOption(caller, level, option, bytes);
    }
}
