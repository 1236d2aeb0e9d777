using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;

namespace Diesis.Platform.Interrupts;

/// <summary>Where Interrupts.S arrives in C#: exceptions to one side, interrupts to the other, and the switch of threads at their end.</summary>
/// <remarks>SAFETY: the frame stands on the stack of the handler, which is the running thread's own for interrupts.</remarks>
internal static unsafe class InterruptEntry
{
    [RuntimeImport("*", "AllocateRestart")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint AllocateRestart(nint instruction);

    [RuntimeExport("OnInterrupt")]
    [System.Diagnostics.StackTraceHidden]
    private static void OnInterrupt(InterruptFrame* frame, byte* vectorState)
    {
        if (frame->Vector < Vector.FirstOldLine)
            ProcessorExceptions.Handle(frame);
        else
            OnDevice(ProcessorBlock.Current, frame);
    }

    /// <summary>An interrupt, of the kernel's own code or of the program that the running thread has just left. Interrupts are off.</summary>
    internal static void OnDevice(ProcessorBlock* processor, InterruptFrame* frame)
    {
        // The handlers may allocate from this processor's cache, and the thread may go on on another processor.
        if (!frame->IsFromUser)
            frame->InstructionPointer = AllocateRestart(frame->InstructionPointer);
        InterruptFrame* outer = processor->Interrupted;
        processor->Interrupted = frame;
        processor->InterruptCount++;
        processor->InterruptDepth++;
        InterruptVectors.Dispatch((int)frame->Vector);
        processor->InterruptDepth--;
        processor->Interrupted = outer;
        if (processor->RescheduleWanted != 0 && processor->InterruptDepth == 0 && processor->PreemptionDepth == 0)
            Scheduler.Preempt();
    }
}
