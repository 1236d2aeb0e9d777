using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>setxattr(2), getxattr(2), listxattr(2), removexattr(2) and their forms for links and descriptors.</summary>
internal static class FileExtendedAttributes
{
    [Syscall(SyscallNumber.setxattr, Support.Full)]
    internal static SyscallResult Set(UserThread caller, [UserString] UserAddress path, [UserString] UserAddress name, UserAddress value, nuint size, XattrFlags flags) =>
        Set(caller, Target.OfPath(path), name, value, size, flags);

    [Syscall(SyscallNumber.lsetxattr, Support.Full)]
    internal static SyscallResult SetOfLink(UserThread caller, [UserString] UserAddress path, [UserString] UserAddress name, UserAddress value, nuint size, XattrFlags flags) =>
        Set(caller, Target.OfLink(path), name, value, size, flags);

    [Syscall(SyscallNumber.fsetxattr, Support.Full)]
    internal static SyscallResult SetOfFile(UserThread caller, int descriptor, [UserString] UserAddress name, UserAddress value, nuint size, XattrFlags flags) =>
        Set(caller, Target.OfFile(descriptor), name, value, size, flags);

    [Syscall(SyscallNumber.getxattr, Support.Full)]
    internal static SyscallResult Get(UserThread caller, [UserString] UserAddress path, [UserString] UserAddress name, UserAddress value, nuint size) =>
        Get(caller, Target.OfPath(path), name, value, size);

    [Syscall(SyscallNumber.lgetxattr, Support.Full)]
    internal static SyscallResult GetOfLink(UserThread caller, [UserString] UserAddress path, [UserString] UserAddress name, UserAddress value, nuint size) =>
        Get(caller, Target.OfLink(path), name, value, size);

    [Syscall(SyscallNumber.fgetxattr, Support.Full)]
    internal static SyscallResult GetOfFile(UserThread caller, int descriptor, [UserString] UserAddress name, UserAddress value, nuint size) =>
        Get(caller, Target.OfFile(descriptor), name, value, size);

    [Syscall(SyscallNumber.listxattr, Support.Full)]
    internal static SyscallResult List(UserThread caller, [UserString] UserAddress path, UserAddress list, nuint size) =>
        List(caller, Target.OfPath(path), list, size);

    [Syscall(SyscallNumber.llistxattr, Support.Full)]
    internal static SyscallResult ListOfLink(UserThread caller, [UserString] UserAddress path, UserAddress list, nuint size) =>
        List(caller, Target.OfLink(path), list, size);

    [Syscall(SyscallNumber.flistxattr, Support.Full)]
    internal static SyscallResult ListOfFile(UserThread caller, int descriptor, UserAddress list, nuint size) =>
        List(caller, Target.OfFile(descriptor), list, size);

    [Syscall(SyscallNumber.removexattr, Support.Full)]
    internal static SyscallResult Remove(UserThread caller, [UserString] UserAddress path, [UserString] UserAddress name) =>
        Remove(caller, Target.OfPath(path), name);

    [Syscall(SyscallNumber.lremovexattr, Support.Full)]
    internal static SyscallResult RemoveOfLink(UserThread caller, [UserString] UserAddress path, [UserString] UserAddress name) =>
        Remove(caller, Target.OfLink(path), name);

    [Syscall(SyscallNumber.fremovexattr, Support.Full)]
    internal static SyscallResult RemoveOfFile(UserThread caller, int descriptor, [UserString] UserAddress name) =>
        Remove(caller, Target.OfFile(descriptor), name);

    private static SyscallResult Set(UserThread caller, Target target, UserAddress name, UserAddress value, nuint size, XattrFlags flags)
    {
        if ((flags & ~(XattrFlags.XATTR_CREATE | XattrFlags.XATTR_REPLACE)) != 0)
            return Errno.EINVAL;
        if (size > PathLimits.XATTR_SIZE_MAX)
            return Errno.E2BIG;
        byte[] content = new byte[size];
        Errno error = ReadName(caller, name, out FileName attribute);
        if (error == Errno.None)
            error = caller.Memory.CopyIn(value, content);
        if (error != Errno.None)
            return error;
        error = target.Find(caller, out FoundInode found);
        using (found)
        {
            if (error == Errno.None && !found.Location.IsNone && found.Location.Mount.IsReadOnly)
                error = Errno.EROFS;
            return error != Errno.None ? error : ExtendedAttributeRules.Set(found.Inode, caller.Credentials, attribute, content, flags);
        }
    }

    private static SyscallResult Get(UserThread caller, Target target, UserAddress name, UserAddress value, nuint size)
    {
        Errno error = ReadName(caller, name, out FileName attribute);
        if (error != Errno.None)
            return error;
        byte[] content = new byte[nuint.Min(size, PathLimits.XATTR_SIZE_MAX)];
        error = target.Find(caller, out FoundInode found);
        using (found)
        {
            if (error != Errno.None)
                return error;
            Result<int> result = ExtendedAttributeRules.Get(found.Inode, caller.Credentials, attribute, content);
            if (!result.TryGet(out int length, out error) || size == 0)
                return result;
            error = caller.Memory.CopyOut(content.AsSpan(0, length), value);
            return error != Errno.None ? error : length;
        }
    }

    private static SyscallResult List(UserThread caller, Target target, UserAddress list, nuint size)
    {
        byte[] names = new byte[nuint.Min(size, PathLimits.XATTR_LIST_MAX)];
        Errno error = target.Find(caller, out FoundInode found);
        using (found)
        {
            if (error != Errno.None)
                return error;
            Result<int> result = ExtendedAttributeRules.List(found.Inode, caller.Credentials, names);
            if (!result.TryGet(out int length, out error) || size == 0)
                return result;
            error = caller.Memory.CopyOut(names.AsSpan(0, length), list);
            return error != Errno.None ? error : length;
        }
    }

    private static SyscallResult Remove(UserThread caller, Target target, UserAddress name)
    {
        Errno error = ReadName(caller, name, out FileName attribute);
        if (error != Errno.None)
            return error;
        error = target.Find(caller, out FoundInode found);
        using (found)
        {
            if (error == Errno.None && !found.Location.IsNone && found.Location.Mount.IsReadOnly)
                error = Errno.EROFS;
            return error != Errno.None ? error : ExtendedAttributeRules.Remove(found.Inode, caller.Credentials, attribute);
        }
    }

    private static Errno ReadName(UserThread caller, UserAddress address, out FileName name)
    {
        Span<byte> text = stackalloc byte[PathLimits.XATTR_NAME_MAX + 1];
        name = default;
        Errno error = caller.Memory.CopyString(address, text, out int length);
        if (error == Errno.ENAMETOOLONG || (error == Errno.None && length == 0))
            return Errno.ERANGE;
        if (error == Errno.None)
            name = new FileName(text[..length]);
        return error;
    }

    /// <summary>What a call is about: a path, followed to its end or not, or a descriptor.</summary>
    private readonly struct Target
    {
        private readonly UserAddress _path;
        private readonly int _descriptor;
        private readonly AtFlags _flags;

        private Target(UserAddress path, int descriptor, AtFlags flags)
        {
            _path = path;
            _descriptor = descriptor;
            _flags = flags;
        }

        internal static Target OfPath(UserAddress path) => new(path, AtDescriptors.AT_FDCWD, AtFlags.None);

        internal static Target OfLink(UserAddress path) => new(path, AtDescriptors.AT_FDCWD, AtFlags.AT_SYMLINK_NOFOLLOW);

        internal static Target OfFile(int descriptor) => new(default, descriptor, AtFlags.AT_EMPTY_PATH);

        internal Errno Find(UserThread caller, out FoundInode found)
        {
            Errno error = FileStatus.Find(caller, _descriptor, _path, _flags, out found);
            return error == Errno.None && found.File is { IsPathOnly: true } ? Errno.EBADF : error;
        }
    }
}
