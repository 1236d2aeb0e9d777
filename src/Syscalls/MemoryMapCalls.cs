using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>mmap(2), munmap(2), mprotect(2), mremap(2), brk(2) and their relatives.</summary>
internal static class MemoryMapCalls
{
    private const ulong PageMask = 4095;
    private const MmapProtection Access = MmapProtection.PROT_READ | MmapProtection.PROT_WRITE | MmapProtection.PROT_EXEC;

    [Syscall(SyscallNumber.mmap, Support.Partial, "no huge pages: MAP_HUGETLB gives ENOMEM, as without any reserved")]
    internal static SyscallResult Map(UserThread caller, UserAddress address, ulong length, MmapProtection protection, MmapFlags flags, int fd, ulong offset)
    {
        if ((offset & PageMask) != 0)
            return Errno.EINVAL;
        if ((flags & MmapFlags.MAP_ANONYMOUS) != 0)
        {
            if ((flags & MmapFlags.MAP_HUGETLB) != 0)
                return length == 0 ? Errno.EINVAL : Errno.ENOMEM;
            return Map(caller, address, length, protection, flags, null, 0);
        }
        using FileReference reference = caller.Files.Get(fd);
        if (reference.File is not OpenFile file)
            return Errno.EBADF;
        if ((flags & MmapFlags.MAP_HUGETLB) != 0)
            return Errno.EINVAL;
        return Map(caller, address, length, protection, flags, file, (long)offset);
    }

    private static SyscallResult Map(UserThread caller, UserAddress address, ulong length, MmapProtection protection, MmapFlags flags, OpenFile? file, long offset)
    {
        if (length == 0)
            return Errno.EINVAL;
        MmapFlags type = flags & MmapFlags.MAP_TYPE;
        if (type is not (MmapFlags.MAP_SHARED or MmapFlags.MAP_PRIVATE) && (file is null || type != MmapFlags.MAP_SHARED_VALIDATE))
            return Errno.EINVAL;
        if (type == MmapFlags.MAP_SHARED_VALIDATE && (flags & ~KnownFlags) != 0)
            return Errno.EOPNOTSUPP;
        bool isShared = type != MmapFlags.MAP_PRIVATE;
        if (isShared && file is null && (flags & MmapFlags.MAP_GROWSDOWN) != 0)
            return Errno.EINVAL;
        MapParameters parameters = new()
        {
            Address = address,
            Bytes = length,
            Placement = PlacementOf(flags),
            Access = (UserAccess)(int)(protection & Access),
            Sharing = isShared ? MapSharing.Shared : MapSharing.Private,
            File = file,
            Offset = offset,
            Extra = ExtraOf(flags),
        };
        Result<UserAddress> mapped = caller.Memory.Map(in parameters);
        bool isPopulated = (flags & (MmapFlags.MAP_POPULATE | MmapFlags.MAP_NONBLOCK)) == MmapFlags.MAP_POPULATE || (flags & MmapFlags.MAP_LOCKED) != 0;
        // What cannot be fetched now is fetched, or faults, when it is touched.
        if (isPopulated && mapped.IsSuccess)
            _ = caller.Memory.Populate(mapped.Value.Value, mapped.Value.Value + ((length + PageMask) & ~PageMask));
        return mapped;
    }

    private const MmapFlags KnownFlags = MmapFlags.MAP_TYPE | MmapFlags.MAP_FIXED | MmapFlags.MAP_ANONYMOUS | MmapFlags.MAP_DENYWRITE | MmapFlags.MAP_EXECUTABLE
        | MmapFlags.MAP_UNINITIALIZED | MmapFlags.MAP_GROWSDOWN | MmapFlags.MAP_LOCKED | MmapFlags.MAP_NORESERVE | MmapFlags.MAP_POPULATE
        | MmapFlags.MAP_NONBLOCK | MmapFlags.MAP_STACK | MmapFlags.MAP_HUGETLB | MmapFlags.MAP_32BIT | MmapFlags.MAP_FIXED_NOREPLACE;

    private static MapPlacement PlacementOf(MmapFlags flags)
    {
        if ((flags & MmapFlags.MAP_FIXED_NOREPLACE) != 0)
            return MapPlacement.IfFree;
        if ((flags & MmapFlags.MAP_FIXED) != 0)
            return MapPlacement.Replace;
        return (flags & MmapFlags.MAP_32BIT) != 0 ? MapPlacement.Low : MapPlacement.Hint;
    }

    private static MappingFlags ExtraOf(MmapFlags flags)
    {
        MappingFlags extra = MappingFlags.None;
        if ((flags & MmapFlags.MAP_GROWSDOWN) != 0)
            extra |= MappingFlags.GrowsDown;
        if ((flags & MmapFlags.MAP_NORESERVE) != 0)
            extra |= MappingFlags.NoReserve;
        if ((flags & MmapFlags.MAP_LOCKED) != 0)
            extra |= MappingFlags.Locked;
        return extra;
    }

    [Syscall(SyscallNumber.munmap, Support.Full)]
    internal static SyscallResult Unmap(UserThread caller, UserAddress address, ulong length) => caller.Memory.Unmap(address, length);

    [Syscall(SyscallNumber.mprotect, Support.Full)]
    internal static SyscallResult Protect(UserThread caller, UserAddress address, ulong length, MmapProtection protection)
    {
        const MmapProtection Growing = MmapProtection.PROT_GROWSDOWN | MmapProtection.PROT_GROWSUP;
        if ((protection & ~(Access | MmapProtection.PROT_SEM | Growing)) != 0 || (protection & Growing) == Growing)
            return Errno.EINVAL;
        // No stack grows upwards here.
        if ((protection & MmapProtection.PROT_GROWSUP) != 0)
            return Errno.EINVAL;
        UserAccess access = (UserAccess)(int)(protection & Access);
        if ((protection & MmapProtection.PROT_GROWSDOWN) != 0)
            return caller.Memory.ProtectStack(address, length, access);
        return caller.Memory.Protect(address, length, access);
    }

    /// <summary>pkey_mprotect(2): without protection keys only the key -1 is good.</summary>
    [Syscall(SyscallNumber.pkey_mprotect, Support.Partial, "no protection keys: only the key -1")]
    internal static SyscallResult ProtectWithKey(UserThread caller, UserAddress address, ulong length, MmapProtection protection, int key) =>
        key == -1 ? Protect(caller, address, length, protection) : Errno.EINVAL;

    /// <summary>pkey_alloc(2): as on a processor without protection keys.</summary>
    [Syscall(SyscallNumber.pkey_alloc, Support.Partial, "no protection keys: ENOSPC")]
    internal static SyscallResult AllocateKey(UserThread caller, uint flags, uint rights) => flags != 0 || (rights & ~3U) != 0 ? Errno.EINVAL : Errno.ENOSPC;

    [Syscall(SyscallNumber.pkey_free, Support.Partial, "no protection keys: EINVAL")]
    internal static SyscallResult FreeKey(UserThread caller, int key) => Errno.EINVAL;

    [Syscall(SyscallNumber.mremap, Support.Full)]
    internal static SyscallResult Remap(UserThread caller, UserAddress old, ulong oldLength, ulong newLength, MremapFlags flags, UserAddress target) =>
        caller.Memory.Remap(old, oldLength, newLength, flags, target);

    /// <summary>remap_file_pages(2): long obsolete; mmap(2) does the same page by page.</summary>
    [Syscall(SyscallNumber.remap_file_pages, Support.Partial, "obsolete since Linux 3.16: EINVAL")]
    internal static SyscallResult RemapFilePages(UserThread caller, UserAddress address, ulong length, MmapProtection protection, ulong page, MmapFlags flags) => Errno.EINVAL;

    [Syscall(SyscallNumber.brk, Support.Full)]
    internal static SyscallResult SetBreak(UserThread caller, UserAddress address) => caller.Memory.SetBreak(address);

    [Syscall(SyscallNumber.mseal, Support.Full)]
    internal static SyscallResult Seal(UserThread caller, UserAddress address, ulong length, ulong flags) =>
        flags != 0 ? Errno.EINVAL : caller.Memory.Seal(address, length);
}
