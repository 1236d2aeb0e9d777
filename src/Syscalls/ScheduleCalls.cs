using System.Buffers.Binary;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Policies, priorities and affinities of threads: sched_setscheduler(2), sched_setattr(2), sched_setaffinity(2), sched_yield(2).</summary>
internal static class ScheduleCalls
{
    private const nuint MaskBytes = sizeof(ulong);

    [Syscall(SyscallNumber.sched_yield, Support.Full)]
    internal static SyscallResult Yield(UserThread caller)
    {
        Scheduler.Yield();
        return 0;
    }

    [Syscall(SyscallNumber.sched_setaffinity, Support.Full)]
    internal static SyscallResult SetAffinity(UserThread caller, int thread, nuint bytes, UserAddress mask)
    {
        System.Span<byte> given = stackalloc byte[(int)MaskBytes];
        given.Clear();
        if (caller.Memory.CopyIn(mask, given[..(int)nuint.Min(bytes, MaskBytes)]) != Errno.None)
            return Errno.EFAULT;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        if (!ProcessAccess.MaySchedule(caller, target))
            return Errno.EPERM;
        ulong processors = BinaryPrimitives.ReadUInt64LittleEndian(given) & Processor.AllMask;
        if (processors == 0)
            return Errno.EINVAL;
        Scheduler.SetAffinity(target.Kernel, processors);
        return 0;
    }

    [Syscall(SyscallNumber.sched_getaffinity, Support.Full)]
    internal static SyscallResult GetAffinity(UserThread caller, int thread, nuint bytes, UserAddress mask)
    {
        if (bytes < MaskBytes || bytes % MaskBytes != 0)
            return Errno.EINVAL;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        return caller.Memory.Write(mask, target.Kernel.Affinity & Processor.AllMask) == Errno.None ? (int)MaskBytes : Errno.EFAULT;
    }

    [Syscall(SyscallNumber.sched_setscheduler, Support.Full)]
    internal static SyscallResult SetScheduler(UserThread caller, int thread, int policy, UserAddress parameter)
    {
        const int ResetOnFork = (int)SchedulingFlags.SCHED_RESET_ON_FORK;
        if (policy < 0 || parameter.IsNull)
            return Errno.EINVAL;
        if (caller.Memory.Read(parameter, out int priority) != Errno.None)
            return Errno.EFAULT;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        return SchedulingChanges.Set(caller, target, (SchedulingPolicy)(policy & ~ResetOnFork), priority, null,
            (policy & ResetOnFork) != 0 ? ForkReset.Reset : ForkReset.Keep);
    }

    [Syscall(SyscallNumber.sched_getscheduler, Support.Full)]
    internal static SyscallResult GetScheduler(UserThread caller, int thread)
    {
        if (thread < 0)
            return Errno.EINVAL;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        return (int)target.Policy | (target.ResetsPolicyOnFork ? (int)SchedulingFlags.SCHED_RESET_ON_FORK : 0);
    }

    [Syscall(SyscallNumber.sched_setparam, Support.Full)]
    internal static SyscallResult SetParameter(UserThread caller, int thread, UserAddress parameter)
    {
        if (thread < 0 || parameter.IsNull)
            return Errno.EINVAL;
        if (caller.Memory.Read(parameter, out int priority) != Errno.None)
            return Errno.EFAULT;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        return SchedulingChanges.Set(caller, target, target.Policy, priority, null, target.ResetsPolicyOnFork ? ForkReset.Reset : ForkReset.Keep);
    }

    [Syscall(SyscallNumber.sched_getparam, Support.Full)]
    internal static SyscallResult GetParameter(UserThread caller, int thread, UserAddress parameter)
    {
        if (thread < 0 || parameter.IsNull)
            return Errno.EINVAL;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        return caller.Memory.Write(parameter, target.Kernel.RealTimePriority);
    }

    [Syscall(SyscallNumber.sched_setattr, Support.Partial, "SCHED_DEADLINE is EINVAL")]
    internal static SyscallResult SetAttributes(UserThread caller, int thread, UserAddress attributes, uint flags)
    {
        const SchedulingFlags Known = SchedulingFlags.SCHED_FLAG_RESET_ON_FORK | SchedulingFlags.SCHED_FLAG_KEEP_POLICY | SchedulingFlags.SCHED_FLAG_KEEP_PARAMS;
        if (thread < 0 || attributes.IsNull || flags != 0)
            return Errno.EINVAL;
        if (caller.Memory.Read(attributes, out uint size) != Errno.None)
            return Errno.EFAULT;
        Errno error = caller.Memory.ReadSized(attributes, size == 0 ? SchedulingAttributes.SCHED_ATTR_SIZE_VER0 : size, SchedulingAttributes.SCHED_ATTR_SIZE_VER0, out SchedulingAttributes wanted);
        if (error != Errno.None)
            return error == Errno.EINVAL ? Errno.E2BIG : error;
        SchedulingFlags wishes = (SchedulingFlags)wanted.Flags;
        if ((wishes & ~Known) != 0 || (int)wanted.Policy < 0)
            return Errno.EINVAL;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        SchedulingPolicy policy = (wishes & SchedulingFlags.SCHED_FLAG_KEEP_POLICY) != 0 ? target.Policy : (SchedulingPolicy)wanted.Policy;
        bool keeps = (wishes & SchedulingFlags.SCHED_FLAG_KEEP_PARAMS) != 0;
        return SchedulingChanges.Set(caller, target, policy, keeps ? target.Kernel.RealTimePriority : (int)wanted.Priority, keeps ? null : wanted.Nice,
            (wishes & SchedulingFlags.SCHED_FLAG_RESET_ON_FORK) != 0 ? ForkReset.Reset : ForkReset.Keep);
    }

    [Syscall(SyscallNumber.sched_getattr, Support.Full)]
    internal static SyscallResult GetAttributes(UserThread caller, int thread, UserAddress attributes, uint size, uint flags)
    {
        const uint PageBytes = FrameNumber.FrameBytes;
        if (thread < 0 || attributes.IsNull || size is < SchedulingAttributes.SCHED_ATTR_SIZE_VER0 or > PageBytes || flags != 0)
            return Errno.EINVAL;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        bool isRealTime = SchedulingChanges.IsRealTime(target.Policy);
        SchedulingAttributes told = new()
        {
            Size = SchedulingAttributes.SCHED_ATTR_SIZE_VER0,
            Policy = (uint)target.Policy,
            Flags = target.ResetsPolicyOnFork ? (ulong)SchedulingFlags.SCHED_FLAG_RESET_ON_FORK : 0,
            Nice = isRealTime ? 0 : target.Kernel.Nice,
            Priority = (uint)target.Kernel.RealTimePriority,
        };
        return caller.Memory.Write(attributes, in told);
    }

    [Syscall(SyscallNumber.sched_get_priority_max, Support.Full)]
    internal static SyscallResult HighestPriority(UserThread caller, SchedulingPolicy policy) =>
        SchedulingChanges.IsRealTime(policy) ? SchedulingChanges.HighestRealTime : SchedulingChanges.IsKnown(policy) || policy == SchedulingPolicy.SCHED_DEADLINE ? 0 : Errno.EINVAL;

    [Syscall(SyscallNumber.sched_get_priority_min, Support.Full)]
    internal static SyscallResult LowestPriority(UserThread caller, SchedulingPolicy policy) =>
        SchedulingChanges.IsRealTime(policy) ? 1 : SchedulingChanges.IsKnown(policy) || policy == SchedulingPolicy.SCHED_DEADLINE ? 0 : Errno.EINVAL;

    [Syscall(SyscallNumber.sched_rr_get_interval, Support.Full)]
    internal static SyscallResult RoundRobinInterval(UserThread caller, int thread, UserAddress interval)
    {
        const long RoundRobinNanoseconds = 100_000_000;
        const long FairNanoseconds = 4_000_000;
        if (thread < 0)
            return Errno.EINVAL;
        if (Find(caller, thread) is not UserThread target)
            return Errno.ESRCH;
        long nanoseconds = target.Policy switch
        {
            SchedulingPolicy.SCHED_FIFO => 0,
            SchedulingPolicy.SCHED_RR => RoundRobinNanoseconds,
            _ => FairNanoseconds,
        };
        return caller.Memory.Write(interval, TimeArguments.ToTimespec(nanoseconds));
    }

    private static UserThread? Find(UserThread caller, int thread) => thread == 0 ? caller : ProcessTree.FindThread(thread);
}
