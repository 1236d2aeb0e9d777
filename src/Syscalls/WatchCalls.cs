using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>inotify_init(2), inotify_add_watch(2), inotify_rm_watch(2).</summary>
internal static class WatchCalls
{
    [Syscall(SyscallNumber.inotify_init, Support.Full)]
    internal static SyscallResult Create(UserThread caller) => Create1(caller, OpenFlags.O_RDONLY);

    [Syscall(SyscallNumber.inotify_init1, Support.Full)]
    internal static SyscallResult Create1(UserThread caller, OpenFlags flags)
    {
        if ((flags & ~(OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK)) != 0)
            return Errno.EINVAL;
        DescriptorFlags descriptorFlags = (flags & OpenFlags.O_CLOEXEC) != 0 ? DescriptorFlags.FD_CLOEXEC : DescriptorFlags.None;
        return caller.Files.Add(new WatchFile(flags & OpenFlags.O_NONBLOCK), descriptorFlags);
    }

    [Syscall(SyscallNumber.inotify_add_watch, Support.Full)]
    internal static SyscallResult Add(UserThread caller, int descriptor, [UserString] UserAddress path, InotifyMask mask)
    {
        const InotifyMask Known = InotifyMask.IN_ALL_EVENTS | InotifyMask.IN_ONLYDIR | InotifyMask.IN_DONT_FOLLOW | InotifyMask.IN_EXCL_UNLINK |
            InotifyMask.IN_MASK_CREATE | InotifyMask.IN_MASK_ADD | InotifyMask.IN_ONESHOT;
        if ((mask & Known) == 0 || (mask & (InotifyMask.IN_MASK_ADD | InotifyMask.IN_MASK_CREATE)) == (InotifyMask.IN_MASK_ADD | InotifyMask.IN_MASK_CREATE))
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is null)
            return Errno.EBADF;
        if (reference.File is not WatchFile file)
            return Errno.EINVAL;
        using PathArgument argument = PathArgument.Read(caller, path, out Errno error);
        if (error != Errno.None)
            return error;
        LookupFlags flags = (mask & InotifyMask.IN_DONT_FOLLOW) != 0 ? LookupFlags.None : LookupFlags.FollowLast;
        if ((mask & InotifyMask.IN_ONLYDIR) != 0)
            flags |= LookupFlags.Directory;
        PathLookup lookup = argument.Lookup(flags);
        error = lookup.FindPinned(out Location found);
        if (error != Errno.None)
            return error;
        error = Permissions.Check(found.Inode, caller.Credentials, AccessModes.R_OK);
        Result<int> result = error == Errno.None ? file.Add(found.Inode, mask) : error;
        found.Unpin();
        return result;
    }

    [Syscall(SyscallNumber.inotify_rm_watch, Support.Full)]
    internal static SyscallResult Remove(UserThread caller, int descriptor, int watch)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is null)
            return Errno.EBADF;
        return reference.File is WatchFile file ? file.Remove(watch) : Errno.EINVAL;
    }
}
