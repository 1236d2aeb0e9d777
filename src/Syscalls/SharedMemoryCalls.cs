using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Memory;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>System V shared memory: shmget(2), shmat(2), shmdt(2), shmctl(2).</summary>
internal static class SharedMemoryCalls
{
    [Syscall(SyscallNumber.shmget, Support.Full)]
    internal static SyscallResult Get(UserThread caller, int key, ulong size, IpcFlags flags) => SharedSegments.Get(caller, key, size, flags);

    [Syscall(SyscallNumber.shmat, Support.Full)]
    internal static SyscallResult Attach(UserThread caller, int id, UserAddress address, ShmatFlags flags) => SharedSegments.Attach(caller, id, address, flags);

    [Syscall(SyscallNumber.shmdt, Support.Full)]
    internal static SyscallResult Detach(UserThread caller, UserAddress address) => SharedSegments.Detach(caller, address);

    [Syscall(SyscallNumber.shmctl, Support.Partial, "SHM_LOCK is only noted, since nothing is swapped")]
    internal static SyscallResult Control(UserThread caller, int id, ShmctlCommand command, UserAddress buffer)
    {
        Errno error;
        switch (command)
        {
            case ShmctlCommand.IPC_STAT or ShmctlCommand.SHM_STAT or ShmctlCommand.SHM_STAT_ANY:
                error = SharedSegments.GetStatus(caller, id, command, out ShmStatus status, out int found);
                if (error == Errno.None)
                    error = caller.Memory.Write(buffer, in status);
                return error != Errno.None ? error : command == ShmctlCommand.IPC_STAT ? 0 : found;
            case ShmctlCommand.IPC_SET:
                error = caller.Memory.Read(buffer, out ShmStatus wanted);
                return error != Errno.None ? error : SharedSegments.Control(caller, id, command, in wanted);
            case ShmctlCommand.IPC_RMID or ShmctlCommand.SHM_LOCK or ShmctlCommand.SHM_UNLOCK:
                return SharedSegments.Control(caller, id, command, default);
            case ShmctlCommand.IPC_INFO:
                _ = SharedSegments.GetTotals(out int highest);
                error = caller.Memory.Write(buffer, Limits);
                return error != Errno.None ? error : highest;
            case ShmctlCommand.SHM_INFO:
                ShmTotals totals = SharedSegments.GetTotals(out highest);
                error = caller.Memory.Write(buffer, in totals);
                return error != Errno.None ? error : highest;
            default:
                return Errno.EINVAL;
        }
    }

    private static ShmLimits Limits => new()
    {
        MaximumBytes = ulong.MaxValue - (1 << 24),
        MinimumBytes = 1,
        MaximumSegments = SharedSegments.Maximum,
        MaximumPerProcess = SharedSegments.Maximum,
        MaximumPages = ulong.MaxValue - (1 << 24),
    };
}
