using System;
using System.Numerics;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>madvise(2), mincore(2), msync(2), mlock(2) and their relatives, membarrier(2).</summary>
internal static class MemoryAdviceCalls
{
    private const ulong PageMask = 4095;
    private const int PageShift = FrameNumber.FrameShift;
    private const int ResidentAtOnce = 512;

    [Syscall(SyscallNumber.madvise, Support.Partial, "MADV_COLD, MADV_PAGEOUT and MADV_WILLNEED change nothing; no MADV_COLLAPSE, MADV_HWPOISON")]
    internal static SyscallResult Advise(UserThread caller, UserAddress address, ulong length, MemoryAdvice advice) => caller.Memory.Advise(address, length, advice);

    [Syscall(SyscallNumber.mincore, Support.Full)]
    internal static SyscallResult Resident(UserThread caller, UserAddress address, ulong length, UserAddress vector)
    {
        if ((address.Value & PageMask) != 0)
            return Errno.EINVAL;
        ulong pages = (length + PageMask) >> PageShift;
        if (length > UserAddress.End || !UserAddress.IsUserRange(address, (nuint)length))
            return Errno.ENOMEM;
        if (!UserAddress.IsUserRange(vector, (nuint)pages))
            return Errno.EFAULT;
        Span<byte> bytes = stackalloc byte[ResidentAtOnce];
        for (ulong done = 0; done < pages;)
        {
            Span<byte> part = bytes[..(int)ulong.Min(ResidentAtOnce, pages - done)];
            Errno error = caller.Memory.FindResident(address + (nuint)(done << PageShift), part);
            if (error == Errno.None)
                error = caller.Memory.CopyOut(part, vector + (nuint)done);
            if (error != Errno.None)
                return error;
            done += (ulong)part.Length;
        }
        return 0;
    }

    [Syscall(SyscallNumber.msync, Support.Full)]
    internal static SyscallResult Synchronize(UserThread caller, UserAddress address, ulong length, MsyncFlags flags)
    {
        const MsyncFlags Both = MsyncFlags.MS_ASYNC | MsyncFlags.MS_SYNC;
        if ((flags & ~(Both | MsyncFlags.MS_INVALIDATE)) != 0 || (flags & Both) == Both || (address.Value & PageMask) != 0)
            return Errno.EINVAL;
        ulong rounded = (length + PageMask) & ~PageMask;
        if (rounded < length || address.Value + rounded < address.Value)
            return Errno.ENOMEM;
        return rounded == 0 ? Errno.None : caller.Memory.Synchronize(address, rounded, flags);
    }

    [Syscall(SyscallNumber.mlock, Support.Full)]
    internal static SyscallResult Lock(UserThread caller, UserAddress address, ulong length) => caller.Memory.Lock(address, length, MappingFlags.Locked);

    [Syscall(SyscallNumber.mlock2, Support.Full)]
    internal static SyscallResult Lock2(UserThread caller, UserAddress address, ulong length, Mlock2Flags flags)
    {
        if ((flags & ~Mlock2Flags.MLOCK_ONFAULT) != 0)
            return Errno.EINVAL;
        return caller.Memory.Lock(address, length, MappingFlags.Locked | (flags != 0 ? MappingFlags.LockOnFault : 0));
    }

    [Syscall(SyscallNumber.munlock, Support.Full)]
    internal static SyscallResult Unlock(UserThread caller, UserAddress address, ulong length) => caller.Memory.Unlock(address, length);

    [Syscall(SyscallNumber.mlockall, Support.Full)]
    internal static SyscallResult LockAll(UserThread caller, MlockAllFlags flags)
    {
        const MlockAllFlags Known = MlockAllFlags.MCL_CURRENT | MlockAllFlags.MCL_FUTURE | MlockAllFlags.MCL_ONFAULT;
        if (flags == 0 || (flags & ~Known) != 0 || flags == MlockAllFlags.MCL_ONFAULT)
            return Errno.EINVAL;
        return caller.Memory.LockAll(flags);
    }

    [Syscall(SyscallNumber.munlockall, Support.Full)]
    internal static SyscallResult UnlockAll(UserThread caller)
    {
        caller.Memory.UnlockAll();
        return 0;
    }

    private const MembarrierCommand KnownBarriers = MembarrierCommand.MEMBARRIER_CMD_GLOBAL | MembarrierCommand.MEMBARRIER_CMD_GLOBAL_EXPEDITED
        | MembarrierCommand.MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED | MembarrierCommand.MEMBARRIER_CMD_PRIVATE_EXPEDITED
        | MembarrierCommand.MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED | MembarrierCommand.MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE
        | MembarrierCommand.MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE;

    [Syscall(SyscallNumber.membarrier, Support.Partial, "no restarting of rseq sections")]
    internal static SyscallResult Barrier(UserThread caller, MembarrierCommand command, uint flags, int processor)
    {
        if (flags != 0 || (command & ~KnownBarriers) != 0 || BitOperations.PopCount((uint)command) > 1)
            return Errno.EINVAL;
        switch (command)
        {
            case MembarrierCommand.MEMBARRIER_CMD_QUERY:
                return (int)KnownBarriers;
            case MembarrierCommand.MEMBARRIER_CMD_GLOBAL:
            case MembarrierCommand.MEMBARRIER_CMD_GLOBAL_EXPEDITED:
                ProcessorBarrier.Run(Processor.AllMask);
                return 0;
            case MembarrierCommand.MEMBARRIER_CMD_PRIVATE_EXPEDITED:
            case MembarrierCommand.MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE:
                // The registration's bit is the one above the command's.
                if ((caller.Memory.Barriers & (int)command << 1) == 0)
                    return Errno.EPERM;
                ProcessorBarrier.Run(caller.Memory.Space.ActiveProcessors);
                return 0;
            default:
                caller.Memory.RegisterBarrier((int)command);
                return 0;
        }
    }
}
