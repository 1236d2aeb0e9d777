using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>read(2), write(2), pread(2), readv(2) and their like; lseek(2).</summary>
internal static class FileTransfer
{
    /// <summary>IOV_MAX.</summary>
    private const int MaximumRanges = 1024;

    private const ReadWriteFlags Understood = ReadWriteFlags.Known;

    [Syscall(SyscallNumber.read, Support.Full)]
    internal static SyscallResult Read(UserThread caller, int descriptor, [Shows(TraceShape.OutputBytes)] UserAddress buffer, nuint count)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { CanRead: true } file)
            return Errno.EBADF;
        if (!UserAddress.IsUserRange(buffer, count))
            return Errno.EFAULT;
        IoBuffer to = IoBuffer.ForUser(caller.Memory, buffer, nuint.Min(count, PathLimits.MAX_RW_COUNT));
        return Finish(file.Read(ref to), file, to.Transferred, Direction.Read);
    }

    [Syscall(SyscallNumber.write, Support.Full)]
    internal static SyscallResult Write(UserThread caller, int descriptor, [Shows(TraceShape.InputBytes)] UserAddress buffer, nuint count)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { CanWrite: true } file)
            return Errno.EBADF;
        if (!UserAddress.IsUserRange(buffer, count))
            return Errno.EFAULT;
        IoBuffer from = IoBuffer.ForUser(caller.Memory, buffer, nuint.Min(count, PathLimits.MAX_RW_COUNT));
        return Finish(file.Write(ref from), file, from.Transferred, Direction.Write);
    }

    [Syscall(SyscallNumber.pread64, Support.Full)]
    internal static SyscallResult ReadAt(UserThread caller, int descriptor, [Shows(TraceShape.OutputBytes)] UserAddress buffer, nuint count, long offset)
    {
        if (offset < 0)
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        Errno error = CheckPositioned(file, buffer, count, Direction.Read);
        if (error != Errno.None)
            return error;
        IoBuffer to = IoBuffer.ForUser(caller.Memory, buffer, nuint.Min(count, PathLimits.MAX_RW_COUNT));
        return Finish(file.ReadAt(ref to, offset), file, to.Transferred, Direction.Read);
    }

    [Syscall(SyscallNumber.pwrite64, Support.Full)]
    internal static SyscallResult WriteAt(UserThread caller, int descriptor, [Shows(TraceShape.InputBytes)] UserAddress buffer, nuint count, long offset)
    {
        if (offset < 0)
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        Errno error = CheckPositioned(file, buffer, count, Direction.Write);
        if (error != Errno.None)
            return error;
        IoBuffer from = IoBuffer.ForUser(caller.Memory, buffer, nuint.Min(count, PathLimits.MAX_RW_COUNT));
        return Finish(file.WriteAt(ref from, offset), file, from.Transferred, Direction.Write);
    }

    private static Errno CheckPositioned(OpenFile file, UserAddress buffer, nuint count, Direction direction)
    {
        if (file.IsStream)
            return Errno.ESPIPE;
        if (direction == Direction.Read ? !file.CanRead : !file.CanWrite)
            return Errno.EBADF;
        return UserAddress.IsUserRange(buffer, count) ? Errno.None : Errno.EFAULT;
    }

    [Syscall(SyscallNumber.readv, Support.Full)]
    internal static SyscallResult ReadVector(UserThread caller, int descriptor, UserAddress ranges, ulong count) =>
        Vector(caller, descriptor, ranges, count, -1, Direction.Read, WritePlace.Offset);

    [Syscall(SyscallNumber.writev, Support.Full)]
    internal static SyscallResult WriteVector(UserThread caller, int descriptor, UserAddress ranges, ulong count) =>
        Vector(caller, descriptor, ranges, count, -1, Direction.Write, WritePlace.Offset);

    [Syscall(SyscallNumber.preadv, Support.Full)]
    internal static SyscallResult ReadVectorAt(UserThread caller, int descriptor, UserAddress ranges, ulong count, long offset) =>
        offset < 0 ? Errno.EINVAL : Vector(caller, descriptor, ranges, count, offset, Direction.Read, WritePlace.Offset);

    [Syscall(SyscallNumber.pwritev, Support.Full)]
    internal static SyscallResult WriteVectorAt(UserThread caller, int descriptor, UserAddress ranges, ulong count, long offset) =>
        offset < 0 ? Errno.EINVAL : Vector(caller, descriptor, ranges, count, offset, Direction.Write, WritePlace.Offset);

    [Syscall(SyscallNumber.preadv2, Support.Full)]
    internal static SyscallResult ReadVectorAt2(
        UserThread caller, int descriptor, UserAddress ranges, ulong count, long offset, ulong high, ReadWriteFlags flags)
    {
        if ((flags & ~Understood) != 0)
            return Errno.EOPNOTSUPP;
        if (offset < -1)
            return Errno.EINVAL;
        return Vector(caller, descriptor, ranges, count, offset, Direction.Read, WritePlace.Offset);
    }

    [Syscall(SyscallNumber.pwritev2, Support.Full)]
    internal static SyscallResult WriteVectorAt2(
        UserThread caller, int descriptor, UserAddress ranges, ulong count, long offset, ulong high, ReadWriteFlags flags)
    {
        if ((flags & ~Understood) != 0)
            return Errno.EOPNOTSUPP;
        if (offset < -1)
            return Errno.EINVAL;
        WritePlace place = (flags & ReadWriteFlags.RWF_APPEND) != 0 ? WritePlace.End : WritePlace.Offset;
        return Vector(caller, descriptor, ranges, count, offset, Direction.Write, place);
    }

    [Syscall(SyscallNumber.lseek, Support.Full)]
    internal static SyscallResult Seek(UserThread caller, int descriptor, long offset, SeekOrigin origin)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        return origin is < SeekOrigin.SEEK_SET or > SeekOrigin.SEEK_HOLE ? Errno.EINVAL : file.Seek(offset, origin);
    }

    /// <summary>Copies an array of ranges (readv(2)) and makes a buffer of it.</summary>
    /// <returns>EINVAL for too many, or too many bytes; EFAULT.</returns>
    internal static Errno ReadRanges(UserThread caller, UserAddress ranges, ulong count, out IoBuffer buffer)
    {
        buffer = default;
        if (count > MaximumRanges)
            return Errno.EINVAL;
        UserRange[] copied = new UserRange[(int)count];
        Errno error = caller.Memory.ReadArray<UserRange>(ranges, copied);
        if (error != Errno.None)
            return error;
        nuint total = 0;
        foreach (UserRange range in copied)
        {
            if ((nint)range.Bytes < 0 || (nint)(total + range.Bytes) < 0)
                return Errno.EINVAL;
            if (!UserAddress.IsUserRange(range.Start, range.Bytes))
                return Errno.EFAULT;
            total += range.Bytes;
        }
        buffer = copied.Length == 1
            ? IoBuffer.ForUser(caller.Memory, copied[0].Start, total)
            : IoBuffer.ForUser(caller.Memory, copied, total);
        buffer.Limit(PathLimits.MAX_RW_COUNT);
        return Errno.None;
    }

    /// <param name="offset">-1 for the file's position.</param>
    private static SyscallResult Vector(
        UserThread caller, int descriptor, UserAddress ranges, ulong count, long offset, Direction direction, WritePlace place)
    {
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not { } file)
            return Errno.EBADF;
        if (offset >= 0 && file.IsStream)
            return Errno.ESPIPE;
        if (direction == Direction.Read ? !file.CanRead : !file.CanWrite)
            return Errno.EBADF;
        Errno error = ReadRanges(caller, ranges, count, out IoBuffer buffer);
        if (error != Errno.None)
            return error;
        Result<long> result;
        if (direction == Direction.Read)
            result = offset < 0 ? file.Read(ref buffer) : file.ReadAt(ref buffer, offset);
        else if (place == WritePlace.End && file is SeekableFile seekable)
            result = Append(seekable, ref buffer, offset);
        else
            result = offset < 0 ? file.Write(ref buffer) : file.WriteAt(ref buffer, offset);
        return Finish(result, file, buffer.Transferred, direction);
    }

    /// <summary>RWF_APPEND: to the end, and the position follows if there was no offset.</summary>
    private static Result<long> Append(SeekableFile file, ref IoBuffer buffer, long offset)
    {
        long position = long.Max(offset, 0);
        Result<long> result = file.WriteAt(ref buffer, ref position, WritePlace.End);
        if (offset < 0 && result.IsSuccess)
            _ = file.Seek(position, SeekOrigin.SEEK_SET);
        return result;
    }

    /// <summary>What was moved counts, even if an error came after it.</summary>
    private static SyscallResult Finish(Result<long> result, OpenFile file, nuint transferred, Direction direction)
    {
        // Streams say themselves what a call that failed half-way has done: bytes may have been taken and not kept.
        if (transferred == 0 || (!result.IsSuccess && file.IsStream))
            return result;
        FileActivity.Tell(file, direction == Direction.Read ? FileActivityKind.Read : FileActivityKind.Written);
        return result.IsSuccess ? result : (long)transferred;
    }

    private enum Direction
    {
        Read,
        Write,
    }
}
