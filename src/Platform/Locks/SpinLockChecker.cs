using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Locks;

/// <summary>Watches every spin lock while <see cref="KernelOptions.Checks"/> is on: order, recursion, releases, sleeping; and counts.</summary>
/// <remarks>
/// Each processor has a record of the spin locks that it holds. Interrupts are off while one is held, so the record belongs to whoever runs.
/// SAFETY: the sink is a method of the image; records are indexed by processor, below <see cref="Processor.Maximum"/>.
/// </remarks>
internal static unsafe class SpinLockChecker
{
    internal const int Ranks = 64;

    private static Records s_records;
    private static delegate*<in LockReport, void> s_sink;

    /// <summary>Where reports go: null for the end of the kernel.</summary>
    internal static delegate*<in LockReport, void> Sink
    {
        get => s_sink;
        set => s_sink = value;
    }

    /// <summary>Called with interrupts off before a lock is taken. False when taking it would never end.</summary>
    internal static bool BeforeAcquire(nint address, LockRank rank, byte order)
    {
        ref Record record = ref s_records[Processor.CurrentIndex];
        LockFault fault = record.Held.Check(address, rank, order);
        if (fault == LockFault.None)
            return true;
        LockRank other = record.Held.Count == 0 ? LockRank.None : record.Held[record.Held.Count - 1].Rank;
        Report(new LockReport(fault, rank, other, address));
        return fault != LockFault.Recursive;
    }

    internal static void AfterAcquire(nint address, LockRank rank, byte order, bool hadToWait)
    {
        ref Record record = ref s_records[Processor.CurrentIndex];
        record.Held.Push(address, rank, order, Instructions.ReadTimeStampCounter());
        ref LockStatistics statistics = ref record.Statistics[(int)rank];
        statistics.Acquisitions++;
        if (hadToWait)
            statistics.Contended++;
    }

    /// <summary>Called before a lock is released. False when it is not held here.</summary>
    internal static bool BeforeRelease(nint address, LockRank rank)
    {
        ref Record record = ref s_records[Processor.CurrentIndex];
        if (!record.Held.TryRemove(address, out HeldSpinLock held))
        {
            Report(new LockReport(LockFault.NotHeld, rank, LockRank.None, address));
            return false;
        }

        long ticks = (long)(Instructions.ReadTimeStampCounter() - held.Since);
        ref LockStatistics statistics = ref record.Statistics[(int)rank];
        if (ticks > statistics.LongestHold)
            statistics.LongestHold = ticks;
        return true;
    }

    /// <summary>Number of spin locks that this processor holds. Only what the answer "none" says lasts, unless interrupts are off.</summary>
    internal static int HeldCount
    {
        get
        {
            nuint flags = Instructions.SaveAndDisableInterrupts();
            int count = s_records[Processor.CurrentIndex].Held.Count;
            Instructions.RestoreInterrupts(flags);
            return count;
        }
    }

    /// <summary>To be called where a thread is about to sleep or might: reports one that holds a spin lock, keeps preemption away or is interrupted.</summary>
    internal static void CheckMaySleep()
    {
        if (!KernelOptions.Checks)
            return;
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ref Record record = ref s_records[Processor.CurrentIndex];
        int count = record.Held.Count;
        HeldSpinLock innermost = count == 0 ? default : record.Held[count - 1];
        bool mayNot = count != 0 || ProcessorBlock.Current->PreemptionDepth != 0 || ProcessorBlock.Current->InterruptDepth != 0;
        Instructions.RestoreInterrupts(flags);
        if (mayNot)
            Report(new LockReport(LockFault.SleepsUnderSpinLock, LockRank.None, innermost.Rank, innermost.Lock));
    }

    /// <summary>How the spin locks of a rank have been used, on all processors together.</summary>
    internal static LockStatistics StatisticsOf(LockRank rank)
    {
        LockStatistics sum = default;
        for (int processor = 0; processor < Processor.Count; processor++)
            sum.Add(in s_records[processor].Statistics[(int)rank]);
        return sum;
    }

    /// <summary>A turn of waiting with interrupts off. The holder may itself wait for this processor to do something: that is done here.</summary>
    internal static void WaitABit()
    {
        CrossCalls.PollLockFree();
        Instructions.Pause();
    }

    internal static void Report(in LockReport report)
    {
        delegate*<in LockReport, void> sink = s_sink;
        if (sink != null)
            sink(in report);
        else
            report.End();
    }

    private struct Record
    {
        internal HeldSpinLocks Held;
        internal RankStatistics Statistics;
    }

    [InlineArray(Ranks)]
    private struct RankStatistics
    {
        private LockStatistics _first;
    }

    [InlineArray(Processor.Maximum)]
    private struct Records
    {
        private Record _first;
    }
}
