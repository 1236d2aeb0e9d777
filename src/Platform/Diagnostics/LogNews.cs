using System.Threading;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Processors;
using Diesis.Platform.Threads;

namespace Diesis.Platform.Diagnostics;

/// <summary>Wakes the thread that shows the log. Records are written under any lock, where waking a thread is forbidden; an interrupt to this very
/// processor comes when the locks have been released, and may do it.</summary>
public static class LogNews
{
    /// <summary>Without a local APIC the thread looks by itself so often.</summary>
    private const long WithoutInterrupts = 200_000_000;

    private static WakeSignal? s_signal;
    private static int s_vector;
    private static int s_isPending;

    /// <summary>Makes <see cref="Wait"/> work. Preconditions: interrupts are set up, threads can be started.</summary>
    public static void Initialize()
    {
        s_signal = new WakeSignal();
        int vector = LocalApic.IsPresent ? InterruptVectors.Allocate(new Handler()) : 0;
        Volatile.Write(ref s_vector, vector);
    }

    /// <summary>Waits until there are more records than so many.</summary>
    public static void Wait(ulong count)
    {
        WakeSignal signal = s_signal!;
        int version = signal.Version;
        if (KernelLog.Count == count)
            signal.Wait(version, s_vector != 0 ? -1 : WithoutInterrupts);
    }

    /// <summary>Called after each record, in any context, with interrupts off.</summary>
    internal static void Announce()
    {
        int vector = Volatile.Read(ref s_vector);
        if (vector != 0 && Interlocked.Exchange(ref s_isPending, 1) == 0)
            LocalInterrupts.Send(Processor.CurrentIndex, vector);
    }

    private sealed class Handler() : InterruptHandler("log")
    {
        protected internal override bool OnInterrupt()
        {
            Volatile.Write(ref s_isPending, 0);
            s_signal!.Raise();
            return true;
        }
    }
}
