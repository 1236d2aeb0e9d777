using System.Runtime;
using System.Threading;
using Diesis.Platform.Processors;
using Diesis.Platform.Time;
using Internal.Runtime;

namespace Diesis.Platform.Homes;

/// <summary>Threads on bare metal: only the boot thread so far, on one processor.</summary>
internal static unsafe class BareThreads
{
    // SAFETY: words and buffers are valid during the call, as Internal.Runtime.Home says.

    [RuntimeExport("HomeHasThreads")]
    private static bool HasThreads() => false;

    [RuntimeExport("HomeStartThread")]
    private static bool StartThread(ThreadBlock* block, nuint stackBytes) => false;

    [RuntimeExport("HomeYieldProcessor")]
    private static void YieldProcessor() => Instructions.Pause();

    [RuntimeExport("HomeProcessorCount")]
    private static int ProcessorCount() => 1;

    [RuntimeExport("HomeRequestStops")]
    private static int RequestStops(ThreadBlock* self) => 0;

    [RuntimeExport("HomeWaitStopped")]
    private static void WaitStopped(int* address, int expected) => Instructions.Pause();

    [RuntimeExport("HomeWakeStopped")]
    private static void WakeStopped(int* address, int count)
    {
    }

    [RuntimeExport("HomeMayCollect")]
    private static bool MayCollect() => true;

    /// <remarks>Nobody else could change the word but an interrupt, so a wait without end on an unchanged one is a deadlock.</remarks>
    [RuntimeExport("HomeWaitOnAddress")]
    private static bool WaitOnAddress(int* address, int expected, long timeoutNanoseconds)
    {
        long start = Clock.Monotonic;
        while (Volatile.Read(ref *address) == expected)
        {
            if (timeoutNanoseconds < 0)
                FailFast.Abort("deadlock: the only thread waits for another");
            if (Clock.Monotonic - start >= timeoutNanoseconds)
                return false;
            Instructions.Pause();
        }
        return true;
    }

    [RuntimeExport("HomeWakeByAddress")]
    private static void WakeByAddress(int* address, int count)
    {
    }
}
