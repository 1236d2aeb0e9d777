using System.Threading;
using Diesis.Platform.Devices;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Time;

/// <summary>Sees whether the processors' time stamp counters show one time: whether any goes back from one processor to another.</summary>
/// <remarks>
/// Two processors pass a value from hand to hand under a lock, as fast as they can: each writes its counter, and finds what the other wrote
/// before not to be later. SAFETY: only unmanaged statics are used, which do not move.
/// </remarks>
internal static unsafe class TimeStampSynchronization
{
    private const int Rounds = 2000;

    private static int s_busy;
    private static int s_arrived;
    private static ulong s_last;
    private static long s_worst;

    /// <summary>The largest step back seen, in ticks; 0 when they agree.</summary>
    internal static long WorstStepBack => s_worst;

    /// <summary>Tests each other started processor against the current one; where they disagree, time comes from another source.</summary>
    /// <remarks>Preconditions: interrupts are on at the others, and one processor calls this at a time.</remarks>
    internal static void Check()
    {
        int current = Processor.CurrentIndex;
        for (int i = 0; i < Processor.Count; i++)
        {
            if (i != current)
                CheckPair(i);
        }
        if (s_worst == 0)
            return;
        KernelLog.Write(LogLevel.Warning, "time"u8, "the time stamp counters of the processors disagree"u8);
        foreach (ClockSource source in ClockSources.All)
        {
            if (source is TimeStampSource)
                ClockSources.Distrust(source);
        }
    }

    private static void CheckPair(int other)
    {
        // Interrupts stay on while this one waits, since the other may wait in a collection for this one.
        const int Both = 4;
        s_last = 0;
        Volatile.Write(ref s_arrived, 1);
        CrossCalls.Run(1UL << other, &Participate, 0, CrossCallWait.None);
        WaitForArrivals(2);
        nuint flags = Instructions.SaveAndDisableInterrupts();
        Measure();
        Instructions.RestoreInterrupts(flags);
        Interlocked.Increment(ref s_arrived);
        WaitForArrivals(Both);
    }

    private static void Participate(nint unused)
    {
        Interlocked.Increment(ref s_arrived);
        Measure();
        Interlocked.Increment(ref s_arrived);
    }

    private static void WaitForArrivals(int count)
    {
        while (Volatile.Read(ref s_arrived) < count)
            Instructions.Pause();
    }

    private static void Measure()
    {
        for (int i = 0; i < Rounds; i++)
        {
            while (Interlocked.Exchange(ref s_busy, 1) != 0)
                Instructions.Pause();
            ulong now = DeviceInstructions.ReadOrderedTimeStamp();
            long stepBack = (long)(s_last - now);
            if (stepBack > s_worst)
                s_worst = stepBack;
            s_last = now;
            Volatile.Write(ref s_busy, 0);
        }
    }
}
