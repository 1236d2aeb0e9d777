using Diesis.Abi;
using Diesis.Platform.Threads;

namespace Diesis.Core.Processes;

/// <summary>Whether a thread's children begin with the ordinary policy.</summary>
public enum ForkReset
{
    Keep,
    Reset,
}

/// <summary>The rules by which policies and priorities change (sched(7)).</summary>
public static class SchedulingChanges
{
    public const int HighestRealTime = 99;

    private const int LowestNice = 19;
    private const int HighestNice = -20;

    /// <summary>RLIMIT_NICE counts from nice 20 downwards.</summary>
    private const int NiceLimitBase = 20;

    public static bool IsRealTime(SchedulingPolicy policy) => policy is SchedulingPolicy.SCHED_FIFO or SchedulingPolicy.SCHED_RR;

    public static bool IsKnown(SchedulingPolicy policy) =>
        IsRealTime(policy) || policy is SchedulingPolicy.SCHED_NORMAL or SchedulingPolicy.SCHED_BATCH or SchedulingPolicy.SCHED_IDLE;

    /// <summary>Changes policy and priority.</summary>
    /// <param name="nice">Null to leave it.</param>
    /// <returns>EINVAL for what does not fit together; EPERM.</returns>
    public static Errno Set(UserThread caller, UserThread target, SchedulingPolicy policy, int priority, int? nice, ForkReset reset)
    {
        if (!IsKnown(policy) || priority is < 0 or > HighestRealTime || IsRealTime(policy) != (priority != 0))
            return Errno.EINVAL;
        int newNice = int.Clamp(nice ?? target.Kernel.Nice, HighestNice, LowestNice);
        if (!caller.Credentials.Has(Capability.CAP_SYS_NICE))
        {
            ResourceLimits limits = target.Process.Limits;
            ulong allowed = limits[Resource.RLIMIT_RTPRIO];
            if (IsRealTime(policy) && ((policy != target.Policy && allowed == 0) || (priority > target.Kernel.RealTimePriority && (ulong)priority > allowed)))
                return Errno.EPERM;
            if (!IsRealTime(policy) && newNice < target.Kernel.Nice && !MayHaveNice(target, newNice))
                return Errno.EPERM;
            // Out of the idle policy only those come who might be as nice as the thread is.
            if (target.Policy == SchedulingPolicy.SCHED_IDLE && policy != SchedulingPolicy.SCHED_IDLE && !MayHaveNice(target, target.Kernel.Nice))
                return Errno.EPERM;
            if (!ProcessAccess.MaySchedule(caller, target) || (target.ResetsPolicyOnFork && reset == ForkReset.Keep))
                return Errno.EPERM;
        }
        target.Policy = policy;
        target.ResetsPolicyOnFork = reset == ForkReset.Reset;
        Scheduler.SetRealTimePriority(target.Kernel, priority);
        if (nice is not null && !IsRealTime(policy))
            Scheduler.SetNice(target.Kernel, newNice);
        return Errno.None;
    }

    /// <summary>setpriority(2) of one thread.</summary>
    /// <returns>EACCES for more than RLIMIT_NICE allows; EPERM for a thread of another user.</returns>
    public static Errno SetNice(UserThread caller, UserThread target, int nice)
    {
        nice = int.Clamp(nice, HighestNice, LowestNice);
        if (!ProcessAccess.MaySchedule(caller, target))
            return Errno.EPERM;
        if (nice < target.Kernel.Nice && !caller.Credentials.Has(Capability.CAP_SYS_NICE) && !MayHaveNice(target, nice))
            return Errno.EACCES;
        Scheduler.SetNice(target.Kernel, nice);
        return Errno.None;
    }

    private static bool MayHaveNice(UserThread target, int nice) => (ulong)(NiceLimitBase - nice) <= target.Process.Limits[Resource.RLIMIT_NICE];
}
