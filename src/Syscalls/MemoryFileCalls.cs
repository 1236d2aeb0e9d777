using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>memfd_create(2).</summary>
internal static class MemoryFileCalls
{
    /// <summary>NAME_MAX less "memfd:".</summary>
    private const int LongestName = PathLimits.NAME_MAX - 6;

    [Syscall(SyscallNumber.memfd_create, Support.Partial, "MFD_HUGETLB says ENODEV")]
    internal static SyscallResult Create(UserThread caller, [UserString] UserAddress name, MemfdFlags flags)
    {
        const MemfdFlags Known = MemfdFlags.MFD_CLOEXEC | MemfdFlags.MFD_ALLOW_SEALING | MemfdFlags.MFD_NOEXEC_SEAL | MemfdFlags.MFD_EXEC;
        if ((flags & MemfdFlags.MFD_HUGETLB) != 0)
            return Errno.ENODEV;
        if ((flags & ~Known) != 0 || (flags & (MemfdFlags.MFD_NOEXEC_SEAL | MemfdFlags.MFD_EXEC)) == (MemfdFlags.MFD_NOEXEC_SEAL | MemfdFlags.MFD_EXEC))
            return Errno.EINVAL;
        Span<byte> text = stackalloc byte[LongestName + 1];
        Errno error = caller.Memory.CopyString(name, text, out int length);
        if (error != Errno.None)
            return error == Errno.ENAMETOOLONG ? Errno.EINVAL : error;
        DescriptorFlags descriptorFlags = (flags & MemfdFlags.MFD_CLOEXEC) != 0 ? DescriptorFlags.FD_CLOEXEC : DescriptorFlags.None;
        Result<OpenFile> made = MemoryFiles.Create(text[..length], flags, caller.Credentials);
        return made.TryGet(out OpenFile? file, out error) ? caller.Files.Add(file, descriptorFlags) : error;
    }
}
