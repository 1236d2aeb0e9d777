using Diesis.Abi;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>Whom a call means that addresses a thread, a group or a user.</summary>
internal static class PriorityTargets
{
    /// <param name="which">A <see cref="PriorityTarget"/>.</param>
    /// <param name="error">EINVAL for another.</param>
    internal static UserThread[] Find(UserThread caller, int which, int who, out Errno error)
    {
        error = Errno.None;
        switch ((PriorityTarget)which)
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
