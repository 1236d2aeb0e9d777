using System.Runtime;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;
using Internal.Runtime;

namespace Diesis.Platform.Homes;

/// <summary>The core library's threads are the kernel's; the collector stops processors.</summary>
internal static unsafe class BareThreads
{
    // SAFETY: words are valid during the call, as Internal.Runtime.Home says.

    [RuntimeExport("HomeHasThreads")]
    private static bool HasThreads() => Scheduler.IsRunning;

    [RuntimeExport("HomeStartThread")]
    private static bool StartThread(ThreadBlock* block, nuint stackBytes) => Scheduler.IsRunning && Scheduler.StartThread(block, stackBytes);

    [RuntimeExport("HomeYieldProcessor")]
    private static void YieldProcessor()
    {
        if (MayBlock())
            Scheduler.Yield();
        else
            WaitWithoutSleep();
    }

    [RuntimeExport("HomeProcessorCount")]
    private static int ProcessorCount() => Processor.Count;

    [RuntimeExport("HomeWaitOnAddress")]
    private static bool WaitOnAddress(int* address, int expected, long timeoutNanoseconds)
    {
        if (MayBlock())
            return AddressWaits.Wait(address, expected, timeoutNanoseconds);
        if (!Scheduler.IsRunning)
            return WaitAlone(address, expected, timeoutNanoseconds);
        WaitWithoutSleep();
        return true;
    }

    [RuntimeExport("HomeWakeByAddress")]
    private static void WakeByAddress(int* address, int count)
    {
        if (Scheduler.IsRunning)
            AddressWaits.Wake(address, count);
    }

    [RuntimeExport("HomeRequestStops")]
    private static int RequestStops(ThreadBlock* self)
    {
        int asked = 0;
        int current = Processor.CurrentIndex;
        for (int i = 0; i < Processor.Count; i++)
        {
            if (i == current || UserMode.TryHold(Processor.Block(i)))
                continue;
            LocalInterrupts.Send(i, Vector.CollectorStop);
            asked++;
        }
        return asked;
    }

    [RuntimeExport("HomeEndStops")]
    private static void EndStops() => UserMode.ReleaseAll();

    [RuntimeExport("HomeWaitStopped")]
    private static void WaitStopped(int* address, int expected) => WaitWithoutSleep();

    [RuntimeExport("HomeWakeStopped")]
    private static void WakeStopped(int* address, int count)
    {
    }

    [RuntimeExport("HomeMayCollect")]
    private static bool MayCollect() => !Scheduler.IsRunning || Processor.InterruptsEnabled;

    private static bool MayBlock() =>
        Scheduler.IsRunning && Processor.InterruptsEnabled && ProcessorBlock.Current->PreemptionDepth == 0 && !Processor.IsInInterrupt;

    private static void WaitWithoutSleep()
    {
        if (!Processor.InterruptsEnabled)
            CrossCalls.Poll();
        Instructions.Pause();
    }

    /// <summary>Before there are threads nobody could change the word but an interrupt, so a wait without end on an unchanged one is a deadlock.</summary>
    private static bool WaitAlone(int* address, int expected, long timeoutNanoseconds)
    {
        long start = Clock.Monotonic;
        while (System.Threading.Volatile.Read(ref *address) == expected)
        {
            if (timeoutNanoseconds < 0)
                FailFast.Abort("deadlock: the only thread waits for another");
            if (Clock.Monotonic - start >= timeoutNanoseconds)
                return false;
            Instructions.Pause();
        }
        return true;
    }

}
