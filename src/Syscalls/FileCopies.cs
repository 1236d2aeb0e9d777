using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Ipc.Pipes;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>sendfile(2), copy_file_range(2), splice(2), vmsplice(2).</summary>
internal static class FileCopies
{
    [Syscall(SyscallNumber.sendfile, Support.Full)]
    internal static SyscallResult Send(UserThread caller, int output, int input, UserAddress offset, nuint count)
    {
        using FileReference inReference = caller.Files.Get(input);
        if (inReference.File is not { CanRead: true } from)
            return Errno.EBADF;
        using FileReference outReference = caller.Files.Get(output);
        if (outReference.File is not { CanWrite: true } to)
            return Errno.EBADF;
        if (from.IsStream && !offset.IsNull)
            return Errno.ESPIPE;
        if (from.IsStream || (to.Flags & OpenFlags.O_APPEND) != 0)
            return Errno.EINVAL;
        Errno error = ReadOffset(caller, offset, from, out long position);
        if (error != Errno.None)
            return error;
        Result<long> result = FileCopying.Send(from, ref position, to, nuint.Min(count, PathLimits.MAX_RW_COUNT));
        return result.IsSuccess ? StoreOffset(caller, offset, from, position, result.Value) : result.Error;
    }

    [Syscall(SyscallNumber.copy_file_range, Support.Full)]
    internal static SyscallResult CopyRange(
        UserThread caller, int input, UserAddress inOffset, int output, UserAddress outOffset, nuint count, uint flags)
    {
        using FileReference inReference = caller.Files.Get(input);
        using FileReference outReference = caller.Files.Get(output);
        if (inReference.File is not { } from || outReference.File is not { } to)
            return Errno.EBADF;
        if (flags != 0)
            return Errno.EINVAL;
        if (from.Inode.IsDirectory || to.Inode.IsDirectory)
            return Errno.EISDIR;
        if (!from.Inode.IsRegular || !to.Inode.IsRegular)
            return Errno.EINVAL;
        if (!from.CanRead || !to.CanWrite || (to.Flags & OpenFlags.O_APPEND) != 0)
            return Errno.EBADF;
        Errno error = ReadOffset(caller, inOffset, from, out long fromPosition);
        if (error != Errno.None)
            return error;
        error = ReadOffset(caller, outOffset, to, out long toPosition);
        if (error != Errno.None)
            return error;
        count = nuint.Min(count, PathLimits.MAX_RW_COUNT);
        if (from.Inode == to.Inode && fromPosition < toPosition + (long)count && toPosition < fromPosition + (long)count)
            return Errno.EINVAL;
        Result<long> result = FileCopying.CopyRange(from, ref fromPosition, to, ref toPosition, count);
        if (!result.TryGet(out long copied, out error))
            return error;
        SyscallResult stored = StoreOffset(caller, inOffset, from, fromPosition, copied);
        return stored.IsError ? stored : StoreOffset(caller, outOffset, to, toPosition, copied);
    }

    [Syscall(SyscallNumber.splice, Support.Full)]
    internal static SyscallResult Splice(
        UserThread caller, int input, UserAddress inOffset, int output, UserAddress outOffset, nuint count, SpliceFlags flags)
    {
        if (count == 0)
            return 0;
        if ((flags & ~SpliceFlags.Known) != 0)
            return Errno.EINVAL;
        using FileReference inReference = caller.Files.Get(input);
        using FileReference outReference = caller.Files.Get(output);
        if (inReference.File is not { CanRead: true } from || outReference.File is not { CanWrite: true } to)
            return Errno.EBADF;
        count = nuint.Min(count, PathLimits.MAX_RW_COUNT);
        if (from is PipeFile source)
        {
            if (!inOffset.IsNull)
                return Errno.ESPIPE;
            if (to is PipeFile other)
            {
                if (!outOffset.IsNull)
                    return Errno.ESPIPE;
                if (other.Pipe == source.Pipe)
                    return Errno.EINVAL;
            }
            return FromPipe(caller, source, to, outOffset, count, flags);
        }
        if (to is not PipeFile target)
            return Errno.EINVAL;
        return outOffset.IsNull ? IntoPipe(caller, from, inOffset, target, count, flags) : Errno.ESPIPE;
    }

    [Syscall(SyscallNumber.tee, Support.Partial, "copies at most a page at once")]
    internal static SyscallResult Tee(UserThread caller, int input, int output, nuint count, SpliceFlags flags)
    {
        if ((flags & ~SpliceFlags.Known) != 0)
            return Errno.EINVAL;
        if (count == 0)
            return 0;
        using FileReference inReference = caller.Files.Get(input);
        using FileReference outReference = caller.Files.Get(output);
        if (inReference.File is not { CanRead: true } from || outReference.File is not { CanWrite: true } to)
            return Errno.EBADF;
        if (from is not PipeFile source || to is not PipeFile target || source.Pipe == target.Pipe)
            return Errno.EINVAL;
        return FileCopying.Tee(source, target, count, BlockingOf(target, flags));
    }

    [Syscall(SyscallNumber.vmsplice, Support.Full)]
    internal static SyscallResult SpliceMemory(UserThread caller, int descriptor, UserAddress ranges, ulong count, SpliceFlags flags)
    {
        if ((flags & ~SpliceFlags.Known) != 0)
            return Errno.EINVAL;
        using FileReference reference = caller.Files.Get(descriptor);
        if (reference.File is not PipeFile file)
            return Errno.EBADF;
        Errno error = FileTransfer.ReadRanges(caller, ranges, count, out IoBuffer buffer);
        if (error != Errno.None)
            return error;
        if (file.CanWrite)
            return file.Write(ref buffer);
        return file.Pipe.Read(ref buffer, BlockingOf(file, flags));
    }

    private static SyscallResult FromPipe(UserThread caller, PipeFile from, OpenFile to, UserAddress offset, nuint count, SpliceFlags flags)
    {
        if (!offset.IsNull && to.IsStream)
            return Errno.ESPIPE;
        if ((to.Flags & OpenFlags.O_APPEND) != 0)
            return Errno.EINVAL;
        long position = 0;
        FilePlace place = FilePlace.Position;
        if (!offset.IsNull)
        {
            place = FilePlace.Offset;
            Errno error = ReadOffset(caller, offset, to, out position);
            if (error != Errno.None)
                return error;
        }
        Result<long> result = FileCopying.FromPipe(from, to, ref position, place, count, BlockingOf(from, flags));
        return !result.IsSuccess || offset.IsNull ? result : StoreOffset(caller, offset, to, position, result.Value);
    }

    private static SyscallResult IntoPipe(UserThread caller, OpenFile from, UserAddress offset, PipeFile to, nuint count, SpliceFlags flags)
    {
        if (!offset.IsNull && from.IsStream)
            return Errno.ESPIPE;
        long position = 0;
        FilePlace place = FilePlace.Position;
        if (!offset.IsNull)
        {
            place = FilePlace.Offset;
            Errno error = ReadOffset(caller, offset, from, out position);
            if (error != Errno.None)
                return error;
        }
        Result<long> result = FileCopying.IntoPipe(from, ref position, place, to, count, BlockingOf(to, flags));
        return !result.IsSuccess || offset.IsNull ? result : StoreOffset(caller, offset, from, position, result.Value);
    }

    private static Blocking BlockingOf(PipeFile pipe, SpliceFlags flags) =>
        (flags & SpliceFlags.SPLICE_F_NONBLOCK) != 0 || pipe.IsNonBlocking ? Blocking.Refused : Blocking.Allowed;

    /// <summary>The place that the caller names, or else the file's position.</summary>
    private static Errno ReadOffset(UserThread caller, UserAddress offset, OpenFile file, out long position)
    {
        position = file.Position;
        if (offset.IsNull)
            return Errno.None;
        Errno error = caller.Memory.Read(offset, out position);
        return error == Errno.None && position < 0 ? Errno.EINVAL : error;
    }

    private static SyscallResult StoreOffset(UserThread caller, UserAddress offset, OpenFile file, long position, long result)
    {
        if (offset.IsNull)
        {
            _ = file.Seek(position, SeekOrigin.SEEK_SET);
            return result;
        }
        Errno error = caller.Memory.Write(offset, in position);
        return error != Errno.None ? error : result;
    }
}
