using Diesis.Platform.Processors;

namespace Diesis.Platform.Threads;

/// <summary>Keeps the running thread on its processor, while interrupts still come: for short work on what belongs to the processor.</summary>
public static unsafe class Preemption
{
    // SAFETY: a thread that is not preempted stays on its processor, so the block is its own from the increment to the decrement.

    public static Scope Disable()
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        ProcessorBlock* block = ProcessorBlock.Current;
        if (block->PreemptionDepth++ == 0)
            block->PreemptionSections++;
        Instructions.RestoreInterrupts(flags);
        return default;
    }

    /// <summary>The time during which the thread is not preempted. It must not block.</summary>
    public readonly ref struct Scope
    {
        public void Dispose()
        {
            nuint flags = Instructions.SaveAndDisableInterrupts();
            ProcessorBlock.Current->PreemptionDepth--;
            Scheduler.Settle(flags);
        }
    }
}
