using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime.Memory;

/// <summary>Stops all threads but the collecting one, and proves that they have stopped: each acknowledges.</summary>
/// <remarks>
/// The collector holds the thread list's lock, makes the epoch odd, and has the home ask each attached thread to stop by a signal; on bare
/// metal each processor is interrupted instead, since a thread that no processor runs is stopped already. A thread acknowledges where
/// the request reaches it, or, within a critical section, at its end. A stopped thread helps to mark when there is work, else sleeps
/// until the epoch is even again.
/// </remarks>
internal static unsafe class StopTheWorld
{
    // SAFETY: the words waited on are statics of the image, which never move; blocks outlive their threads.

    private static int s_epoch;
    private static int s_acknowledged;

    /// <summary>Changes whenever stopped threads have something to look at.</summary>
    private static int s_signal;

    [RuntimeImport("*", "CallWithRegistersSaved")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void CallWithRegistersSaved(delegate* unmanaged<nint, byte*, void> code, nint argument);

    [RuntimeImport("*", "AllocateRestart")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint AllocateRestart(nint instruction);

    /// <summary>Stops all attached threads but the current one. The thread list's lock is held.</summary>
    internal static void Begin(ThreadBlock* self)
    {
        s_acknowledged = 0;
        Interlocked.Increment(ref s_epoch);
        int asked = Home.RequestStops(self);
        int* acknowledged = (int*)Unsafe.AsPointer(ref s_acknowledged);
        while (true)
        {
            int count = Volatile.Read(ref s_acknowledged);
            if (count == asked)
                return;
            Home.WaitStopped(acknowledged, count);
        }
    }

    internal static void End()
    {
        Interlocked.Increment(ref s_epoch);
        Home.EndStops();
        Notify(int.MaxValue);
    }

    /// <summary>Makes stopped threads look whether there is work for them.</summary>
    internal static void Notify(int threads)
    {
        Interlocked.Increment(ref s_signal);
        Home.WakeStopped((int*)Unsafe.AsPointer(ref s_signal), threads);
    }

    /// <summary>A stop request has reached the current thread, on another stack than its own, with further requests held off.</summary>
    /// <param name="instruction">Where it was interrupted; changed when an allocation must begin anew.</param>
    /// <param name="stackPointer">Its own stack's pointer there.</param>
    /// <param name="registers">Its saved general registers.</param>
    /// <param name="vectors">Its saved vector registers, or null.</param>
    [System.Diagnostics.StackTraceHidden]
    internal static void OnStopRequest(
        ThreadBlock* block, ref nint instruction, byte* stackPointer, nint* registers, int registerCount, nint* vectors)
    {
        if (block->CriticalDepth != 0)
        {
            Volatile.Write(ref block->StopPending, 1);
            return;
        }
        instruction = AllocateRestart(instruction);
        block->SavedRegisters = registers;
        block->SavedRegisterCount = registerCount;
        block->SavedVectors = vectors;
        Park(block, stackPointer);
        block->SavedRegisters = null;
        block->SavedVectors = null;
    }

    /// <summary>The timer of a stress test interrupted the current thread: it collects right here, if nobody else does.</summary>
    internal static void OnCollectionTimer(
        ThreadBlock* block, ref nint instruction, byte* stackPointer, nint* registers, int registerCount, nint* vectors)
    {
        if (block->Attached == 0)
            return;
        if (block->CriticalDepth != 0)
        {
            block->CollectionPending = 1;
            Volatile.Write(ref block->StopPending, 1);
            return;
        }
        instruction = AllocateRestart(instruction);
        block->SavedRegisters = registers;
        block->SavedRegisterCount = registerCount;
        block->SavedVectors = vectors;
        Collector.CollectInterrupted(block, stackPointer);
        block->SavedRegisters = null;
        block->SavedVectors = null;
    }

    /// <summary>The end of a critical section in which a request came.</summary>
    internal static void HonourPending(ThreadBlock* block)
    {
        CallWithRegistersSaved(&ParkHere, (nint)block);
        if (block->CollectionPending != 0)
        {
            block->CollectionPending = 0;
            Collector.Collect(GcReason.Timer);
        }
    }

    [UnmanagedCallersOnly]
    private static void ParkHere(nint argument, byte* stackPointer)
    {
        ThreadBlock* block = (ThreadBlock*)argument;
        do
        {
            // A request that comes meanwhile is only noted, so that none is acknowledged twice.
            Volatile.Write(ref block->StopPending, 0);
            Volatile.Write(ref block->CriticalDepth, 1);
            Park(block, stackPointer);
            Volatile.Write(ref block->CriticalDepth, 0);
        }
        while (Volatile.Read(ref block->StopPending) != 0);
    }

    /// <summary>Acknowledges the current stop, once, and stays until it ends. Returns at once if there is none.</summary>
    private static void Park(ThreadBlock* block, byte* stackPointer)
    {
        int epoch = Volatile.Read(ref s_epoch);
        if ((epoch & 1) == 0 || block->AcknowledgedStop == epoch)
            return;
        block->StoppedAt = stackPointer;
        block->AcknowledgedStop = epoch;
        Interlocked.Increment(ref s_acknowledged);
        Home.WakeStopped((int*)Unsafe.AsPointer(ref s_acknowledged), 1);

        int* signal = (int*)Unsafe.AsPointer(ref s_signal);
        while (true)
        {
            int seen = Volatile.Read(ref *signal);
            if (Volatile.Read(ref s_epoch) != epoch)
                break;
            if (!MarkPool.TryHelp())
                Home.WaitStopped(signal, seen);
        }
        block->StoppedAt = null;
    }
}
