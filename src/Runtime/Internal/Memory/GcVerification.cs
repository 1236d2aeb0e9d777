using System;
using System.Diagnostics;

namespace Internal.Runtime.Memory;

/// <summary>
/// Checks of the heap for test builds (GC_VERIFICATION): free cells hold a pattern that is looked at when they are used again, each object
/// is followed by a canary, allocations are counted by site. In other builds only the zeroing remains.
/// </summary>
internal static unsafe partial class GcVerification
{
    // SAFETY: a cell handed in belongs to the caller alone (just claimed, or dead), with its size as its block says.

#if GC_VERIFICATION
    internal const bool IsOn = true;
    internal const nuint CanaryBytes = 8;
    private const byte FreePattern = 0xdb;
    private const ulong FreeWord = 0xdbdb_dbdb_dbdb_dbdb;
    private const ulong Canary = 0xca9a_47e5_0b1e_c7ed;

    /// <summary>Checks that nobody wrote to a free cell, clears it, and sets the canary in its last word.</summary>
    internal static void PrepareCell(byte* cell, uint cellBytes, nuint bytes, nint site)
    {
        ulong* word = (ulong*)(cell - ObjectLayout.HeaderBytes);
        ulong* end = word + cellBytes / 8;
        bool fresh = *word == 0;
        for (ulong* at = word; at < end; at++)
        {
            if (at != (ulong*)cell && *at != (fresh ? 0 : FreeWord))
                FailFast.Abort("a free cell was written to");
            *at = 0;
        }
        end[-1] = Canary;
        AllocationSites.Count(site, (long)bytes);
    }

    internal static void PrepareLarge(byte* target, nuint bytes, nint site)
    {
        nuint blocks = (bytes + Block.Bytes - 1) & ~(Block.Bytes - 1);
        *(ulong*)(target - ObjectLayout.HeaderBytes + blocks - 8) = Canary;
        AllocationSites.Count(site, (long)bytes);
    }

    internal static void FreeCell(byte* cell, uint cellBytes)
    {
        CheckCanaryOfDead(cell, cellBytes);
        SpanHelpers.Fill(ref *(cell - ObjectLayout.HeaderBytes), FreePattern, cellBytes);
    }

    /// <summary>The canary of an object that is swept: an overrun is found at the latest here.</summary>
    private static void CheckCanaryOfDead(byte* cell, uint cellBytes)
    {
        if (Heap.IsMethodTable(*(nuint*)cell))
            CheckCanary(cell, cellBytes);
    }

    private static void CheckCanary(byte* cell, nuint cellBytes)
    {
        if (*(ulong*)(cell - ObjectLayout.HeaderBytes + cellBytes - 8) != Canary)
            FailFast.Abort("an object was overrun: its canary is gone");
    }
#else
    internal const bool IsOn = false;
    internal const nuint CanaryBytes = 0;

    internal static void PrepareCell(byte* cell, uint cellBytes, nuint bytes, nint site)
    {
    }

    internal static void PrepareLarge(byte* target, nuint bytes, nint site)
    {
    }

    internal static void FreeCell(byte* cell, uint cellBytes)
    {
        const uint FewBytes = 64;
        if (cellBytes > FewBytes)
        {
            SpanHelpers.ClearWithoutReferences(ref *(cell - ObjectLayout.HeaderBytes), cellBytes);
            return;
        }
        for (nint* word = (nint*)(cell - ObjectLayout.HeaderBytes), end = word + cellBytes / 8; word < end; word++)
            *word = 0;
    }
#endif
}
