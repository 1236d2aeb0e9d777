using System.Threading;
using Diesis.Platform.Interrupts;

namespace Diesis.Platform.Processors;

/// <summary>Whether the caller of a cross call goes on before the others have run it.</summary>
internal enum CrossCallWait
{
    UntilDone,
    None,
}

/// <summary>Whether a function that is run on other processors takes spin locks.</summary>
internal enum CrossCallLocks
{
    /// <summary>Then it is not run by a processor that may hold some; and the caller, if it waits, has interrupts on, so that it holds none either.</summary>
    MayBeTaken,

    /// <summary>It is run as well while its processor waits for a spin lock or for others, with interrupts off.</summary>
    None,
}

/// <summary>Runs functions on other processors, in interrupt context there.</summary>
/// <remarks>
/// Each processor has one request, which others find by a bit of theirs. Whoever waits here, or anywhere else with interrupts off for another
/// processor, runs what is asked of itself meanwhile (<see cref="Poll"/>, or <see cref="PollLockFree"/> where locks may be held), so two
/// processors that call each other both go on. Locks: none.
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

        /// <summary>Nonzero where the function takes no locks.</summary>
        public fixed long LockFree[Processor.Maximum * Stride];

        /// <summary>Who wants something of a processor, one bit each.</summary>
        public fixed long Callers[Processor.Maximum * Stride];
    }

    private static Table s_table;

    /// <summary>Runs a function on other processors. May be called with interrupts off.</summary>
    /// <param name="processorMask">One bit for each processor; the current one's and those of processors not started are ignored.</param>
    internal static void Run(ulong processorMask, delegate*<nint, void> function, nint argument, CrossCallWait wait, CrossCallLocks locks = CrossCallLocks.None)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        int self = Processor.CurrentIndex;
        ulong targets = processorMask & Processor.AllMask & ~(1UL << self);
        if (targets != 0)
        {
            ref long remaining = ref s_table.Remaining[self * Stride];
            WaitForEnd(ref remaining, flags);
            s_table.Functions[self * Stride] = (ulong)function;
            s_table.Arguments[self * Stride] = argument;
            s_table.LockFree[self * Stride] = locks == CrossCallLocks.None ? 1 : 0;
            Volatile.Write(ref remaining, System.Numerics.BitOperations.PopCount(targets));
            for (ulong left = targets; left != 0; left &= left - 1)
            {
                int target = System.Numerics.BitOperations.TrailingZeroCount(left);
                Interlocked.Or(ref s_table.Callers[target * Stride], 1L << self);
                LocalInterrupts.Send(target, Vector.CrossCall);
            }
            if (wait == CrossCallWait.UntilDone)
                WaitForEnd(ref remaining, flags);
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

    /// <summary>As <see cref="Poll"/>, but only what takes no locks: for a processor that may hold some. Interrupts are off.</summary>
    internal static void PollLockFree()
    {
        int self = Processor.CurrentIndex;
        ref long callers = ref s_table.Callers[self * Stride];
        for (ulong left = (ulong)Volatile.Read(ref callers); left != 0; left &= left - 1)
        {
            int bit = System.Numerics.BitOperations.TrailingZeroCount(left);
            int caller = bit * Stride;
            if (s_table.LockFree[caller] == 0)
                continue;
            Interlocked.And(ref callers, ~(1L << bit));
            ((delegate*<nint, void>)s_table.Functions[caller])((nint)s_table.Arguments[caller]);
            Interlocked.Decrement(ref s_table.Remaining[caller]);
        }
    }

    /// <param name="flags">The caller's: with interrupts on it holds no spin locks.</param>
    private static void WaitForEnd(ref long remaining, nuint flags)
    {
        while (Volatile.Read(ref remaining) != 0)
        {
            if ((flags & Instructions.InterruptFlag) != 0)
                Poll();
            else
                PollLockFree();
            Instructions.Pause();
        }
    }
}
