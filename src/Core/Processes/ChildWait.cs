using Diesis.Abi;
using Diesis.Core.Waiting;
using Diesis.Platform.Locks;

namespace Diesis.Core.Processes;

/// <summary>Which children a wait is for.</summary>
public readonly struct WaitRequest(WaitIdType kind, int id, WaitOptions options)
{
    public WaitIdType Kind { get; } = kind;

    /// <summary>A process' or a group's number.</summary>
    public int Id { get; } = id;

    public WaitOptions Options { get; } = options;

    public bool Has(WaitOptions option) => (Options & option) != 0;

    /// <summary>Whether a child is of the kind. The tree's lock is held.</summary>
    internal bool Includes(Process child, UserThread caller)
    {
        if (Kind == WaitIdType.P_PID && child.Id != Id)
            return false;
        if (Kind == WaitIdType.P_PGID && child.Group.Id != Id)
            return false;
        if (Has(WaitOptions.__WNOTHREAD) && child.ParentThread != caller)
            return false;
        return Has(WaitOptions.__WALL) || (child.ExitSignal != Signal.SIGCHLD) == Has(WaitOptions.__WCLONE);
    }
}

/// <summary>Waiting for children (wait4(2), waitid(2)).</summary>
public static class ChildWait
{
    /// <summary>Waits until one of the children has something to tell.</summary>
    /// <param name="report">Its <see cref="WaitReport.Pid"/> is 0 if there was nothing, with WNOHANG.</param>
    /// <returns>ECHILD if there is no such child; ERESTARTSYS for a signal.</returns>
    public static Errno Wait(UserThread caller, in WaitRequest request, out WaitReport report)
    {
        Errno error = Look(caller, in request, out report);
        if (error != Errno.EAGAIN)
            return error;
        if (request.Has(WaitOptions.WNOHANG))
            return Errno.None;
        using WaitScope wait = caller.Process.ChildEvents.Enter();
        while (true)
        {
            error = Look(caller, in request, out report);
            if (error != Errno.EAGAIN)
                return error;
            error = wait.Sleep();
            if (error != Errno.None)
                return error;
        }
    }

    /// <returns>EAGAIN if there are such children, with nothing to tell.</returns>
    private static Errno Look(UserThread caller, in WaitRequest request, out WaitReport report)
    {
        report = default;
        bool any = false;
        Process parent = caller.Process;
        using SpinLock.Scope tree = ProcessTree.Lock.Enter();
        for (Process? child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!request.Includes(child, caller))
                continue;
            any = true;
            if (child.State == ProcessState.Zombie)
            {
                if (!request.Has(WaitOptions.WEXITED))
                    continue;
                report = WaitReport.OfZombie(child);
                if (!request.Has(WaitOptions.WNOWAIT))
                    Reap(parent, child);
                return Errno.None;
            }
            if (TryReportChange(child, in request, out report))
                return Errno.None;
        }
        return any ? Errno.EAGAIN : Errno.ECHILD;
    }

    private static void Reap(Process parent, Process child)
    {
        parent.AddChildUsage(child.Usage, child.ChildrenUsage);
        ProcessTree.Remove(child);
    }

    /// <summary>A child that has stopped or goes on.</summary>
    private static bool TryReportChange(Process child, in WaitRequest request, out WaitReport report)
    {
        using SpinLock.Scope held = child.SignalLock.Enter();
        if (request.Has(WaitOptions.WUNTRACED) && child.IsStopped && child.IsStopUnreported)
        {
            report = WaitReport.OfStop(child);
            child.IsStopUnreported = request.Has(WaitOptions.WNOWAIT);
            return true;
        }
        if (request.Has(WaitOptions.WCONTINUED) && child.IsContinued)
        {
            report = WaitReport.OfContinuation(child);
            child.IsContinued = request.Has(WaitOptions.WNOWAIT);
            return true;
        }
        report = default;
        return false;
    }
}
