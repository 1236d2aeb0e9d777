using System.Threading;

namespace Internal.Runtime.Memory;

/// <summary>Counts allocations by the code that made them; on in builds with GC_VERIFICATION.</summary>
/// <remarks>An open-addressed table in immortal memory; when it is full, further sites share the last entry. Locks: none.</remarks>
internal static unsafe class AllocationSites
{
    // SAFETY: the table is immortal and its index is masked by the capacity.

    private const int Capacity = 4096;

    internal struct Site
    {
        public nint Address;
        public long Count;
        public long Bytes;
    }

    private static Site* s_sites;

    internal static void Count(nint address, long bytes)
    {
        if (s_sites == null)
        {
            s_sites = (Site*)ImmortalMemory.Allocate((nuint)(Capacity * sizeof(Site)));
            if (s_sites == null)
                return;
        }
        uint start = (uint)((ulong)address * 0x9e37_79b9_7f4a_7c15 >> 52);
        for (uint i = 0; i < Capacity; i++)
        {
            Site* site = s_sites + ((start + i) & (Capacity - 1));
            nint seen = Volatile.Read(ref site->Address);
            if (seen == 0)
                seen = Interlocked.CompareExchange(ref site->Address, address, 0) == 0 ? address : site->Address;
            if (seen != address && i != Capacity - 1)
                continue;
            Interlocked.Add(ref site->Count, 1);
            Interlocked.Add(ref site->Bytes, bytes);
            return;
        }
    }

    /// <summary>Writes the sites that allocated most to standard error.</summary>
    internal static void Report(int top)
    {
        if (s_sites == null)
            return;
        long below = long.MaxValue;
        for (int rank = 0; rank < top; rank++)
        {
            Site* best = null;
            for (int i = 0; i < Capacity; i++)
            {
                Site* site = s_sites + i;
                if (site->Address != 0 && site->Bytes < below && (best == null || site->Bytes > best->Bytes))
                    best = site;
            }
            if (best == null)
                return;
            below = best->Bytes;
            RawConsole.WriteError("gc: site 0x");
            RawConsole.WriteErrorHex((ulong)best->Address);
            RawConsole.WriteError(" objects ");
            RawConsole.WriteErrorDecimal(best->Count);
            RawConsole.WriteError(" bytes ");
            RawConsole.WriteErrorDecimal(best->Bytes);
            RawConsole.WriteError("\n");
        }
    }
}
