using Diesis.Abi;
using Diesis.Core.Processes;
using Diesis.Core.Security;

namespace Diesis.Core.Signals;

/// <summary>Signals that programs send: with permission, and with allowance for the queue (kill(2), sigqueue(3)).</summary>
public static class SignalRequests
{
    /// <summary>For processes that come between counting and sending.</summary>
    private const int SpareEntries = 8;

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
        return Send(target, new QueuedSignal { Info = info });
    }

    /// <summary>Sends to one thread.</summary>
    /// <returns>As for a process; ESRCH for one that has ended.</returns>
    public static Errno Send(UserThread caller, UserThread target, in SigInfo info)
    {
        if (!MaySend(caller, target, (Signal)info.Number))
            return Errno.EPERM;
        if (info.Number == 0)
            return Errno.None;
        QueuedSignal entry = new() { Info = info };
        if (TryCharge(target.Process, entry))
            SignalSending.Send(target, entry, SignalOrigin.Program);
        else if (IsSentWithoutEntry(in info))
            SignalSending.Send(target, entry.Signal);
        else
            return Errno.EAGAIN;
        return Errno.None;
    }

    /// <summary>Sends to all members of a group.</summary>
    /// <returns>An error only if no member could be sent it: the last one's.</returns>
    public static Errno Send(UserThread caller, ProcessGroup group, in SigInfo info)
    {
        SentCount sent = SendToMany(caller, group, in info);
        return sent.AnySent ? Errno.None : sent.Any ? sent.Last : Errno.ESRCH;
    }

    /// <summary>Sends to every process but the first one and the caller's own.</summary>
    public static Errno SendToAll(UserThread caller, in SigInfo info)
    {
        SentCount sent = SendToMany(caller, null, in info);
        return sent.Any ? sent.LastButPermission : Errno.ESRCH;
    }

    private struct SentCount
    {
        internal bool Any;
        internal bool AnySent;
        internal Errno Last;
        internal Errno LastButPermission;
    }

    /// <summary>
    /// All at once as fork(2) sees it: who is being made meanwhile either is there already or has a maker that must deal with the signal first. Else
    /// a group that goes on forking could not be killed.
    /// </summary>
    /// <param name="group">Null for every process but the first one and the caller's own.</param>
    private static SentCount SendToMany(UserThread caller, ProcessGroup? group, in SigInfo info)
    {
        // Nothing is allocated under the lock, so the entries come first; if there are more processes by then, once more.
        QueuedSignal[] entries = [];
        while (true)
        {
            int count = 0;
            using (ProcessTree.Lock.Enter())
            {
                for (Process? target = First(group); target is not null; target = Next(target, group))
                    count++;
                if (count <= entries.Length || info.Number == 0)
                    return SendUnderTree(caller, group, (Signal)info.Number, entries);
            }
            entries = new QueuedSignal[count + SpareEntries];
            for (int i = 0; i < entries.Length; i++)
                entries[i] = new QueuedSignal { Info = info };
        }
    }

    private static SentCount SendUnderTree(UserThread caller, ProcessGroup? group, Signal signal, QueuedSignal[] entries)
    {
        SentCount sent = default;
        int used = 0;
        for (Process? target = First(group); target is not null; target = Next(target, group))
        {
            if (group is null && (target.IsInit || target == caller.Process))
                continue;
            sent.Any = true;
            Errno error = MaySend(caller, target.Leader, signal) ? Errno.None : Errno.EPERM;
            if (error == Errno.None && signal != Signal.None)
                error = Send(target, entries[used++]);
            sent.AnySent |= error == Errno.None;
            sent.Last = error;
            if (error != Errno.EPERM)
                sent.LastButPermission = error;
        }
        return sent;
    }

    private static Process? First(ProcessGroup? group) => group is null ? ProcessTree.First : group.First;

    private static Process? Next(Process process, ProcessGroup? group) => group is null ? process.NextProcess : process.NextInGroup;

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

    private static Errno Send(Process target, QueuedSignal entry)
    {
        if (TryCharge(target, entry))
            SignalSending.Send(target, entry, SignalOrigin.Program);
        else if (IsSentWithoutEntry(in entry.Info))
            SignalSending.Send(target, entry.Signal);
        else
            return Errno.EAGAIN;
        return Errno.None;
    }

    /// <summary>Counts an entry against the target's allowance. False if that is used up.</summary>
    private static bool TryCharge(Process target, QueuedSignal entry)
    {
        if (target.Account is not UserAccount account)
            return true;
        // Ordinary signals of kill cannot pile up, so they are exempt.
        bool isExempt = !SignalDefaults.IsRealTime(entry.Signal) && entry.Info.Code >= 0;
        if (!account.Signals.TryAdd(isExempt ? ulong.MaxValue : target.Limits[Resource.RLIMIT_SIGPENDING]))
            return false;
        entry.Account = account.Signals;
        return true;
    }

    /// <summary>Only a real-time signal with a value must be queued; any other is noted all the same.</summary>
    private static bool IsSentWithoutEntry(in SigInfo info) => !SignalDefaults.IsRealTime((Signal)info.Number) || info.Code == SignalCode.SI_USER;
}
