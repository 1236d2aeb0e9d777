using System;
using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Net.Sockets;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Control messages (cmsg(3), unix(7)): what sendmsg(2) and recvmsg(2) carry beside bytes.</summary>
internal static class SocketControl
{
    /// <summary>net.core.optmem_max.</summary>
    private const int Largest = 20480;
    private const int Alignment = 8;
    private const int CredentialBytes = 12;

    /// <summary>Reads the control messages of a program.</summary>
    /// <param name="extras">Null when there are none; the caller's to dispose of.</param>
    /// <returns>EINVAL, EBADF, EPERM, ETOOMANYREFS, ENOBUFS, EFAULT.</returns>
    internal static Errno Read(UserThread caller, UserAddress from, ulong length, out MessageExtras? extras)
    {
        extras = null;
        if (length == 0)
            return Errno.None;
        if (length > Largest)
            return Errno.ENOBUFS;
        byte[] control = new byte[(int)length];
        if (caller.Memory.CopyIn(from, control) != Errno.None)
            return Errno.EFAULT;
        MessageExtras read = new();
        Errno error = Errno.None;
        for (int at = 0; at + ControlHeader.Bytes <= control.Length && error == Errno.None;)
        {
            ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(control.AsSpan(at));
            if (bytes < ControlHeader.Bytes || bytes > (ulong)(control.Length - at))
            {
                error = Errno.EINVAL;
                break;
            }
            int level = BinaryPrimitives.ReadInt32LittleEndian(control.AsSpan(at + 8));
            int kind = BinaryPrimitives.ReadInt32LittleEndian(control.AsSpan(at + 12));
            ReadOnlySpan<byte> data = control.AsSpan(at + ControlHeader.Bytes, (int)bytes - ControlHeader.Bytes);
            if (level == (int)SocketLevel.SOL_SOCKET)
                error = ReadOne(caller, (ControlKind)kind, data, read);
            at += (int)(bytes + Alignment - 1) & ~(Alignment - 1);
        }
        if (error != Errno.None)
        {
            read.Dispose();
            return error;
        }
        extras = read;
        return Errno.None;
    }

    private static Errno ReadOne(UserThread caller, ControlKind kind, ReadOnlySpan<byte> data, MessageExtras extras) => kind switch
    {
        ControlKind.SCM_RIGHTS => ReadFiles(caller, data, extras),
        ControlKind.SCM_CREDENTIALS => ReadCredentials(caller, data, extras),
        _ => Errno.EINVAL,
    };

    private static Errno ReadFiles(UserThread caller, ReadOnlySpan<byte> data, MessageExtras extras)
    {
        int count = data.Length / sizeof(int);
        if (count == 0)
            return Errno.None;
        if (extras.FileCount + count > MessageExtras.MostFiles)
            return Errno.EINVAL;
        OpenFile[] files = new OpenFile[count];
        for (int i = 0; i < count; i++)
        {
            using FileReference reference = caller.Files.GetAny(BinaryPrimitives.ReadInt32LittleEndian(data.Slice(i * sizeof(int))));
            if (reference.File is not OpenFile file)
            {
                for (int taken = 0; taken < i; taken++)
                    files[taken].Release();
                return Errno.EBADF;
            }
            file.Retain();
            files[i] = file;
        }
        extras.AddFiles(files);
        return Errno.None;
    }

    /// <summary>Nobody may pretend to be somebody else without the right to become him.</summary>
    private static Errno ReadCredentials(UserThread caller, ReadOnlySpan<byte> data, MessageExtras extras)
    {
        if (data.Length != CredentialBytes)
            return Errno.EINVAL;
        PeerCredentials given = new()
        {
            pid = BinaryPrimitives.ReadInt32LittleEndian(data),
            uid = BinaryPrimitives.ReadUInt32LittleEndian(data.Slice(4)),
            gid = BinaryPrimitives.ReadUInt32LittleEndian(data.Slice(8)),
        };
        Credentials own = caller.Credentials;
        bool isOwnProcess = given.pid == caller.Process.Id || own.Has(Capability.CAP_SYS_ADMIN);
        bool isOwnUser = given.uid == own.RealUser || given.uid == own.EffectiveUser || given.uid == own.SavedUser || own.Has(Capability.CAP_SETUID);
        bool isOwnGroup = given.gid == own.RealGroup || given.gid == own.EffectiveGroup || given.gid == own.SavedGroup || own.Has(Capability.CAP_SETGID);
        if (!isOwnProcess || !isOwnUser || !isOwnGroup)
            return Errno.EPERM;
        if (ProcessTree.FindProcess(given.pid) is null)
            return Errno.ESRCH;
        extras.Credentials = given;
        extras.HasCredentials = true;
        return Errno.None;
    }

    /// <summary>Writes what came with a message, and disposes of it: files get descriptors. What has no room is lost (MSG_CTRUNC).</summary>
    /// <param name="room">Bytes that the program has for it.</param>
    /// <returns>Bytes written.</returns>
    internal static ulong Write(UserThread caller, Socket socket, UserAddress to, ulong room, MessageFlags asked, ref Received received)
    {
        ulong written = 0;
        if (socket.PassesCredentials)
            written = WriteCredentials(caller, to, room, ref received);
        if (received.Extras is not MessageExtras extras)
            return written;
        if (extras.HasFiles)
            written += WriteFiles(caller, to + (nuint)written, room - ulong.Min(written, room), extras, asked, ref received);
        extras.Dispose();
        received.Extras = null;
        return written;
    }

    private static ulong WriteCredentials(UserThread caller, UserAddress to, ulong room, ref Received received)
    {
        const int Whole = ControlHeader.Bytes + CredentialBytes;
        if (room < ControlHeader.Bytes)
        {
            received.Flags |= MessageFlags.MSG_CTRUNC;
            return 0;
        }
        Span<byte> message = stackalloc byte[Whole];
        int length = (int)ulong.Min(room, Whole);
        if (length < Whole)
            received.Flags |= MessageFlags.MSG_CTRUNC;
        WriteHeader(message, length, ControlKind.SCM_CREDENTIALS);
        BinaryPrimitives.WriteInt32LittleEndian(message.Slice(ControlHeader.Bytes), received.Sender.pid);
        BinaryPrimitives.WriteUInt32LittleEndian(message.Slice(ControlHeader.Bytes + 4), received.Sender.uid);
        BinaryPrimitives.WriteUInt32LittleEndian(message.Slice(ControlHeader.Bytes + 8), received.Sender.gid);
        if (caller.Memory.CopyOut(message.Slice(0, length), to) != Errno.None)
            return 0;
        return ulong.Min((ulong)(length + Alignment - 1 & ~(Alignment - 1)), room);
    }

    private static ulong WriteFiles(UserThread caller, UserAddress to, ulong room, MessageExtras extras, MessageFlags asked, ref Received received)
    {
        OpenFile[] files = extras.TakeFiles();
        int fits = room < ControlHeader.Bytes ? 0 : (int)ulong.Min((room - ControlHeader.Bytes) / sizeof(int), (ulong)files.Length);
        DescriptorFlags closing = DescriptorArguments.Closing((asked & MessageFlags.MSG_CMSG_CLOEXEC) != 0);
        int given = 0;
        while (given < fits && TryGive(caller, files[given], closing, to + (nuint)(ControlHeader.Bytes + given * sizeof(int))))
            given++;
        if (given < files.Length)
            received.Flags |= MessageFlags.MSG_CTRUNC;
        for (int i = given; i < files.Length; i++)
            files[i].Release();
        if (given == 0)
            return 0;
        int length = ControlHeader.Bytes + given * sizeof(int);
        Span<byte> header = stackalloc byte[ControlHeader.Bytes];
        WriteHeader(header, length, ControlKind.SCM_RIGHTS);
        if (caller.Memory.CopyOut(header, to) != Errno.None)
            return 0;
        return ulong.Min((ulong)(length + Alignment - 1 & ~(Alignment - 1)), room);
    }

    private static bool TryGive(UserThread caller, OpenFile file, DescriptorFlags closing, UserAddress to)
    {
        if (!caller.Files.Reserve(closing).TryGet(out int descriptor, out _))
            return false;
        if (caller.Memory.Write(to, descriptor) != Errno.None)
        {
            caller.Files.Cancel(descriptor);
            return false;
        }
        caller.Files.Install(descriptor, file);
        return true;
    }

    private static void WriteHeader(Span<byte> to, int length, ControlKind kind)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, (ulong)length);
        BinaryPrimitives.WriteInt32LittleEndian(to.Slice(8), (int)SocketLevel.SOL_SOCKET);
        BinaryPrimitives.WriteInt32LittleEndian(to.Slice(12), (int)kind);
    }
}
