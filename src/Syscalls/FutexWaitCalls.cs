using System;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Futexes;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>futex_waitv(2).</summary>
internal static class FutexWaitCalls
{
    private const uint KnownFlags = FutexBits.FUTEX_32 | (uint)FutexBits.FUTEX_PRIVATE_FLAG;

    [Syscall(SyscallNumber.futex_waitv, Support.Full)]
    internal static SyscallResult WaitForOne(UserThread caller, UserAddress waiters, uint count, uint flags, UserAddress timeout, ClockId clock)
    {
        if (flags != 0 || count is 0 or > FutexBits.FUTEX_WAITV_MAX || waiters.IsNull)
            return Errno.EINVAL;
        long deadline = Futex.NoDeadline;
        if (!timeout.IsNull)
        {
            if (clock is not (ClockId.CLOCK_MONOTONIC or ClockId.CLOCK_REALTIME))
                return Errno.EINVAL;
            if (caller.Memory.Read(timeout, out Timespec time) != Errno.None)
                return Errno.EFAULT;
            if (!TimeArguments.IsValid(in time))
                return Errno.EINVAL;
            long value = TimeArguments.ToNanoseconds(in time);
            deadline = clock == ClockId.CLOCK_REALTIME ? TimeArguments.FromDate(value) : value;
        }
        FutexWaitEntry[] entries = new FutexWaitEntry[count];
        if (caller.Memory.ReadArray<FutexWaitEntry>(waiters, entries) != Errno.None)
            return Errno.EFAULT;
        foreach (ref readonly FutexWaitEntry entry in entries.AsSpan())
        {
            if ((entry.Flags & ~KnownFlags) != 0 || (entry.Flags & FutexBits.FUTEX_32) == 0 || entry.Reserved != 0)
                return Errno.EINVAL;
        }
        return Futex.WaitForOne(caller, entries, deadline);
    }
}
