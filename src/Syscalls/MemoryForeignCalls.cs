using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Memory of other processes: process_vm_readv(2), process_vm_writev(2), process_madvise(2).</summary>
internal static class MemoryForeignCalls
{
    private const ulong MaximumRanges = 1024;
    private const int BytesAtOnce = 4096;

    private enum Direction
    {
        Read,
        Write,
    }

    [Syscall(SyscallNumber.process_vm_readv, Support.Full)]
    internal static SyscallResult ReadProcess(UserThread caller, int process, UserAddress local, ulong localCount, UserAddress remote, ulong remoteCount, ulong flags) =>
        Transfer(caller, process, local, localCount, remote, remoteCount, flags, Direction.Read);

    [Syscall(SyscallNumber.process_vm_writev, Support.Full)]
    internal static SyscallResult WriteProcess(UserThread caller, int process, UserAddress local, ulong localCount, UserAddress remote, ulong remoteCount, ulong flags) =>
        Transfer(caller, process, local, localCount, remote, remoteCount, flags, Direction.Write);

    private static SyscallResult Transfer(
        UserThread caller, int process, UserAddress local, ulong localCount, UserAddress remote, ulong remoteCount, ulong flags, Direction direction)
    {
        if (flags != 0)
            return Errno.EINVAL;
        UserRange[] theirs = [];
        Errno error = ReadRanges(caller, local, localCount, out UserRange[] ours);
        if (error == Errno.None)
            error = ReadRanges(caller, remote, remoteCount, out theirs);
        if (error != Errno.None || ours.Length == 0 || theirs.Length == 0)
            return error;
        if (ProcessTree.FindThread(process) is not UserThread target)
            return Errno.ESRCH;
        if (!ProcessAccess.MayInspect(caller, target))
            return Errno.EPERM;
        AddressSpace? space = target.Memory;
        if (space is null || !space.TryRetain())
            return Errno.ESRCH;
        try
        {
            error = Copy(caller.Memory, ours, space, theirs, direction, out long copied);
            return copied != 0 || error == Errno.None ? copied : error;
        }
        finally
        {
            space.Release();
        }
    }

    /// <returns>EINVAL for more than IOV_MAX ranges, or lengths whose sum is too much; EFAULT.</returns>
    private static Errno ReadRanges(UserThread caller, UserAddress address, ulong count, out UserRange[] ranges)
    {
        ranges = [];
        if (count > MaximumRanges)
            return Errno.EINVAL;
        ranges = new UserRange[(int)count];
        Errno error = caller.Memory.ReadArray<UserRange>(address, ranges);
        ulong total = 0;
        foreach (UserRange range in ranges)
        {
            total += range.Bytes;
            if (range.Bytes > long.MaxValue || total > long.MaxValue)
                return Errno.EINVAL;
        }
        return error;
    }

    private static Errno Copy(AddressSpace own, UserRange[] ours, AddressSpace other, UserRange[] theirs, Direction direction, out long copied)
    {
        copied = 0;
        // On the heap: a thread's stack is too small for a page, and the other's page may be this program's own.
        byte[] buffer = new byte[BytesAtOnce];
        int ourIndex = 0;
        int theirIndex = 0;
        UserRange our = ours[0];
        UserRange their = theirs[0];
        while (true)
        {
            while (our.Bytes == 0 && ++ourIndex < ours.Length)
                our = ours[ourIndex];
            while (their.Bytes == 0 && ++theirIndex < theirs.Length)
                their = theirs[theirIndex];
            if (our.Bytes == 0 || their.Bytes == 0)
                return Errno.None;
            nuint wanted = nuint.Min(nuint.Min(our.Bytes, their.Bytes), (nuint)(BytesAtOnce - (int)(their.Start.Value & (BytesAtOnce - 1))));
            Span<byte> part = buffer.AsSpan(0, (int)wanted);
            Errno error;
            if (direction == Direction.Read)
            {
                error = other.ReadForeign(their.Start, part, out _);
                if (error == Errno.None)
                    error = own.CopyOut(part, our.Start);
            }
            else
            {
                error = own.CopyIn(our.Start, part);
                if (error == Errno.None)
                    error = other.WriteForeign(their.Start, part, out _);
            }
            if (error != Errno.None)
                return error;
            copied += (long)wanted;
            our = new UserRange { Start = our.Start + wanted, Bytes = our.Bytes - wanted };
            their = new UserRange { Start = their.Start + wanted, Bytes = their.Bytes - wanted };
        }
    }

    /// <summary>process_madvise(2): advice that is about memory being needed soon or not, for ranges of another process.</summary>
    [Syscall(SyscallNumber.process_madvise, Support.Partial, "the advice changes nothing")]
    internal static SyscallResult Advise(UserThread caller, int pidfd, UserAddress ranges, ulong count, MemoryAdvice advice, uint flags)
    {
        if (flags != 0)
            return Errno.EINVAL;
        Errno error = ReadRanges(caller, ranges, count, out UserRange[] theirs);
        if (error != Errno.None)
            return error;
        if (!PidFileArguments.Find(caller, pidfd).TryGet(out Process? process, out error))
            return error;
        if (advice is not (MemoryAdvice.MADV_COLD or MemoryAdvice.MADV_PAGEOUT or MemoryAdvice.MADV_WILLNEED or MemoryAdvice.MADV_COLLAPSE))
            return Errno.EINVAL;
        if (!ProcessAccess.MayInspect(caller, process.Leader))
            return Errno.EPERM;
        AddressSpace? space = process.Leader.Memory;
        if (space is null || !space.TryRetain())
            return Errno.ESRCH;
        long advised = 0;
        foreach (UserRange range in theirs)
        {
            error = space.Advise(range.Start, range.Bytes, advice);
            if (error != Errno.None)
                break;
            advised += (long)range.Bytes;
        }
        space.Release();
        return advised != 0 || error == Errno.None ? advised : error;
    }
}
