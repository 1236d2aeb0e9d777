using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Loading;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>execve(2), execveat(2).</summary>
internal static class ExecuteCalls
{
    private const int CurrentDirectory = -100;
    private const uint EmptyPath = 0x1000;
    private const uint NoFollow = 0x100;

    [Syscall(SyscallNumber.execve, Support.Full)]
    internal static SyscallResult Execve(UserThread caller, [UserString] UserAddress path, [Shows(TraceShape.Strings)] UserAddress arguments, UserAddress environment) =>
        Execute(caller, CurrentDirectory, path, arguments, environment, 0);

    [Syscall(SyscallNumber.execveat, Support.Full)]
    internal static SyscallResult Execveat(
        UserThread caller, int directory, [UserString] UserAddress path, [Shows(TraceShape.Strings)] UserAddress arguments, UserAddress environment, uint flags) =>
        Execute(caller, directory, path, arguments, environment, flags);

    private static SyscallResult Execute(UserThread caller, int directory, UserAddress path, [Shows(TraceShape.Strings)] UserAddress arguments, UserAddress environment, uint flags)
    {
        if ((flags & ~(EmptyPath | NoFollow)) != 0)
            return Errno.EINVAL;
        Span<byte> room = new byte[PathLimits.PATH_MAX];
        Errno error = caller.Memory.CopyString(path, room, out int length);
        if (error != Errno.None)
            return error;
        ReadOnlySpan<byte> name = room[..length];
        if (length == 0 && (flags & EmptyPath) == 0)
            return Errno.ENOENT;
        error = Find(caller, directory, name, flags, out Location found, out byte[]? shownName);
        if (error != Errno.None)
            return error;
        if ((flags & NoFollow) != 0 && found.Inode.IsSymbolicLink)
        {
            found.Unpin();
            return Errno.ELOOP;
        }
        ArgumentBlock block = new(Execution.ArgumentLimit(caller.Process.Limits));
        error = block.Read(caller.Memory, arguments, environment);
        if (error != Errno.None)
        {
            found.Unpin();
            return error;
        }
        bool willBeClosed = shownName is not null && caller.Files.GetFlags(directory).TryGet(out DescriptorFlags own, out _) && (own & DescriptorFlags.FD_CLOEXEC) != 0;
        error = Execution.Run(caller, found, shownName ?? name, block, willBeClosed ? ScriptAccess.Closed : ScriptAccess.Open);
        // The registers are the new program's, RAX among them.
        return error == Errno.None ? SyscallResult.FromRaw((long)caller.Context.Registers.Rax) : error;
    }

    /// <param name="shownName">What the program is called that was named by a descriptor; null if it has its path.</param>
    private static Errno Find(UserThread caller, int directory, ReadOnlySpan<byte> name, uint flags, out Location found, out byte[]? shownName)
    {
        shownName = null;
        LookupFlags how = (flags & NoFollow) != 0 ? LookupFlags.None : LookupFlags.FollowLast;
        if (directory == CurrentDirectory || (!name.IsEmpty && name[0] == (byte)'/'))
        {
            PathLookup plain = new(caller.FileSystem, caller.Credentials, name, name.IsEmpty ? how | LookupFlags.AllowEmpty : how);
            return plain.FindPinned(out found);
        }
        found = default;
        // By its end this call may have closed the descriptor.
        using FileReference start = caller.Files.Hold(directory);
        if (start.File is not OpenFile file)
            return Errno.EBADF;
        if (file.Location.IsNone)
            return name.IsEmpty ? Errno.EACCES : Errno.ENOTDIR;
        string text = $"/dev/fd/{directory}" + (name.IsEmpty ? "" : "/" + System.Text.Encoding.UTF8.GetString(name));
        shownName = System.Text.Encoding.UTF8.GetBytes(text);
        PathLookup lookup = new(caller.FileSystem, caller.Credentials, name, how | LookupFlags.AllowEmpty) { Start = file.Location };
        return lookup.FindPinned(out found);
    }
}
