using System;
using System.Threading;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Platform.Interrupts;

/// <summary>From a vector to its handlers: the one place that every interrupt passes which is no exception of the processor.</summary>
/// <remarks>
/// Device vectors have chains of <see cref="InterruptHandler"/>s; fixed vectors, which the platform itself uses, have a function. Locks: s_lock
/// (rank Interrupts) for changes; dispatch takes none, it reads chains that change by single stores.
/// SAFETY: the tables are as long as there are vectors, and a fixed vector's function is code of the image.
/// </remarks>
internal static unsafe class InterruptVectors
{
    private const int FixedCount = Vector.Count - Vector.FirstFixed;
    private const int DispatchStride = 16;

    private struct FixedTable
    {
        public fixed ulong Functions[FixedCount];
        public fixed long Counts[FixedCount * Processor.Maximum];
    }

    /// <summary>Even while a processor is outside of dispatch; a cache line each.</summary>
    private struct DispatchStates
    {
        public fixed int Sequence[Processor.Maximum * DispatchStride];
    }

    private static FixedTable s_fixed;
    private static DispatchStates s_dispatches;
    private static long s_unclaimed;

    /// <summary>So often in a row may an interrupt be nobody's: a line that nobody quiets would keep its processor for ever.</summary>
    private const int StormLength = 10_000;

    private struct StormTable
    {
        public fixed int Unclaimed[Vector.Count];
    }

    private static StormTable s_storms;

    private static SpinLock s_lock = new(LockRank.Interrupts);
    private static InterruptHandler?[]? s_handlers;
    private static bool s_isReady;

    private static InterruptHandler?[] Table => s_handlers!;

    /// <summary>Interrupts that no handler took.</summary>
    internal static long Unclaimed => s_unclaimed;

    /// <summary>Makes room for handlers, once the heap is there. Before, only fixed vectors work.</summary>
    internal static void Initialize()
    {
        s_handlers = new InterruptHandler?[Vector.Count];
        s_isReady = true;
    }

    /// <summary>Sets what a fixed vector does: it runs with interrupts off, after the interrupt has been acknowledged.</summary>
    internal static void SetFixed(int vector, delegate*<void> function) => s_fixed.Functions[vector - Vector.FirstFixed] = (ulong)function;

    /// <summary>How often a fixed vector came on a processor.</summary>
    internal static long FixedCountOf(int vector, int processor) =>
        Volatile.Read(ref s_fixed.Counts[(vector - Vector.FirstFixed) * Processor.Maximum + processor]);

    /// <summary>The first handler of a vector; others follow by <see cref="InterruptHandler.Next"/>.</summary>
    internal static InterruptHandler? First(int vector) => s_isReady ? Volatile.Read(ref s_handlers![vector]) : null;

    /// <summary>Gives a free device vector to a handler. Returns 0 when none is free.</summary>
    internal static int Allocate(InterruptHandler handler)
    {
        using SpinLock.Scope held = s_lock.Enter();
        for (int vector = Vector.FirstDevice; vector <= Vector.LastDevice; vector++)
        {
            if (Table[vector] is null)
            {
                Link(handler, vector);
                return vector;
            }
        }
        return 0;
    }

    /// <summary>Connects one more handler to a vector that is a line's.</summary>
    internal static void Add(int vector, InterruptHandler handler)
    {
        using SpinLock.Scope held = s_lock.Enter();
        Link(handler, vector);
    }

    /// <summary>Disconnects a handler, which is not running any more at return. A vector without handlers is free again.</summary>
    /// <remarks>Preconditions: not called by the handler itself.</remarks>
    internal static void Remove(InterruptHandler handler)
    {
        using (s_lock.Enter())
        {
            int vector = handler.ConnectedVector;
            if (vector == 0)
                return;
            if (Table[vector] == handler)
            {
                Volatile.Write(ref Table[vector], handler.Next);
            }
            else
            {
                InterruptHandler? before = Table[vector];
                while (before is not null && before.Next != handler)
                    before = before.Next;
                if (before is not null)
                    Volatile.Write(ref before.Next, handler.Next);
            }
            handler.ConnectedVector = 0;
        }
        WaitForDispatches();
        handler.Next = null;
    }

    /// <summary>Called by the interrupt entry for every vector from 32 on, with interrupts off.</summary>
    internal static void Dispatch(int vector)
    {
        int processor = Processor.CurrentIndex;
        if (vector >= Vector.FirstFixed)
        {
            DispatchFixed(vector, processor);
            return;
        }

        ref int sequence = ref s_dispatches.Sequence[processor * DispatchStride];
        Volatile.Write(ref sequence, sequence + 1);
        if (vector <= Vector.LastOldLine)
            DispatchOldLine(vector, processor);
        else
            DispatchDevice(vector, processor);
        Volatile.Write(ref sequence, sequence + 1);
    }

    private static void DispatchFixed(int vector, int processor)
    {
        int index = vector - Vector.FirstFixed;
        s_fixed.Counts[index * Processor.Maximum + processor]++;
        if (vector == Vector.Spurious)
            return;
        LocalApic.EndOfInterrupt();
        delegate*<void> function = (delegate*<void>)s_fixed.Functions[index];
        if (function != null)
            function();
    }

    private static void DispatchOldLine(int vector, int processor)
    {
        int line = vector - Vector.FirstOldLine;
        if (InterruptController.IsSpurious(line))
            return;
        if (!RunHandlers(vector, processor))
            NoteUnclaimed(vector);
        InterruptController.EndOfInterrupt(line);
    }

    private static void DispatchDevice(int vector, int processor)
    {
        if (!RunHandlers(vector, processor))
            NoteUnclaimed(vector);
        LocalApic.EndOfInterrupt();
    }

    /// <summary>Asks every handler; false when it was nobody's.</summary>
    private static bool RunHandlers(int vector, int processor)
    {
        bool taken = false;
        for (InterruptHandler? handler = First(vector); handler is not null; handler = Volatile.Read(ref handler.Next))
        {
            if (Ask(handler))
            {
                handler.NoteTaken(processor);
                taken = true;
            }
        }
        if (taken)
            s_storms.Unclaimed[vector] = 0;
        return taken;
    }

    private static void NoteUnclaimed(int vector)
    {
        Interlocked.Increment(ref s_unclaimed);
        if (++s_storms.Unclaimed[vector] != StormLength)
            return;
        s_storms.Unclaimed[vector] = 0;
        if (InterruptLines.TryMaskVector(vector))
            KernelLog.Write(LogLevel.Error, "interrupts"u8, "a line that nobody quiets is switched off"u8);
    }

    /// <summary>A handler that throws is a bug of its driver: it is told, and the machine goes on; one that does so often is asked no more.</summary>
    private static bool Ask(InterruptHandler handler)
    {
        const int MostFaults = 16;
        if (handler.Faults >= MostFaults)
            return false;
        try
        {
            return handler.OnInterrupt();
        }
        catch (Exception exception)
        {
            handler.Faults++;
            Oops.Report("interrupt handler", handler.Name, exception);
            return true;
        }
    }

    private static void Link(InterruptHandler handler, int vector)
    {
        if (handler.ConnectedVector != 0)
            throw new InvalidOperationException("the handler is connected already");
        handler.ConnectedVector = vector;
        handler.Next = Table[vector];
        Volatile.Write(ref Table[vector], handler);
    }

    /// <summary>Waits until each other processor has left the dispatch that it is in, if it is in one.</summary>
    private static void WaitForDispatches()
    {
        Interlocked.MemoryBarrier();
        for (int i = 0; i < Processor.Count; i++)
        {
            ref int sequence = ref s_dispatches.Sequence[i * DispatchStride];
            int seen = Volatile.Read(ref sequence);
            if (i == Processor.CurrentIndex || (seen & 1) == 0)
                continue;
            while (Volatile.Read(ref sequence) == seen)
                Instructions.Pause();
        }
    }
}
