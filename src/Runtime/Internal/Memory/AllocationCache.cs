using System.Runtime.InteropServices;

namespace Internal.Runtime.Memory;

/// <summary>Free cells at hand for the fast path of allocation: of a thread in a process, of a processor on bare metal.</summary>
/// <remarks>
/// GS points <see cref="OffsetFromGs"/> bytes before it, so Allocate.S reaches the lists in one instruction. Used within critical sections
/// or by Allocate.S' restartable sequences only; the collector empties it while the world is stopped.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal unsafe struct AllocationCache
{
    // SAFETY: caches are immortal; each is used by one thread or processor at a time.

    internal const int Bytes = 1024;

    /// <summary>Assembly: BLOCK_CACHES.</summary>
    internal const int OffsetFromGs = 256;

    /// <summary>Head of the free-cell list of each size class.</summary>
    [FieldOffset(0)]
    public fixed long Cells[SizeClasses.Count];

    /// <summary>Bytes handed to this cache since the last collection.</summary>
    [FieldOffset(SizeClasses.Count * 8)]
    public long AllocatedBytes;

    /// <summary>The lists that are used instead while the ordinary ones are bypassed, so that the fast path always fails; or null.</summary>
    [FieldOffset(SizeClasses.Count * 8 + 8)]
    public long* BypassedCells;

    /// <summary>The next of all caches.</summary>
    [FieldOffset(SizeClasses.Count * 8 + 16)]
    public AllocationCache* Next;

    /// <summary>Forgets the free cells; the sweep will find them again.</summary>
    internal void Drop()
    {
        for (int i = 0; i < SizeClasses.Count; i++)
        {
            Cells[i] = 0;
            if (BypassedCells != null)
                BypassedCells[i] = 0;
        }
        GcStatistics.AllocatedBytes += AllocatedBytes;
        AllocatedBytes = 0;
    }
}

/// <summary>All allocation caches there are. Caches come but never go.</summary>
/// <remarks>Locks: the thread list's, but for the first one.</remarks>
internal static unsafe class AllocationCaches
{
    private static AllocationCache* s_first;

    internal static void Register(AllocationCache* cache)
    {
        cache->Next = s_first;
        s_first = cache;
    }

    /// <summary>The world is stopped.</summary>
    internal static void DropAll()
    {
        for (AllocationCache* cache = s_first; cache != null; cache = cache->Next)
            cache->Drop();
    }
}
