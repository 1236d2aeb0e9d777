using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>fork(2), vfork(2), clone(2), clone3(2).</summary>
internal static class CloneCalls
{
    private const CloneFlags NewNamespaces = CloneFlags.CLONE_NEWTIME | CloneFlags.CLONE_INTO_CGROUP;

    [Syscall(SyscallNumber.fork, Support.Full)]
    internal static SyscallResult Fork(UserThread caller) => Cloning.Run(caller, new CloneRequest { ExitSignal = Signal.SIGCHLD });

    [Syscall(SyscallNumber.vfork, Support.Full)]
    internal static SyscallResult Vfork(UserThread caller) =>
        Cloning.Run(caller, new CloneRequest { Flags = CloneFlags.CLONE_VM | CloneFlags.CLONE_VFORK, ExitSignal = Signal.SIGCHLD });

    [Syscall(SyscallNumber.clone, Support.Partial, "namespaces, CLONE_PTRACE, CLONE_IO and CLONE_SYSVSEM")]
    internal static SyscallResult Clone(
        UserThread caller, CloneFlags flags, UserAddress stack, UserAddress parentThreadId, UserAddress childThreadId, ulong threadPointer)
    {
        CloneFlags shared = flags & ~CloneFlags.CSIGNAL;
        if ((shared & (CloneFlags.CLONE_PIDFD | CloneFlags.CLONE_PARENT_SETTID)) == (CloneFlags.CLONE_PIDFD | CloneFlags.CLONE_PARENT_SETTID))
            return Errno.EINVAL;
        return Cloning.Run(caller, new CloneRequest
        {
            // The upper half is not this call's.
            Flags = shared & (CloneFlags)uint.MaxValue,
            ExitSignal = (Signal)(flags & CloneFlags.CSIGNAL),
            StackPointer = stack,
            ThreadPointer = threadPointer,
            ParentThreadId = parentThreadId,
            ChildThreadId = childThreadId,
            PidFd = parentThreadId,
        });
    }

    [Syscall(SyscallNumber.clone3, Support.Partial, "namespaces, control groups, choice of numbers")]
    internal static SyscallResult Clone3(UserThread caller, UserAddress arguments, nuint size)
    {
        const nuint LargestKnown = 4096;
        if (size > LargestKnown)
            return Errno.E2BIG;
        Errno error = caller.Memory.ReadSized(arguments, size, CloneArguments.LeastBytes, out CloneArguments given);
        if (error != Errno.None)
            return error;
        if ((given.Flags & (CloneFlags.CSIGNAL & ~CloneFlags.CLONE_NEWTIME | CloneFlags.CLONE_DETACHED)) != 0 || given.ExitSignal > (ulong)Signal.SIGRTMAX)
            return Errno.EINVAL;
        if ((given.Flags & (CloneFlags.CLONE_THREAD | CloneFlags.CLONE_PARENT)) != 0 && given.ExitSignal != 0)
            return Errno.EINVAL;
        if ((given.Stack == 0) != (given.StackSize == 0) || (given.Flags & NewNamespaces) != 0 || given.SetThreadIdCount != 0)
            return Errno.EINVAL;
        return Cloning.Run(caller, new CloneRequest
        {
            Flags = given.Flags,
            ExitSignal = (Signal)given.ExitSignal,
            StackPointer = new UserAddress(given.Stack + given.StackSize),
            ThreadPointer = given.ThreadPointer,
            ParentThreadId = new UserAddress(given.ParentThreadId),
            ChildThreadId = new UserAddress(given.ChildThreadId),
            PidFd = new UserAddress(given.PidFd),
        });
    }
}
