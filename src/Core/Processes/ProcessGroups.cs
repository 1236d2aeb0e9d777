using Diesis.Abi;
using Diesis.Platform.Locks;

namespace Diesis.Core.Processes;

/// <summary>Moving processes between groups and sessions (setpgid(2), setsid(2)).</summary>
public static class ProcessGroups
{
    /// <summary>Moves the caller's process or a child of it into a group of its session, which is made if it has the process' own number.</summary>
    public static Errno Move(UserThread caller, int pid, int groupId)
    {
        Process self = caller.Process;
        if (ProcessTree.FindThread(pid) is not UserThread thread)
            return Errno.ESRCH;
        Process process = thread.Process;
        if (process.Leader != thread)
            return Errno.EINVAL;
        // Made before the lock is taken; not entered anywhere unless it is needed.
        ProcessGroup? fresh = pid == groupId ? new ProcessGroup(thread.Number, process.Session) : null;
        using SpinLock.Scope held = ProcessTree.Lock.Enter();
        if (process != self)
        {
            if (process.Parent != self || process.State == ProcessState.Gone)
                return Errno.ESRCH;
            if (process.Session != self.Session)
                return Errno.EPERM;
            if (process.HasExecuted)
                return Errno.EACCES;
        }
        if (process.Session.Leader == process || (fresh is not null && fresh.Session != process.Session))
            return Errno.EPERM;
        ProcessGroup? group = ProcessTree.FindGroup(groupId) ?? fresh;
        if (group is null || group.Session != self.Session)
            return Errno.EPERM;
        if (process.Group != group)
            Change(process, group);
        return Errno.None;
    }

    /// <summary>Makes the caller's process the leader of a new session without terminal.</summary>
    /// <returns>Its number; EPERM if a group has the process' number.</returns>
    public static Result<int> BeginSession(UserThread caller)
    {
        Process process = caller.Process;
        PidEntry number = process.Leader.Number;
        Session? old = number.Session;
        if (old is not null || number.Group is not null)
            return Errno.EPERM;
        Session session = new(number);
        ProcessGroup group = new(number, session);
        using SpinLock.Scope held = ProcessTree.Lock.Enter();
        if (number.Group is not null || (number.Session is not null && number.Session != session))
            return Errno.EPERM;
        number.Session = session;
        session.Leader = process;
        Change(process, group);
        return session.Id;
    }

    /// <summary>The new group gets its member first, so that a session does not end between two of its groups.</summary>
    private static void Change(Process process, ProcessGroup group)
    {
        ProcessGroup old = process.Group;
        old.Unlink(process);
        group.Add(process);
        old.EndIfEmpty();
    }
}
