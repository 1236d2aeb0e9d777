using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Security;

namespace Diesis.Core.Signals;

/// <summary>Signals that programs send: with permission, and with allowance for the queue (kill(2), sigqueue(3)).</summary>
public static class SignalRequests
{
    /// <summary>What a signal of the caller's tells about itself.</summary>
    public static SigInfo InfoOf(UserThread caller, Signal signal, int code) => new()
    {
        Number = (int)signal,
        Code = code,
        Pid = caller.Process.Id,
        Uid = caller.Credentials.RealUser,
    };

    /// <summary>Sends to a process. Number 0 only asks whether that is permitted.</summary>
    /// <returns>EPERM; EAGAIN if the queue is full.</returns>
    public static Errno Send(UserThread caller, Process target, in SigInfo info)
    {
        if (!MaySend(caller, target.Leader, (Signal)info.Number))
            return Errno.EPERM;
        if (info.Number == 0)
            return Errno.None;
        if (!TryMakeEntry(target, in info, out QueuedSignal? entry))
            return Errno.EAGAIN;
        if (entry is null)
            SignalSending.Send(target, (Signal)info.Number);
        else
            SignalSending.Send(target, entry, SignalOrigin.Program);
        return Errno.None;
    }

    /// <summary>Sends to one thread.</summary>
    /// <returns>As for a process; ESRCH for one that has ended.</returns>
    public static Errno Send(UserThread caller, UserThread target, in SigInfo info)
    {
        if (!MaySend(caller, target, (Signal)info.Number))
            return Errno.EPERM;
        if (info.Number == 0)
            return Errno.None;
        if (!TryMakeEntry(target.Process, in info, out QueuedSignal? entry))
            return Errno.EAGAIN;
        if (entry is null)
            SignalSending.Send(target, (Signal)info.Number);
        else
            SignalSending.Send(target, entry, SignalOrigin.Program);
        return Errno.None;
    }

    /// <summary>Sends to all members of a group.</summary>
    /// <returns>An error only if no member could be sent it: the last one's.</returns>
    public static Errno Send(UserThread caller, ProcessGroup group, in SigInfo info)
    {
        Errno error = Errno.ESRCH;
        bool anySent = false;
        foreach (Process member in ProcessTree.Snapshot(ProcessFilter.OfGroup(group)))
        {
            Errno one = Send(caller, member, in info);
            if (one == Errno.None)
                anySent = true;
            else
                error = one;
        }
        return anySent ? Errno.None : error;
    }

    /// <summary>Sends to every process but the first one and the caller's own.</summary>
    public static Errno SendToAll(UserThread caller, in SigInfo info)
    {
        Errno error = Errno.None;
        bool any = false;
        foreach (Process process in ProcessTree.Snapshot(ProcessFilter.All))
        {
            if (process.IsInit || process == caller.Process)
                continue;
            any = true;
            Errno one = Send(caller, process, in info);
            if (one != Errno.EPERM)
                error = one;
        }
        return any ? error : Errno.ESRCH;
    }

    /// <summary>The permission rule of kill(2).</summary>
    public static bool MaySend(UserThread caller, UserThread target, Signal signal)
    {
        if (caller.Process == target.Process)
            return true;
        Credentials own = caller.Credentials;
        Credentials its = target.Credentials;
        return own.EffectiveUser == its.SavedUser || own.EffectiveUser == its.RealUser || own.RealUser == its.SavedUser || own.RealUser == its.RealUser
            || own.Has(Capability.CAP_KILL)
            || (signal == Signal.SIGCONT && target.Process.Session == caller.Process.Session);
    }

    /// <summary>An entry that counts against the target's allowance.</summary>
    /// <param name="entry">Null if there is no allowance, and the signal is one that is sent all the same.</param>
    /// <returns>False for a real-time signal with a value that cannot be queued.</returns>
    private static bool TryMakeEntry(Process target, in SigInfo info, out QueuedSignal? entry)
    {
        Signal signal = (Signal)info.Number;
        entry = new QueuedSignal { Info = info };
        if (target.Account is not UserAccount account)
            return true;
        // Ordinary signals of kill cannot pile up, so they are exempt.
        bool isExempt = !SignalDefaults.IsRealTime(signal) && info.Code >= 0;
        if (account.Signals.TryAdd(isExempt ? ulong.MaxValue : target.Limits[Resource.RLIMIT_SIGPENDING]))
        {
            entry.Account = account.Signals;
            return true;
        }
        entry = null;
        return !SignalDefaults.IsRealTime(signal) || info.Code == SignalCode.SI_USER;
    }
}
