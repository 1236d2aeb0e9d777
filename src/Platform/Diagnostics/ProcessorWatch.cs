using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;
using Internal.Runtime;

namespace Diesis.Platform.Diagnostics;

/// <summary>Finds processors that take no interrupts any more, and asks them by one that cannot be kept away where they are.</summary>
/// <remarks>
/// A processor that looks stuck, since its count of interrupts stands still, is sent one; if the count still stands at the next look, it
/// is stuck. Idle processors rest in peace. The handler of the non-maskable interrupt takes no lock: it writes the addresses on the stack into
/// a place of its processor's own, for whoever asked to read. SAFETY: places are indexed by processor; the frame stands while the handler runs.
/// </remarks>
public static unsafe class ProcessorWatch
{
    private const int MostFrames = 32;

    private static Places s_places;

    /// <summary>Lets processors be asked where they are.</summary>
    public static void Start() => NonMaskableInterrupts.SetHandler(&OnInterrupt);

    /// <summary>Whether a processor has something to do: a thread other than its idle one, or an interrupt.</summary>
    public static bool IsBusy(int processor)
    {
        ProcessorQueue queue = Scheduler.Queue(processor);
        return queue.Current != queue.Idle || Processor.Block(processor)->InterruptDepth != 0;
    }

    /// <summary>Interrupts that a processor has taken. One that takes interrupts takes another soon after <see cref="Prod"/>.</summary>
    public static long InterruptCount(int processor) => Volatile.Read(ref Processor.Block(processor)->InterruptCount);

    /// <summary>Sends a processor an interrupt that changes nothing.</summary>
    public static void Prod(int processor) => LocalInterrupts.Send(processor, Vector.Reschedule);

    /// <summary>Where another processor is, by an interrupt that cannot be kept away: its methods, innermost first. Empty if it does not answer.</summary>
    public static IReadOnlyList<string> Trace(int processor)
    {
        ref Place place = ref s_places[processor];
        place.Count = 0;
        Volatile.Write(ref place.IsAsked, 1);
        LocalInterrupts.SendNonMaskable(processor);
        for (int i = 0; i < 200 && Volatile.Read(ref place.IsAsked) != 0; i++)
            Thread.Sleep(1);

        List<string> lines = [];
        if (Volatile.Read(ref place.IsAsked) != 0)
            return lines;
        for (int i = 0; i < place.Count; i++)
        {
            if (StackTraceText.TryDescribe((nuint)place.Addresses[i], out string line))
                lines.Add(line);
        }

        return lines;
    }

    private static bool OnInterrupt(InterruptFrame* frame)
    {
        ref Place place = ref s_places[ProcessorBlock.Current->Index];
        if (Volatile.Read(ref place.IsAsked) == 0)
            return false;
        UnwindFrame at = frame->Origin;
        int count = 0;
        if (!MethodLookup.TryFind(at.LookupAddress, out _))
        {
            // In one of the assembly's leaf routines, which push nothing: its caller's address is on top of the stack.
            at.InstructionPointer = *(byte**)at.StackPointer;
            at.StackPointer += sizeof(nint);
            at.IsFault = 0;
        }

        do
            place.Addresses[count++] = (ulong)at.LookupAddress + 1;
        while (count < MostFrames && StackWalk.TryMoveToCaller(ref at, out _));
        place.Count = count;
        Volatile.Write(ref place.IsAsked, 0);
        return true;
    }

    private struct Place
    {
        internal int IsAsked;
        internal int Count;
        internal fixed ulong Addresses[MostFrames];
    }

    [InlineArray(Processor.Maximum)]
    private struct Places
    {
        private Place _first;
    }
}
