using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>open(2), openat2(2), creat(2), close(2), close_range(2), memfd_create(2).</summary>
internal static class FileOpening
{
    private const OpenFlags WithPath = OpenFlags.O_PATH | OpenFlags.O_DIRECTORY | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC;

    [Syscall(SyscallNumber.open, Support.Full)]
    internal static SyscallResult Open(UserThread caller, [UserString] UserAddress path, OpenFlags flags, [Octal] uint mode) =>
        Open(caller, AtDescriptors.AT_FDCWD, path, flags, mode, ResolveFlags.None);

    [Syscall(SyscallNumber.openat, Support.Full)]
    internal static SyscallResult OpenAt(UserThread caller, int directory, [UserString] UserAddress path, OpenFlags flags, [Octal] uint mode) =>
        Open(caller, directory, path, flags, mode, ResolveFlags.None);

    [Syscall(SyscallNumber.creat, Support.Full)]
    internal static SyscallResult Create(UserThread caller, [UserString] UserAddress path, [Octal] uint mode) =>
        Open(caller, AtDescriptors.AT_FDCWD, path, OpenFlags.O_CREAT | OpenFlags.O_WRONLY | OpenFlags.O_TRUNC, mode, ResolveFlags.None);

    [Syscall(SyscallNumber.openat2, Support.Partial, "RESOLVE_CACHED always says EAGAIN")]
    internal static SyscallResult OpenAt2(UserThread caller, int directory, [UserString] UserAddress path, UserAddress how, nuint size)
    {
        const nuint FirstVersion = 24;
        Errno error = caller.Memory.ReadSized(how, size, FirstVersion, out OpenHow request);
        if (error != Errno.None)
            return error;
        OpenFlags flags = (OpenFlags)(uint)request.flags;
        bool makes = (flags & (OpenFlags.O_CREAT | OpenFlags.O_TMPFILE_BIT)) != 0;
        if (request.flags > uint.MaxValue || (flags & ~OpenFlags.Known) != 0 || (request.resolve & ~ResolveFlags.Known) != 0)
            return Errno.EINVAL;
        if (request.mode != 0 && (!makes || (request.mode & ~(ulong)FileMode.Changeable) != 0))
            return Errno.EINVAL;
        if ((flags & OpenFlags.O_PATH) != 0 && (flags & ~WithPath) != 0)
            return Errno.EINVAL;
        if ((request.resolve & (ResolveFlags.RESOLVE_BENEATH | ResolveFlags.RESOLVE_IN_ROOT)) == (ResolveFlags.RESOLVE_BENEATH | ResolveFlags.RESOLVE_IN_ROOT))
            return Errno.EINVAL;
        if ((request.resolve & ResolveFlags.RESOLVE_CACHED) != 0)
            return Errno.EAGAIN;
        return Open(caller, directory, path, flags, (uint)request.mode, request.resolve);
    }

    [Syscall(SyscallNumber.close, Support.Full)]
    internal static SyscallResult Close(UserThread caller, int descriptor) => caller.Files.Close(descriptor);

    [Syscall(SyscallNumber.close_range, Support.Full)]
    internal static SyscallResult CloseRange(UserThread caller, uint first, uint last, CloseRangeFlags flags)
    {
        if ((flags & ~(CloseRangeFlags.CLOSE_RANGE_UNSHARE | CloseRangeFlags.CLOSE_RANGE_CLOEXEC)) != 0 || first > last)
            return Errno.EINVAL;
        if ((flags & CloseRangeFlags.CLOSE_RANGE_UNSHARE) != 0)
            caller.UnshareFiles();
        if ((flags & CloseRangeFlags.CLOSE_RANGE_CLOEXEC) != 0)
            caller.Files.MarkCloseOnExecute(first, last);
        else
            caller.Files.CloseRange(first, last);
        return 0;
    }

    private static SyscallResult Open(UserThread caller, int directory, UserAddress path, OpenFlags flags, uint mode, ResolveFlags resolve)
    {
        // Flags that open(2) does not know are ignored, and most of them together with O_PATH.
        flags &= OpenFlags.Known;
        if ((flags & OpenFlags.O_PATH) != 0)
            flags &= WithPath;
        if ((flags & (OpenFlags.O_CREAT | OpenFlags.O_DIRECTORY)) == (OpenFlags.O_CREAT | OpenFlags.O_DIRECTORY))
            return Errno.EINVAL;
        if ((flags & OpenFlags.O_TMPFILE_BIT) != 0 && (flags & OpenFlags.O_DIRECTORY) == 0)
            return Errno.EINVAL;
        PathStart start = (resolve & (ResolveFlags.RESOLVE_IN_ROOT | ResolveFlags.RESOLVE_BENEATH)) != 0 ? PathStart.Directory : PathStart.Usual;
        using PathArgument argument = PathArgument.Read(caller, directory, path, out Errno error, EmptyPath.Refused, start);
        if (error != Errno.None)
            return error;
        if ((flags & OpenFlags.O_PATH) == 0)
            flags |= OpenFlags.O_LARGEFILE;
        DescriptorFlags descriptorFlags = (flags & OpenFlags.O_CLOEXEC) != 0 ? DescriptorFlags.FD_CLOEXEC : DescriptorFlags.None;
        Result<int> reserved = caller.Files.Reserve(descriptorFlags);
        if (!reserved.TryGet(out int descriptor, out error))
            return error;
        PathLookup lookup = argument.Lookup(LookupFlags.FollowLast);
        if (resolve != ResolveFlags.None)
            lookup = argument.Lookup(LookupFlags.FollowLast).With(resolve);
        Result<OpenFile> opened = FileOpener.Open(in lookup, flags, (FileMode)mode);
        if (!opened.TryGet(out OpenFile? file, out error))
        {
            caller.Files.Cancel(descriptor);
            return error;
        }
        caller.Files.Install(descriptor, file);
        return descriptor;
    }
}
