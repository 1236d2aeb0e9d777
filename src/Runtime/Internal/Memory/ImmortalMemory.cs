using System.Threading;
using Internal.Runtime.Memory;

namespace Internal.Runtime;

/// <summary>Native memory that is never given back: dispatch lists, type objects' table, collector tables.</summary>
/// <remarks>Locks: none; space is claimed by one atomic addition. SAFETY: a claimed range belongs to its claimant alone, for ever.</remarks>
internal static unsafe class ImmortalMemory
{
    private const nuint ReservedAtMost = 64 << 20;
    private const nuint ShareOfMemory = 16;
    private const nuint CommitStep = 64 << 10;

    private static byte* s_start;
    private static long s_reserved;
    private static long s_used;
    private static long s_committed;
    private static int s_growing;

    internal static void Initialize()
    {
        nuint share = Home.MemorySize() / ShareOfMemory;
        s_reserved = (long)((share < ReservedAtMost ? share : ReservedAtMost) & ~(CommitStep - 1));
        s_start = Home.Reserve((nuint)s_reserved);
        if (s_start == null)
            FailFast.Abort("no address space for the runtime's own data");
    }

    /// <summary>Zeroed memory, 16-byte aligned; null when memory is short.</summary>
    internal static void* Allocate(nuint bytes)
    {
        long rounded = (long)((bytes + 15) & ~(nuint)15);
        long end = Interlocked.Add(ref s_used, rounded);
        if (end > s_reserved)
            return null;
        while (Volatile.Read(ref s_committed) < end)
        {
            if (!Grow(end))
                return null;
        }
        return s_start + end - rounded;
    }

    private static bool Grow(long end)
    {
        // Critical, so that on bare metal whoever grows is not preempted: an interrupt's handler may wait here.
        CriticalSection critical = new(RuntimeThread.Current);
        SpinGate.Enter(ref s_growing);
        bool done = true;
        long committed = s_committed;
        if (committed < end)
        {
            nuint step = ((nuint)(end - committed) + CommitStep - 1) & ~(CommitStep - 1);
            done = Home.Commit(s_start + committed, step);
            if (done)
                Volatile.Write(ref s_committed, committed + (long)step);
        }
        SpinGate.Leave(ref s_growing);
        critical.Leave();
        return done;
    }
}
