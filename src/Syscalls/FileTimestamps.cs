using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>utimensat(2), utimes(2), utime(2), futimesat(2).</summary>
internal static class FileTimestamps
{
    private const long UTIME_NOW = (1L << 30) - 1;
    private const long UTIME_OMIT = (1L << 30) - 2;
    private const long MicrosecondsInSecond = 1_000_000;

    [Syscall(SyscallNumber.utimensat, Support.Full)]
    internal static SyscallResult SetTimesAt(UserThread caller, int directory, [UserString] UserAddress path, UserAddress times, AtFlags flags)
    {
        if ((flags & ~(AtFlags.AT_SYMLINK_NOFOLLOW | AtFlags.AT_EMPTY_PATH)) != 0)
            return Errno.EINVAL;
        long access = AttributeChanges.Now;
        long modification = AttributeChanges.Now;
        if (!times.IsNull)
        {
            Errno error = ReadTime(caller, times, out access);
            if (error == Errno.None)
                error = ReadTime(caller, times + 16, out modification);
            if (error != Errno.None)
                return error;
        }
        if (!path.IsNull)
            return Set(caller, directory, path, flags, access, modification);
        // As futimens(3) of the C library asks.
        if (flags != AtFlags.None)
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(directory);
        if (reference.File is not { } file)
            return directory == AtDescriptors.AT_FDCWD ? Errno.EFAULT : Errno.EBADF;
        return file.Location.IsNone ? Errno.EPERM : AttributeChanges.SetTimes(file.Location, caller.Credentials, access, modification);
    }

    [Syscall(SyscallNumber.utime, Support.Full)]
    internal static SyscallResult SetTimesInSeconds(UserThread caller, [UserString] UserAddress path, UserAddress times)
    {
        long access = AttributeChanges.Now;
        long modification = AttributeChanges.Now;
        if (!times.IsNull)
        {
            Errno error = caller.Memory.Read(times, out access);
            if (error == Errno.None)
                error = caller.Memory.Read(times + 8, out modification);
            if (error != Errno.None)
                return error;
            access = ToNanoseconds(access, 0);
            modification = ToNanoseconds(modification, 0);
        }
        return Set(caller, AtDescriptors.AT_FDCWD, path, AtFlags.None, access, modification);
    }

    [Syscall(SyscallNumber.utimes, Support.Full)]
    internal static SyscallResult SetTimesInMicroseconds(UserThread caller, [UserString] UserAddress path, UserAddress times) =>
        SetTimesInMicrosecondsAt(caller, AtDescriptors.AT_FDCWD, path, times);

    [Syscall(SyscallNumber.futimesat, Support.Full)]
    internal static SyscallResult SetTimesInMicrosecondsAt(UserThread caller, int directory, [UserString] UserAddress path, UserAddress times)
    {
        long access = AttributeChanges.Now;
        long modification = AttributeChanges.Now;
        if (!times.IsNull)
        {
            Errno error = ReadMicroseconds(caller, times, out access);
            if (error == Errno.None)
                error = ReadMicroseconds(caller, times + 16, out modification);
            if (error != Errno.None)
                return error;
        }
        return Set(caller, directory, path, AtFlags.None, access, modification);
    }

    private static SyscallResult Set(UserThread caller, int directory, UserAddress path, AtFlags flags, long access, long modification)
    {
        Errno error = FileStatus.Find(caller, directory, path, flags, out FoundInode found);
        using (found)
        {
            if (error != Errno.None)
                return error;
            return found.Location.IsNone ? Errno.EPERM : AttributeChanges.SetTimes(found.Location, caller.Credentials, access, modification);
        }
    }

    private static Errno ReadTime(UserThread caller, UserAddress from, out long time)
    {
        Errno error = caller.Memory.Read(from, out Timespec value);
        time = value.Nanoseconds switch
        {
            UTIME_NOW => AttributeChanges.Now,
            UTIME_OMIT => AttributeChanges.Omit,
            _ => ToNanoseconds(value.Seconds, value.Nanoseconds),
        };
        bool isSpecial = value.Nanoseconds is UTIME_NOW or UTIME_OMIT;
        return error == Errno.None && !isSpecial && (ulong)value.Nanoseconds >= Clock.NanosecondsPerSecond ? Errno.EINVAL : error;
    }

    private static Errno ReadMicroseconds(UserThread caller, UserAddress from, out long time)
    {
        Errno error = caller.Memory.Read(from, out Timespec value);
        time = ToNanoseconds(value.Seconds, value.Nanoseconds * 1000);
        return error == Errno.None && (ulong)value.Nanoseconds >= MicrosecondsInSecond ? Errno.EINVAL : error;
    }

    /// <summary>Times that nanoseconds in 64 bits cannot say become the nearest that they can (the years 1677 to 2262), as file systems' own limits do on Linux.</summary>
    private static long ToNanoseconds(long seconds, long nanoseconds)
    {
        const long Limit = long.MaxValue / Clock.NanosecondsPerSecond - 1;
        return long.Clamp(seconds, -Limit, Limit) * Clock.NanosecondsPerSecond + nanoseconds;
    }
}
