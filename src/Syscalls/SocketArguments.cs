using System;
using Diesis.Abi;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Net.Sockets;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Sockets and their addresses as arguments of calls.</summary>
internal static class SocketArguments
{
    /// <summary>struct sockaddr_storage.</summary>
    internal const int LargestAddress = 128;

    /// <summary>The socket of a descriptor: EBADF, ENOTSOCK.</summary>
    internal static FileReference Find(UserThread caller, int descriptor, out Socket? socket, out Errno error)
    {
        FileReference reference = caller.Files.Get(descriptor);
        socket = reference.File as Socket;
        error = socket is not null ? Errno.None : reference.File is null ? Errno.EBADF : Errno.ENOTSOCK;
        return reference;
    }

    /// <summary>Copies an address.</summary>
    /// <param name="name">Room for <see cref="LargestAddress"/>; becomes as long as the address is.</param>
    /// <returns>EINVAL, EFAULT.</returns>
    internal static Errno ReadAddress(UserThread caller, UserAddress from, int length, ref Span<byte> name)
    {
        if (length is < 0 or > LargestAddress)
            return Errno.EINVAL;
        name = name.Slice(0, length);
        return caller.Memory.CopyIn(from, name) != Errno.None ? Errno.EFAULT : Errno.None;
    }

    /// <summary>Hands an address out: as much as there is room for, and its whole length.</summary>
    internal static Errno WriteAddress(UserThread caller, ReadOnlySpan<byte> name, int whole, UserAddress to, UserAddress length)
    {
        if (caller.Memory.Read(length, out int room) != Errno.None)
            return Errno.EFAULT;
        if (room < 0)
            return Errno.EINVAL;
        if (caller.Memory.CopyOut(name.Slice(0, Math.Min(Math.Min(whole, name.Length), room)), to) != Errno.None)
            return Errno.EFAULT;
        return caller.Memory.Write(length, whole);
    }
}
