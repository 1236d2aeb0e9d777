using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Futexes;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Core.Time;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>futex(2), set_robust_list(2), get_robust_list(2).</summary>
internal static class FutexCalls
{
    [Syscall(SyscallNumber.futex, Support.Partial, "FUTEX_WAIT_REQUEUE_PI and FUTEX_CMP_REQUEUE_PI are ENOSYS; lock owners are not made more urgent")]
    internal static SyscallResult Call(UserThread caller, UserAddress address, int operation, uint value, UserAddress timeout, UserAddress second, uint third)
    {
        FutexSharing sharing = (operation & FutexBits.FUTEX_PRIVATE_FLAG) != 0 ? FutexSharing.Private : FutexSharing.Shared;
        bool isDate = (operation & FutexBits.FUTEX_CLOCK_REALTIME) != 0;
        FutexOperation command = (FutexOperation)(operation & ~(FutexBits.FUTEX_PRIVATE_FLAG | FutexBits.FUTEX_CLOCK_REALTIME));
        if (isDate && command is not (FutexOperation.FUTEX_WAIT_BITSET or FutexOperation.FUTEX_WAIT_REQUEUE_PI or FutexOperation.FUTEX_LOCK_PI2))
            return Errno.ENOSYS;
        long deadline = Futex.NoDeadline;
        if (!timeout.IsNull && TakesTimeout(command))
        {
            Errno error = ReadDeadline(caller, timeout, command, isDate, out deadline);
            if (error != Errno.None)
                return error;
        }
        // Where there is no time-out its argument is a count.
        int count = (int)(uint)timeout.Value;
        switch (command)
        {
            case FutexOperation.FUTEX_WAIT:
                return Wait(caller, address, sharing, value, FutexBits.FUTEX_BITSET_MATCH_ANY, deadline);
            case FutexOperation.FUTEX_WAIT_BITSET:
                return Wait(caller, address, sharing, value, third, deadline);
            case FutexOperation.FUTEX_WAKE:
                return Futex.Wake(caller, address, sharing, (int)value, FutexBits.FUTEX_BITSET_MATCH_ANY);
            case FutexOperation.FUTEX_WAKE_BITSET:
                return Futex.Wake(caller, address, sharing, (int)value, third);
            case FutexOperation.FUTEX_REQUEUE:
                return Futex.Requeue(caller, address, second, sharing, (int)value, count, null);
            case FutexOperation.FUTEX_CMP_REQUEUE:
                return Futex.Requeue(caller, address, second, sharing, (int)value, count, third);
            case FutexOperation.FUTEX_WAKE_OP:
                return Futex.WakeOperation(caller, address, second, sharing, (int)value, count, third);
            case FutexOperation.FUTEX_LOCK_PI:
            case FutexOperation.FUTEX_LOCK_PI2:
                return Futex.Lock(caller, address, sharing, deadline);
            case FutexOperation.FUTEX_TRYLOCK_PI:
                return Futex.TryLock(caller, address, sharing);
            case FutexOperation.FUTEX_UNLOCK_PI:
                return Futex.Unlock(caller, address, sharing);
            default:
                return Errno.ENOSYS;
        }
    }

    [Syscall(SyscallNumber.set_robust_list, Support.Full)]
    internal static SyscallResult SetRobustList(UserThread caller, UserAddress head, nuint bytes)
    {
        if (bytes != RobustListHead.Bytes)
            return Errno.EINVAL;
        caller.RobustList = head;
        return 0;
    }

    [Syscall(SyscallNumber.get_robust_list, Support.Full)]
    internal static SyscallResult GetRobustList(UserThread caller, int thread, UserAddress head, UserAddress bytes)
    {
        UserThread? target = thread == 0 ? caller : ProcessTree.FindThread(thread);
        if (target is null)
            return Errno.ESRCH;
        if (!ProcessAccess.MayInspect(caller, target))
            return Errno.EPERM;
        if (caller.Memory.Write(bytes, (ulong)RobustListHead.Bytes) != Errno.None)
            return Errno.EFAULT;
        return caller.Memory.Write(head, target.RobustList.Value);
    }

    private static bool TakesTimeout(FutexOperation command) =>
        command is FutexOperation.FUTEX_WAIT or FutexOperation.FUTEX_WAIT_BITSET or FutexOperation.FUTEX_LOCK_PI or FutexOperation.FUTEX_LOCK_PI2;

    /// <summary>FUTEX_WAIT counts from now, FUTEX_LOCK_PI takes a date, the others a moment of the clock that they name.</summary>
    private static Errno ReadDeadline(UserThread caller, UserAddress from, FutexOperation command, bool isDate, out long deadline)
    {
        deadline = Futex.NoDeadline;
        if (caller.Memory.Read(from, out Timespec time) != Errno.None)
            return Errno.EFAULT;
        if (!TimeArguments.IsValid(in time))
            return Errno.EINVAL;
        long value = TimeArguments.ToNanoseconds(in time);
        if (command == FutexOperation.FUTEX_WAIT)
            deadline = TimeSpans.FromNow(value);
        else
            deadline = isDate || command == FutexOperation.FUTEX_LOCK_PI ? TimeArguments.FromDate(value) : value;
        return Errno.None;
    }

    /// <summary>A wait for a time that a signal breaks off goes on to the same moment.</summary>
    private static SyscallResult Wait(UserThread caller, UserAddress address, FutexSharing sharing, uint expected, uint bits, long deadline)
    {
        Errno error = Futex.Wait(caller, address, sharing, expected, bits, deadline);
        if (error != Errno.ERESTARTSYS || deadline == Futex.NoDeadline)
            return error;
        caller.Signals.Restart = new WaitRestart(address, sharing, expected, bits, deadline);
        return Errno.ERESTART_RESTARTBLOCK;
    }

    private sealed class WaitRestart(UserAddress address, FutexSharing sharing, uint expected, uint bits, long deadline) : RestartBlock
    {
        public override SyscallResult Continue(UserThread caller) => Wait(caller, address, sharing, expected, bits, deadline);
    }
}
