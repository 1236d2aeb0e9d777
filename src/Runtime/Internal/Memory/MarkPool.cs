using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime.Memory;

/// <summary>A piece of the mark stack: objects that are marked and still to be traced.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MarkChunk
{
    // SAFETY: chunks are immortal and belong to one marker or to the pool at a time; the count stays below the capacity.

    internal const int Capacity = 510;

    public MarkChunk* Next;
    public nint Count;
    public fixed long Items[Capacity];
}

/// <summary>The bounded mark stack, cut into chunks which the marking threads exchange; and the end of marking.</summary>
/// <remarks>
/// Work packets: a thread fills and empties a chunk of its own, hands full ones over, and takes others' when its own is empty. Marking is
/// over when all threads that take part are idle and no chunk waits. When no empty chunk is left, objects stay marked but untraced and
/// their blocks are noted (<see cref="Overflowed"/>).
/// Locks: <see cref="s_lock"/> guards the lists and counts.
/// </remarks>
internal static unsafe class MarkPool
{
    private const int Chunks = 256;
    private const int SpinsBeforeYield = 200;

    private static MarkChunk* s_empty;
    private static MarkChunk* s_unused;
    private static MarkChunk* s_unusedEnd;
    private static MarkChunk* s_full;
    private static int s_lock;
    private static int s_workers;
    private static int s_idle;
    private static int s_open;
    private static int s_wantedWorkers;

    /// <summary>Set when an object could not be put on the stack.</summary>
    internal static int Overflowed;

    internal static void Initialize()
    {
        int chunks = (int)GcSettings.Number("DIESIS_GC_MARK_CHUNKS"u8, Chunks);
        MarkChunk* chunk = (MarkChunk*)ImmortalMemory.Allocate((nuint)chunks * (nuint)sizeof(MarkChunk));
        if (chunk == null)
            FailFast.Abort("no memory for the mark stack");
        // Chained only as they are first needed, so that a program that never collects touches none.
        s_unused = chunk;
        s_unusedEnd = chunk + chunks;
        int workers = (int)GcSettings.Number("DIESIS_GC_WORKERS"u8, 0);
        s_wantedWorkers = workers;
    }

    internal static bool HasIdleWorkers => Volatile.Read(ref s_idle) != 0;

    internal static bool MayRunInParallel => MaxWorkers > 1;

    /// <summary>As many as there are processors, unless the settings say otherwise.</summary>
    private static int MaxWorkers => s_wantedWorkers > 0 ? s_wantedWorkers : Home.ProcessorCount();

    internal static MarkChunk* TryTakeEmpty()
    {
        SpinGate.Enter(ref s_lock);
        MarkChunk* chunk = s_empty;
        if (chunk != null)
            s_empty = chunk->Next;
        else if (s_unused < s_unusedEnd)
            chunk = s_unused++;
        SpinGate.Leave(ref s_lock);
        if (chunk != null)
        {
            chunk->Next = null;
            chunk->Count = 0;
        }
        return chunk;
    }

    internal static void GiveEmpty(MarkChunk* chunk)
    {
        SpinGate.Enter(ref s_lock);
        chunk->Next = s_empty;
        s_empty = chunk;
        SpinGate.Leave(ref s_lock);
    }

    internal static void GiveFull(MarkChunk* chunk)
    {
        SpinGate.Enter(ref s_lock);
        chunk->Next = s_full;
        s_full = chunk;
        SpinGate.Leave(ref s_lock);
    }

    internal static MarkChunk* TryTakeFull()
    {
        SpinGate.Enter(ref s_lock);
        MarkChunk* chunk = s_full;
        if (chunk != null)
            s_full = chunk->Next;
        SpinGate.Leave(ref s_lock);
        return chunk;
    }

    /// <summary>Lets stopped threads in. The opener takes part itself.</summary>
    internal static void Open()
    {
        s_workers = 1;
        s_idle = 0;
        Volatile.Write(ref s_open, 1);
        if (MayRunInParallel)
            StopTheWorld.Notify(MaxWorkers - 1);
    }

    /// <summary>A stopped thread takes part in marking until that ends; false if there is nothing to do for it.</summary>
    internal static bool TryHelp()
    {
        if (Volatile.Read(ref s_open) == 0)
            return false;
        SpinGate.Enter(ref s_lock);
        bool joins = s_open != 0 && s_workers < MaxWorkers;
        if (joins)
            s_workers++;
        SpinGate.Leave(ref s_lock);
        if (!joins)
            return false;
        Marker marker = default;
        marker.Run();
        SpinGate.Enter(ref s_lock);
        s_workers--;
        SpinGate.Leave(ref s_lock);
        return true;
    }

    /// <summary>Waits for a chunk; null when marking is over.</summary>
    internal static MarkChunk* TakeFullOrFinish()
    {
        MarkChunk* chunk = TryTakeFull();
        if (chunk != null)
            return chunk;
        Interlocked.Increment(ref s_idle);
        for (int spins = 0; ; spins++)
        {
            SpinGate.Enter(ref s_lock);
            chunk = s_full;
            if (chunk != null)
            {
                s_full = chunk->Next;
                Interlocked.Decrement(ref s_idle);
            }
            else if (s_idle == s_workers)
            {
                s_open = 0;
            }
            bool open = s_open != 0;
            SpinGate.Leave(ref s_lock);
            if (chunk != null || !open)
                return chunk;
            if (spins > SpinsBeforeYield)
                Home.YieldProcessor();
        }
    }

    /// <summary>Waits until every helper has left; the opener's last step.</summary>
    internal static void Close()
    {
        if (s_workers > GcStatistics.LargestWorkerCount)
            GcStatistics.LargestWorkerCount = s_workers;
        while (Volatile.Read(ref s_workers) != 1)
            Home.YieldProcessor();
    }
}
