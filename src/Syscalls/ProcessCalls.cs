using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Numbers, groups and sessions of processes: getpid(2), getppid(2), gettid(2), setpgid(2), setsid(2), set_tid_address(2).</summary>
internal static class ProcessCalls
{
    [Syscall(SyscallNumber.getpid, Support.Full)]
    internal static SyscallResult GetProcessId(UserThread caller) => caller.Process.Id;

    [Syscall(SyscallNumber.gettid, Support.Full)]
    internal static SyscallResult GetThreadId(UserThread caller) => caller.Id;

    [Syscall(SyscallNumber.getppid, Support.Full)]
    internal static SyscallResult GetParentId(UserThread caller) => caller.Process.Parent?.Id ?? 0;

    [Syscall(SyscallNumber.getpgrp, Support.Full)]
    internal static SyscallResult GetGroup(UserThread caller) => caller.Process.Group.Id;

    [Syscall(SyscallNumber.getpgid, Support.Full)]
    internal static SyscallResult GetGroupOf(UserThread caller, int pid)
    {
        Process? process = pid == 0 ? caller.Process : ProcessTree.FindProcess(pid);
        return process is null ? Errno.ESRCH : process.Group.Id;
    }

    [Syscall(SyscallNumber.getsid, Support.Full)]
    internal static SyscallResult GetSessionOf(UserThread caller, int pid)
    {
        Process? process = pid == 0 ? caller.Process : ProcessTree.FindProcess(pid);
        return process is null ? Errno.ESRCH : process.Session.Id;
    }

    [Syscall(SyscallNumber.setpgid, Support.Full)]
    internal static SyscallResult SetGroup(UserThread caller, int pid, int group)
    {
        int target = pid == 0 ? caller.Process.Id : pid;
        int wanted = group == 0 ? target : group;
        return wanted < 0 ? Errno.EINVAL : ProcessGroups.Move(caller, target, wanted);
    }

    [Syscall(SyscallNumber.setsid, Support.Full)]
    internal static SyscallResult SetSession(UserThread caller) => ProcessGroups.BeginSession(caller);

    [Syscall(SyscallNumber.set_tid_address, Support.Full)]
    internal static SyscallResult SetThreadIdAddress(UserThread caller, UserAddress address)
    {
        caller.ClearAtExit = address;
        return caller.Id;
    }
}
