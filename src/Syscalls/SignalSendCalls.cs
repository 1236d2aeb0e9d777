using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>Sending signals: kill(2), tgkill(2), rt_sigqueueinfo(2), pidfd_send_signal(2).</summary>
internal static class SignalSendCalls
{
    [Syscall(SyscallNumber.kill, Support.Full)]
    internal static SyscallResult Kill(UserThread caller, int pid, Signal signal)
    {
        if (!IsSendable(signal))
            return Errno.EINVAL;
        SigInfo info = SignalRequests.InfoOf(caller, signal, SignalCode.SI_USER);
        if (pid > 0)
            return ProcessTree.FindProcess(pid) is Process target ? SignalRequests.Send(caller, target, in info) : Errno.ESRCH;
        if (pid == -1)
            return SignalRequests.SendToAll(caller, in info);
        if (pid == int.MinValue)
            return Errno.ESRCH;
        ProcessGroup? group = pid == 0 ? caller.Process.Group : ProcessTree.FindGroup(-pid);
        return group is null ? Errno.ESRCH : SignalRequests.Send(caller, group, in info);
    }

    [Syscall(SyscallNumber.tkill, Support.Full)]
    internal static SyscallResult ThreadKill(UserThread caller, int thread, Signal signal)
    {
        if (thread <= 0)
            return Errno.EINVAL;
        SigInfo info = SignalRequests.InfoOf(caller, signal, SignalCode.SI_TKILL);
        return SendToThread(caller, 0, thread, signal, in info);
    }

    [Syscall(SyscallNumber.tgkill, Support.Full)]
    internal static SyscallResult ThreadGroupKill(UserThread caller, int process, int thread, Signal signal)
    {
        if (thread <= 0 || process <= 0)
            return Errno.EINVAL;
        SigInfo info = SignalRequests.InfoOf(caller, signal, SignalCode.SI_TKILL);
        return SendToThread(caller, process, thread, signal, in info);
    }

    [Syscall(SyscallNumber.rt_sigqueueinfo, Support.Full)]
    internal static SyscallResult SignalQueue(UserThread caller, int pid, Signal signal, UserAddress address)
    {
        Errno error = SignalArguments.ReadInfo(caller, address, out SigInfo info);
        if (error != Errno.None)
            return error;
        if (IsForged(in info) && caller.Id != pid)
            return Errno.EPERM;
        if (!IsSendable(signal))
            return Errno.EINVAL;
        info.Number = (int)signal;
        return ProcessTree.FindProcess(pid) is Process target ? SignalRequests.Send(caller, target, in info) : Errno.ESRCH;
    }

    [Syscall(SyscallNumber.rt_tgsigqueueinfo, Support.Full)]
    internal static SyscallResult ThreadSignalQueue(UserThread caller, int process, int thread, Signal signal, UserAddress address)
    {
        Errno error = SignalArguments.ReadInfo(caller, address, out SigInfo info);
        if (error != Errno.None)
            return error;
        if (thread <= 0 || process <= 0)
            return Errno.EINVAL;
        if (IsForged(in info) && caller.Id != thread)
            return Errno.EPERM;
        info.Number = (int)signal;
        return SendToThread(caller, process, thread, signal, in info);
    }

    [Syscall(SyscallNumber.pidfd_send_signal, Support.Full)]
    internal static SyscallResult PidFileSendSignal(UserThread caller, int descriptor, Signal signal, UserAddress address, uint flags)
    {
        if (flags != 0)
            return Errno.EINVAL;
        if (!PidFileArguments.FindWithDirectories(caller, descriptor).TryGet(out Process? target, out Errno error))
            return error;
        SigInfo info = SignalRequests.InfoOf(caller, signal, SignalCode.SI_USER);
        if (!address.IsNull)
        {
            error = SignalArguments.ReadInfo(caller, address, out info);
            if (error != Errno.None)
                return error;
            if (info.Number != (int)signal)
                return Errno.EINVAL;
            if (IsForged(in info) && target != caller.Process)
                return Errno.EPERM;
        }
        if (!IsSendable(signal))
            return Errno.EINVAL;
        return target.State == ProcessState.Gone ? Errno.ESRCH : SignalRequests.Send(caller, target, in info);
    }

    /// <summary>0 asks only whether a signal could be sent.</summary>
    private static bool IsSendable(Signal signal) => signal is >= Signal.None and <= Signal.SIGRTMAX;

    /// <summary>It claims to come from the kernel, or from kill.</summary>
    private static bool IsForged(in SigInfo info) => info.Code is >= 0 or SignalCode.SI_TKILL;

    private static SyscallResult SendToThread(UserThread caller, int process, int thread, Signal signal, in SigInfo info)
    {
        if (ProcessTree.FindThread(thread) is not UserThread target || (process != 0 && target.Process.Id != process))
            return Errno.ESRCH;
        return IsSendable(signal) ? SignalRequests.Send(caller, target, in info) : Errno.EINVAL;
    }
}
