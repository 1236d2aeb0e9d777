using Diesis.Platform.Interrupts;
using Diesis.Platform.Threads;

namespace Diesis.Platform.Processors;

/// <summary>What is done once for all processors before the others start, and what each does for itself.</summary>
/// <remarks>SAFETY: the functions are code of the image.</remarks>
internal static unsafe class ProcessorSetup
{
    /// <summary>Connects the vectors by which processors talk to each other.</summary>
    internal static void Initialize()
    {
        InterruptVectors.SetFixed(Vector.CrossCall, &CrossCalls.Poll);
        InterruptVectors.SetFixed(Vector.Reschedule, &Scheduler.OnRescheduleInterrupt);
        InterruptVectors.SetFixed(Vector.CollectorStop, &CollectorInterrupts.OnStop);
    }

    /// <summary>On an application processor that has just come up, with interrupts off.</summary>
    internal static void OnStarted() => CollectorInterrupts.StartTimerHere();
}
