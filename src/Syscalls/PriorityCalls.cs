using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>getpriority(2), setpriority(2).</summary>
internal static class PriorityCalls
{
    /// <summary>The kernel tells nice values turned round, so that none looks like an error: 1 (least) to 40 (most).</summary>
    private const int Turned = 20;

    [Syscall(SyscallNumber.getpriority, Support.Full)]
    internal static SyscallResult GetPriority(UserThread caller, PriorityTarget which, int who)
    {
        int best = int.MinValue;
        UserThread[] targets = PriorityTargets.Find(caller, (int)which, who, out Errno error);
        foreach (UserThread thread in targets)
            best = int.Max(best, Turned - thread.Kernel.Nice);
        if (error != Errno.None)
            return error;
        return best == int.MinValue ? Errno.ESRCH : best;
    }

    [Syscall(SyscallNumber.setpriority, Support.Full)]
    internal static SyscallResult SetPriority(UserThread caller, PriorityTarget which, int who, int nice)
    {
        UserThread[] targets = PriorityTargets.Find(caller, (int)which, who, out Errno error);
        if (error != Errno.None)
            return error;
        Errno result = Errno.ESRCH;
        foreach (UserThread thread in targets)
        {
            Errno one = SchedulingChanges.SetNice(caller, thread, nice);
            // An error of one is told even if others could be changed.
            if (one != Errno.None || result == Errno.ESRCH)
                result = one;
        }
        return result;
    }
}
