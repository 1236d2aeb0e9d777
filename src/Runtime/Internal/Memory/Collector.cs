using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime.Memory;

/// <summary>Runs collections: one at a time, on the thread that needs it.</summary>
/// <remarks>
/// Lock order: <see cref="s_collecting"/>, then the thread list's lock, then nothing. What may be held at a stop: no lock that is taken
/// within critical sections; any other lock, since its holder goes on afterwards.
/// </remarks>
internal static unsafe class Collector
{
    // SAFETY: s_collecting lies in the image and so has a fixed address; stack bounds come from blocks of stopped threads.

    private static int s_collecting;

    internal static void Initialize()
    {
        MarkPool.Initialize();
        Roots.Initialize();
        OutOfMemory.Initialize();
        GcVerification.Initialize();
        GcStress.Initialize();
    }

    /// <summary>Collects, or waits for the end of a collection that another thread has begun.</summary>
    /// <remarks>Preconditions: not within a critical section.</remarks>
    internal static void Collect(GcReason reason)
    {
        ThreadBlock* block = RuntimeThread.Current;
        if (block->Attached == 0)
            return;
        if (Interlocked.CompareExchange(ref s_collecting, 1, 0) != 0)
        {
            int* collecting = (int*)Unsafe.AsPointer(ref s_collecting);
            while (Volatile.Read(ref s_collecting) != 0)
                Home.WaitOnAddress(collecting, 1, -1);
            return;
        }
        StopTheWorld.CallWithRegistersSaved(&CollectHere, (nint)reason);
    }

    /// <summary>Collects on an interrupted thread, whose registers its block names; does nothing if another thread is collecting.</summary>
    internal static void CollectInterrupted(ThreadBlock* block, byte* stackPointer)
    {
        if (Interlocked.CompareExchange(ref s_collecting, 1, 0) == 0)
            Run(block, stackPointer, GcReason.Timer);
    }

    /// <summary>Collects in an interrupt's handler, on the interrupted thread's own stack; does nothing if another processor is collecting.</summary>
    internal static void CollectInInterrupt()
    {
        if (RuntimeThread.Current->Attached != 0 && Interlocked.CompareExchange(ref s_collecting, 1, 0) == 0)
            StopTheWorld.CallWithRegistersSaved(&CollectHere, (nint)GcReason.Timer);
    }

    [UnmanagedCallersOnly]
    private static void CollectHere(nint reason, byte* stackPointer) => Run(RuntimeThread.Current, stackPointer, (GcReason)reason);

    private static void Run(ThreadBlock* block, byte* stackPointer, GcReason reason)
    {
        // Critical from here on, so that a timer which rings meanwhile does not make this thread wait for its own collection.
        CriticalSection collecting = new(block);
        CriticalSection critical = ThreadList.Enter();
        block->StoppedAt = stackPointer;
        long start = Home.MonotonicNanoseconds();
        StopTheWorld.Begin(block);
        long stopped = Home.MonotonicNanoseconds();

        CollectStopped(reason);

        long end = Home.MonotonicNanoseconds();
        if (stopped - start > GcStatistics.LongestWaitForThreads)
            GcStatistics.LongestWaitForThreads = stopped - start;
        GcStatistics.CountStop(end - start);
        block->StoppedAt = null;
        // A timer that rang meanwhile has had its collection.
        block->CollectionPending = 0;
        Volatile.Write(ref s_collecting, 0);
        StopTheWorld.End();
        Home.WakeByAddress((int*)Unsafe.AsPointer(ref s_collecting), int.MaxValue);
        ThreadList.Leave(critical);
        collecting.Leave();
    }

    private static void CollectStopped(GcReason reason)
    {
        GcStatistics.CountCollection(reason);
        AllocationCaches.DropAll();
        Heap.PrepareMarking();

        long start = Home.MonotonicNanoseconds();
        Marker marker = default;
        Roots.Scan(ref marker);
        Mark(ref marker);
        while (MarkPool.Overflowed != 0)
        {
            GcStatistics.MarkOverflows++;
            MarkPool.Overflowed = 0;
            Heap.TraceOverflowed(ref marker);
            Mark(ref marker);
        }
        MonitorTable.ReleaseDead(&Heap.IsLiveObjectAt);
        GcStatistics.TotalMark += Home.MonotonicNanoseconds() - start;

        Heap.FinishMarking();
        GcVerification.CheckHeapIfWanted();
        GcTrigger.Reset(GcStatistics.LiveBytes);
        Heap.ReturnFreeMemory((int)(GcTrigger.Budget >> Block.Shift));
    }

    private static void Mark(ref Marker marker)
    {
        marker.Publish();
        MarkPool.Open();
        marker.Run();
        MarkPool.Close();
    }
}
