using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;

namespace Diesis.Syscalls;

/// <summary>ioprio_set(2), ioprio_get(2): kept and told; there are no disks yet that could mind.</summary>
internal static class InputOutputPriorityCalls
{
    private const int WhoProcess = 1;
    private const int WhoGroup = 2;
    private const int WhoUser = 3;
    private const int ClassShift = 13;
    private const int LevelMask = 7;
    private const int ClassRealTime = 1;
    private const int ClassBestEffort = 2;
    private const int ClassIdle = 3;

    [Syscall(SyscallNumber.ioprio_get, Support.Partial, "the priority has no effect")]
    internal static SyscallResult Get(UserThread caller, int which, int who)
    {
        int found = -1;
        foreach (UserThread thread in PriorityTargets.Find(caller, which - WhoProcess, who, out Errno error))
        {
            if (error == Errno.None)
                found = found < 0 || (thread.InputOutputPriority != 0 && thread.InputOutputPriority < found) ? thread.InputOutputPriority : found;
        }
        if (which is < WhoProcess or > WhoUser)
            return Errno.EINVAL;
        return found < 0 ? Errno.ESRCH : found;
    }

    [Syscall(SyscallNumber.ioprio_set, Support.Partial, "the priority has no effect")]
    internal static SyscallResult Set(UserThread caller, int which, int who, int priority)
    {
        int level = priority & (1 << ClassShift) - 1;
        switch (priority >> ClassShift)
        {
            case 0 when level == 0:
            case ClassIdle:
                break;
            case ClassRealTime when !caller.Credentials.Has(Capability.CAP_SYS_ADMIN) && !caller.Credentials.Has(Capability.CAP_SYS_NICE):
                return Errno.EPERM;
            case ClassRealTime or ClassBestEffort when level <= LevelMask:
                break;
            default:
                return Errno.EINVAL;
        }
        if (which is < WhoProcess or > WhoUser)
            return Errno.EINVAL;
        UserThread[] targets = PriorityTargets.Find(caller, which - WhoProcess, who, out _);
        foreach (UserThread thread in targets)
        {
            if (!ProcessAccess.MaySchedule(caller, thread))
                return Errno.EPERM;
            thread.InputOutputPriority = priority;
        }
        return targets.Length == 0 ? Errno.ESRCH : 0;
    }
}
