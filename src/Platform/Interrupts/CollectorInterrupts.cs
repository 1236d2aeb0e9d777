using System.Runtime;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Internal.Runtime;
using Internal.Runtime.Memory;

namespace Diesis.Platform.Interrupts;

/// <summary>The collector's interrupts: the stop of a processor, and the timer that stress tests collect by.</summary>
/// <remarks>
/// A processor stops within the handler, on the stack of the thread that it interrupted, whose registers lie there too. Threads that no processor runs
/// are stopped as they are. SAFETY: the block is the interrupted thread's own.
/// </remarks>
internal static unsafe class CollectorInterrupts
{
    private static long s_timerNanoseconds;

    internal static void OnStop() => StopTheWorld.HonourPending(RuntimeThread.Current);

    /// <summary>Collects at the end of every period, in whatever thread is interrupted then.</summary>
    [RuntimeExport("HomeStartCollectionTimer")]
    private static void StartTimer(long microseconds) => s_timerNanoseconds = microseconds * 1000;

    /// <summary>Gives the current processor a timer of its own if the settings ask for one.</summary>
    internal static void StartTimerHere()
    {
        if (s_timerNanoseconds != 0)
            Timers.Arm(new CollectionTimer(), Clock.Monotonic + s_timerNanoseconds);
    }

    private sealed class CollectionTimer : KernelTimer
    {
        protected internal override void OnTimer()
        {
            Collector.CollectInInterrupt();
            Timers.Arm(this, Clock.Monotonic + s_timerNanoseconds);
        }
    }
}
