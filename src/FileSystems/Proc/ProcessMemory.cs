using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.FileSystems.Proc;

/// <summary>/proc/PID/mem: a program's memory as a file.</summary>
internal sealed class ProcessMemory(ProcFileSystem fileSystem, ulong number, UserThread thread)
    : ThreadInode(fileSystem, number, FileMode.S_IFREG | FileMode.S_IRUSR | FileMode.S_IWUSR, thread)
{
    public override Result<OpenFile> Open(Location location, OpenFlags flags)
    {
        Errno error = CheckInspect();
        if (error != Errno.None)
            return error;
        if (Thread.Memory is not { } memory || !memory.TryRetain())
            return Errno.ESRCH;
        return new File(this, memory, location, flags);
    }

    public override Errno Truncate(long size) => Errno.None;

    /// <summary>Keeps the address space of the moment at which it was opened.</summary>
    private sealed class File(Inode inode, AddressSpace memory, Location location, OpenFlags flags) : SeekableFile(inode, flags, location)
    {
        public override Result<long> ReadAt(ref IoBuffer to, long offset)
        {
            byte[] chunk = PathBuffers.Take();
            nuint before = to.Transferred;
            Errno error = Errno.None;
            while (!to.IsEmpty && error == Errno.None)
            {
                int wanted = (int)nuint.Min(to.Remaining, (nuint)chunk.Length);
                error = memory.ReadForeign(new UserAddress((ulong)offset), chunk.AsSpan(0, wanted), out int copied);
                offset += copied;
                Errno put = to.Put(chunk.AsSpan(0, copied));
                if (put != Errno.None)
                    error = put;
            }
            PathBuffers.Give(chunk);
            long total = (long)(to.Transferred - before);
            return total != 0 ? total : error == Errno.EFAULT ? Errno.EIO : error;
        }

        public override Result<long> WriteAt(ref IoBuffer from, ref long position, WritePlace place)
        {
            byte[] chunk = PathBuffers.Take();
            long total = 0;
            Errno error = Errno.None;
            while (!from.IsEmpty && error == Errno.None)
            {
                int wanted = (int)nuint.Min(from.Remaining, (nuint)chunk.Length);
                error = from.Take(chunk.AsSpan(0, wanted));
                if (error != Errno.None)
                    break;
                error = memory.WriteForeign(new UserAddress((ulong)position), chunk.AsSpan(0, wanted), out int copied);
                position += copied;
                total += copied;
            }
            PathBuffers.Give(chunk);
            return total != 0 ? total : error == Errno.EFAULT ? Errno.EIO : error;
        }

        protected override void OnRelease() => memory.Release();
    }
}
