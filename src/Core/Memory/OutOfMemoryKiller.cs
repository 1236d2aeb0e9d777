using System.Threading;
using Diesis.Abi;
using Diesis.Core.Logging;
using Diesis.Core.Processes;
using Diesis.Core.Signals;
using Diesis.Platform.Memory;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Core.Memory;

/// <summary>The last resort: kills the process that has most memory, so that the others go on (proc(5), oom_score).</summary>
/// <remarks>One at a time: while a victim is on its way out, whoever needs memory waits for it a little and tries again.</remarks>
public static class OutOfMemoryKiller
{
    /// <summary>With this adjustment a process is never chosen.</summary>
    public const int NeverAdjustment = -1000;
    public const int MostAdjustment = 1000;

    private const int WaitMilliseconds = 2;

    /// <summary>A victim that is not gone after that time is stuck: another one has to go.</summary>
    private const long PatienceNanoseconds = 2_000_000_000;

    private static Process? s_victim;
    private static long s_since;
    private static long s_kills;

    /// <summary>Processes killed for want of memory (/proc/vmstat, oom_kill).</summary>
    public static long Kills => Volatile.Read(ref s_kills);

    /// <summary>Chooses and kills, or waits for who has been killed. False when there is nobody to be killed.</summary>
    internal static bool Run()
    {
        Process? victim = Volatile.Read(ref s_victim);
        if (victim is not null && !IsGone(victim) && Clock.Monotonic - Volatile.Read(ref s_since) < PatienceNanoseconds)
        {
            Thread.Sleep(WaitMilliseconds);
            return true;
        }
        Process? chosen = Choose(victim);
        if (chosen is null)
            return false;
        if (Interlocked.CompareExchange(ref s_victim, chosen, victim) != victim)
            return true;
        Volatile.Write(ref s_since, Clock.Monotonic);
        Interlocked.Increment(ref s_kills);
        Log.Warning("memory", $"out of memory: process {chosen.Id} ({chosen.Leader.Name}) is killed, it has {PagesOf(chosen) * 4} kB");
        SignalSending.Send(chosen, Signal.SIGKILL);
        // The caller may be the victim; it is to come to its end, not to wait for it.
        if (UserThread.Current?.Process != chosen)
            Thread.Sleep(WaitMilliseconds);
        return true;
    }

    private static bool IsGone(Process process) => process.LiveThreads == 0;

    private static Process? Choose(Process? except)
    {
        Process? worst = null;
        long highest = 0;
        foreach (Process process in ProcessTree.Snapshot(ProcessFilter.All))
        {
            if (process == except || process.IsInit || IsGone(process) || process.OutOfMemoryAdjustment == NeverAdjustment)
                continue;
            long score = PointsOf(process);
            if (score > highest)
            {
                highest = score;
                worst = process;
            }
        }
        return worst;
    }

    /// <summary>Pages that a process has in memory, tables included, with its adjustment in thousandths of all memory.</summary>
    private static long PointsOf(Process process) => long.Max(PagesOf(process) + (long)Frames.TotalCount * process.OutOfMemoryAdjustment / MostAdjustment, 1);

    /// <summary>What /proc/PID/oom_score shows: 0 to about 2000.</summary>
    public static long ScoreOf(Process process)
    {
        if (process.IsInit || process.OutOfMemoryAdjustment == NeverAdjustment)
            return 0;
        long thousandths = PagesOf(process) * MostAdjustment / long.Max(Frames.TotalCount, 1) + process.OutOfMemoryAdjustment;
        return long.Max((MostAdjustment + thousandths) * 2 / 3, 0);
    }

    private static long PagesOf(Process process)
    {
        // The leader may have ended before the other threads, but an address space's figures outlive it.
        AddressSpace? space = process.Leader.Memory;
        return space is null ? 0 : space.ResidentPages + space.Space.Tables;
    }
}
