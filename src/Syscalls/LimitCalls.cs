using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Files;
using Diesis.Core.Processes;
using Diesis.Core.Security;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>getrlimit(2), setrlimit(2), prlimit(2), getrusage(2).</summary>
internal static class LimitCalls
{
    [Syscall(SyscallNumber.getrlimit, Support.Full)]
    internal static SyscallResult GetLimit(UserThread caller, Resource resource, UserAddress limit)
    {
        if (!IsKnown(resource))
            return Errno.EINVAL;
        return caller.Memory.Write(limit, caller.Process.Limits.Get(resource));
    }

    [Syscall(SyscallNumber.setrlimit, Support.Full)]
    internal static SyscallResult SetLimit(UserThread caller, Resource resource, UserAddress limit)
    {
        if (caller.Memory.Read(limit, out ResourceLimit wanted) != Errno.None)
            return Errno.EFAULT;
        return Set(caller, caller.Process, resource, in wanted, out _);
    }

    [Syscall(SyscallNumber.prlimit64, Support.Full)]
    internal static SyscallResult GetAndSetLimit(UserThread caller, int pid, Resource resource, UserAddress limit, UserAddress old)
    {
        ResourceLimit wanted = default;
        if (!limit.IsNull && caller.Memory.Read(limit, out wanted) != Errno.None)
            return Errno.EFAULT;
        UserThread? target = pid == 0 ? caller : ProcessTree.FindThread(pid);
        if (target is null)
            return Errno.ESRCH;
        if (target.Process != caller.Process && !MayChange(caller.Credentials, target.Credentials))
            return Errno.EPERM;
        if (!IsKnown(resource))
            return Errno.EINVAL;
        ResourceLimit before = target.Process.Limits.Get(resource);
        if (!limit.IsNull)
        {
            Errno error = Set(caller, target.Process, resource, in wanted, out before);
            if (error != Errno.None)
                return error;
        }
        return old.IsNull ? 0 : caller.Memory.Write(old, in before);
    }

    [Syscall(SyscallNumber.getrusage, Support.Partial, "numbers of swaps and blocks are 0")]
    internal static SyscallResult GetUsage(UserThread caller, int who, UserAddress usage)
    {
        switch (who)
        {
            case ResourceUsage.RUSAGE_SELF:
                Usage own = caller.Process.Usage;
                own.PeakKilobytes = long.Max(own.PeakKilobytes, caller.ResidentPeakKilobytes);
                return caller.Memory.Write(usage, own.ToResourceUsage());
            case ResourceUsage.RUSAGE_CHILDREN:
                return caller.Memory.Write(usage, caller.Process.ChildrenUsage.ToResourceUsage());
            case ResourceUsage.RUSAGE_THREAD:
                Usage thread = caller.Usage;
                thread.PeakKilobytes = caller.ResidentPeakKilobytes;
                return caller.Memory.Write(usage, thread.ToResourceUsage());
            default:
                return Errno.EINVAL;
        }
    }

    private static bool IsKnown(Resource resource) => (uint)resource < (uint)Resource.RLIM_NLIMITS;

    private static bool MayChange(Credentials own, Credentials its) =>
        own.Has(Capability.CAP_SYS_RESOURCE)
        || (own.RealUser == its.RealUser && own.RealUser == its.EffectiveUser && own.RealUser == its.SavedUser
            && own.RealGroup == its.RealGroup && own.RealGroup == its.EffectiveGroup && own.RealGroup == its.SavedGroup);

    private static Errno Set(UserThread caller, Process target, Resource resource, in ResourceLimit wanted, out ResourceLimit old)
    {
        old = default;
        if (!IsKnown(resource))
            return Errno.EINVAL;
        if (resource == Resource.RLIMIT_NOFILE && wanted.Maximum > FileTable.MaximumLimit)
            return wanted.Current > wanted.Maximum ? Errno.EINVAL : Errno.EPERM;
        LimitRight right = caller.Credentials.Has(Capability.CAP_SYS_RESOURCE) ? LimitRight.Raise : LimitRight.Lower;
        Errno error = target.Limits.Set(resource, wanted, right, out old);
        if (error == Errno.None && resource == Resource.RLIMIT_NOFILE)
            target.Leader.Files.Limit = (int)wanted.Current;
        if (error == Errno.None && resource == Resource.RLIMIT_CPU)
            Core.Time.ProcessTimers.Of(target).LimitProcessorTime(wanted);
        return error;
    }
}
