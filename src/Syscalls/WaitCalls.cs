using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Core;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Syscalls;

/// <summary>The end of processes and waiting for it: exit(2), exit_group(2), wait4(2), waitid(2).</summary>
internal static class WaitCalls
{
    private const WaitOptions ChildKinds = WaitOptions.__WNOTHREAD | WaitOptions.__WALL | WaitOptions.__WCLONE;
    private const WaitOptions Changes = WaitOptions.WEXITED | WaitOptions.WSTOPPED | WaitOptions.WCONTINUED;

    [Syscall(SyscallNumber.exit, Support.Full)]
    internal static SyscallResult Exit(UserThread caller, int code)
    {
        caller.Exit(code);
        return 0;
    }

    [Syscall(SyscallNumber.exit_group, Support.Full)]
    internal static SyscallResult ExitGroup(UserThread caller, int code)
    {
        caller.Process.ExitGroup(code);
        return 0;
    }

    [Syscall(SyscallNumber.wait4, Support.Full)]
    internal static SyscallResult Wait(UserThread caller, int pid, [Shows(TraceShape.WaitStatus)] UserAddress status, WaitOptions options, UserAddress usage)
    {
        if ((options & ~(WaitOptions.WNOHANG | WaitOptions.WUNTRACED | WaitOptions.WCONTINUED | ChildKinds)) != 0)
            return Errno.EINVAL;
        if (pid == int.MinValue)
            return Errno.ESRCH;
        WaitIdType kind = pid == -1 ? WaitIdType.P_ALL : pid > 0 ? WaitIdType.P_PID : WaitIdType.P_PGID;
        int id = pid == 0 ? caller.Process.Group.Id : pid < 0 ? -pid : pid;
        Errno error = ChildWait.Wait(caller, new WaitRequest(kind, id, options | WaitOptions.WEXITED), out WaitReport report);
        if (error != Errno.None)
            return error;
        if (report.Pid == 0)
            return 0;
        if (!status.IsNull && caller.Memory.Write(status, report.Status) != Errno.None)
            return Errno.EFAULT;
        if (!usage.IsNull && caller.Memory.Write(usage, report.Usage.ToResourceUsage()) != Errno.None)
            return Errno.EFAULT;
        return report.Pid;
    }

    [Syscall(SyscallNumber.waitid, Support.Full)]
    internal static SyscallResult WaitId(UserThread caller, WaitIdType kind, int id, UserAddress info, WaitOptions options, UserAddress usage)
    {
        if ((options & ~(WaitOptions.WNOHANG | WaitOptions.WNOWAIT | Changes | ChildKinds)) != 0 || (options & Changes) == 0)
            return Errno.EINVAL;
        Errno error = CheckTarget(caller, ref kind, ref id, ref options, out Errno whenBusy);
        if (error != Errno.None)
            return error;
        error = ChildWait.Wait(caller, new WaitRequest(kind, id, options), out WaitReport report);
        if (error != Errno.None)
            return error;
        if (report.Pid == 0 && whenBusy != Errno.None)
            return whenBusy;
        if (report.Pid != 0 && !usage.IsNull && caller.Memory.Write(usage, report.Usage.ToResourceUsage()) != Errno.None)
            return Errno.EFAULT;
        return info.IsNull ? 0 : WriteInfo(caller, info, in report);
    }

    private static Errno CheckTarget(UserThread caller, ref WaitIdType kind, ref int id, ref WaitOptions options, out Errno whenBusy)
    {
        whenBusy = Errno.None;
        switch (kind)
        {
            case WaitIdType.P_ALL:
                return Errno.None;
            case WaitIdType.P_PID:
                return id <= 0 ? Errno.EINVAL : Errno.None;
            case WaitIdType.P_PGID:
                if (id < 0)
                    return Errno.EINVAL;
                if (id == 0)
                    id = caller.Process.Group.Id;
                return Errno.None;
            case WaitIdType.P_PIDFD:
                if (id < 0)
                    return Errno.EINVAL;
                if (!PidFileArguments.Find(caller, id, out OpenFlags flags).TryGet(out Process? target, out Errno error))
                    return error;
                if ((flags & OpenFlags.O_NONBLOCK) != 0 && (options & WaitOptions.WNOHANG) == 0)
                {
                    options |= WaitOptions.WNOHANG;
                    whenBusy = Errno.EAGAIN;
                }
                kind = WaitIdType.P_PID;
                id = target.Id;
                return Errno.None;
            default:
                return Errno.EINVAL;
        }
    }

    /// <summary>Only the members that the man page names are written.</summary>
    private static Errno WriteInfo(UserThread caller, UserAddress to, in WaitReport report)
    {
        const int PidOffset = 16;
        bool any = report.Pid != 0;
        WaitInfoHead head = new() { Number = any ? (int)Signal.SIGCHLD : 0, Code = report.Code };
        WaitInfoTail tail = new() { Pid = report.Pid, Uid = report.Uid, Status = report.Value };
        Errno error = caller.Memory.Write(to, in head);
        return error != Errno.None ? error : caller.Memory.Write(to + PidOffset, in tail);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct WaitInfoHead
    {
        public int Number;
        public int Error;
        public int Code;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct WaitInfoTail
    {
        public int Pid;
        public uint Uid;
        public int Status;
    }
}
