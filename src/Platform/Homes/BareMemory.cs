using System;
using System.Runtime;
using Diesis.Platform.Boot;
using Diesis.Platform.Memory;
using Internal.Runtime;

namespace Diesis.Platform.Homes;

/// <summary>Memory for the runtime until there are page tables and frames of our own: one range, given out upwards.</summary>
internal static unsafe class BareMemory
{
    private const nuint Alignment = 64 << 10;

    private static byte* s_next;

    internal static void Initialize() => s_next = StartInformation.MemoryStart;

    [RuntimeExport("HomeReserve")]
    private static byte* Reserve(nuint length)
    {
        nuint rounded = (length + Alignment - 1) & ~(Alignment - 1);
        if (rounded > (nuint)(StartInformation.MemoryEnd - s_next))
            return null;
        byte* start = s_next;
        s_next += rounded;
        return start;
    }

    /// <remarks>The memory is there already, but may hold anything. SAFETY: the range is part of a reservation.</remarks>
    [RuntimeExport("HomeCommit")]
    private static bool Commit(byte* address, nuint length)
    {
        SpanHelpers.ClearWithoutReferences(ref *address, length);
        return true;
    }

    /// <remarks>Nothing to give back to; zeros are all that is promised.</remarks>
    [RuntimeExport("HomeDecommit")]
    private static void Decommit(byte* address, nuint length) => SpanHelpers.ClearWithoutReferences(ref *address, length);

    [RuntimeExport("HomeMemorySize")]
    private static nuint MemorySize() => (nuint)(StartInformation.MemoryEnd - s_next);

    [RuntimeExport("HomeEnterCritical")]
    private static nuint EnterCritical() => 0;

    [RuntimeExport("HomeLeaveCritical")]
    private static void LeaveCritical(nuint state)
    {
    }

    [RuntimeExport("HomeOpenStackReserve")]
    private static void SetStackReserve(ThreadBlock* block, bool open) => BootStack.SetReserve(block, open);
}
