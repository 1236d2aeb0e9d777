using System.Threading;
using Diesis.Platform.Interrupts;

namespace Diesis.Platform.Processors;

/// <summary>Whether the caller of a cross call goes on before the others have run it.</summary>
internal enum CrossCallWait
{
    UntilDone,
    None,
}

/// <summary>Runs functions on other processors, in interrupt context there.</summary>
/// <remarks>
/// Each processor has one request, which others find by a bit of theirs. Whoever waits here, or anywhere else with interrupts off for another
/// processor, runs what is asked of itself meanwhile (<see cref="Poll"/>), so two processors that call each other both go on. Locks: none.
/// SAFETY: the function is code of the image; its argument stays valid until it has run, which the caller sees to.
/// </remarks>
internal static unsafe class CrossCalls
{
    /// <summary>Words between two processors' entries, so that they do not share a cache line.</summary>
    private const int Stride = 8;

    private struct Table
    {
        public fixed ulong Functions[Processor.Maximum * Stride];
        public fixed long Arguments[Processor.Maximum * Stride];
        public fixed long Remaining[Processor.Maximum * Stride];

        /// <summary>Who wants something of a processor, one bit each.</summary>
        public fixed long Callers[Processor.Maximum * Stride];
    }

    private static Table s_table;

    /// <summary>Runs a function on other processors. May be called with interrupts off.</summary>
    /// <param name="processorMask">One bit for each processor; the current one's and those of processors not started are ignored.</param>
    internal static void Run(ulong processorMask, delegate*<nint, void> function, nint argument, CrossCallWait wait)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        int self = Processor.CurrentIndex;
        ulong targets = processorMask & Processor.AllMask & ~(1UL << self);
        if (targets != 0)
        {
            ref long remaining = ref s_table.Remaining[self * Stride];
            WaitForEnd(ref remaining);
            s_table.Functions[self * Stride] = (ulong)function;
            s_table.Arguments[self * Stride] = argument;
            Volatile.Write(ref remaining, System.Numerics.BitOperations.PopCount(targets));
            for (ulong left = targets; left != 0; left &= left - 1)
            {
                int target = System.Numerics.BitOperations.TrailingZeroCount(left);
                Interlocked.Or(ref s_table.Callers[target * Stride], 1L << self);
                LocalInterrupts.Send(target, Vector.CrossCall);
            }
            if (wait == CrossCallWait.UntilDone)
                WaitForEnd(ref remaining);
        }
        Instructions.RestoreInterrupts(flags);
    }

    /// <summary>Does what other processors want of this one. Interrupts are off.</summary>
    internal static void Poll()
    {
        int self = Processor.CurrentIndex;
        ref long callers = ref s_table.Callers[self * Stride];
        if (Volatile.Read(ref callers) == 0)
            return;
        for (ulong left = (ulong)Interlocked.Exchange(ref callers, 0); left != 0; left &= left - 1)
        {
            int caller = System.Numerics.BitOperations.TrailingZeroCount(left) * Stride;
            ((delegate*<nint, void>)s_table.Functions[caller])((nint)s_table.Arguments[caller]);
            Interlocked.Decrement(ref s_table.Remaining[caller]);
        }
    }

    private static void WaitForEnd(ref long remaining)
    {
        while (Volatile.Read(ref remaining) != 0)
        {
            Poll();
            Instructions.Pause();
        }
    }
}
