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
        UserThread[] targets = Find(caller, which, who, out Errno error);
        foreach (UserThread thread in targets)
            best = int.Max(best, Turned - thread.Kernel.Nice);
        if (error != Errno.None)
            return error;
        return best == int.MinValue ? Errno.ESRCH : best;
    }

    [Syscall(SyscallNumber.setpriority, Support.Full)]
    internal static SyscallResult SetPriority(UserThread caller, PriorityTarget which, int who, int nice)
    {
        UserThread[] targets = Find(caller, which, who, out Errno error);
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

    private static UserThread[] Find(UserThread caller, PriorityTarget which, int who, out Errno error)
    {
        error = Errno.None;
        switch (which)
        {
            case PriorityTarget.PRIO_PROCESS:
                UserThread? thread = who == 0 ? caller : ProcessTree.FindThread(who);
                return thread is null ? [] : [thread];
            case PriorityTarget.PRIO_PGRP:
                ProcessGroup? group = who == 0 ? caller.Process.Group : ProcessTree.FindGroup(who);
                return group is null ? [] : LeadersOf(ProcessTree.Snapshot(ProcessFilter.OfGroup(group)));
            case PriorityTarget.PRIO_USER:
                return LeadersOf(ProcessTree.Snapshot(ProcessFilter.OfUser(who == 0 ? caller.Credentials.RealUser : (uint)who)));
            default:
                error = Errno.EINVAL;
                return [];
        }
    }

    private static UserThread[] LeadersOf(Process[] processes)
    {
        UserThread[] leaders = new UserThread[processes.Length];
        for (int i = 0; i < processes.Length; i++)
            leaders[i] = processes[i].Leader;
        return leaders;
    }
}
