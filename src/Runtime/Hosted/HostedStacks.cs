using System.Runtime;
using Internal.Runtime;

namespace Diesis.Runtime.Hosted;

/// <summary>Stacks of threads.</summary>
/// <remarks>
/// One mapping, upwards: guard (never accessible), reserve (opened while an exception is dispatched at the stack's end), the stack, a
/// guard page, the stack of the signal handlers.
/// </remarks>
internal static unsafe class HostedStacks
{
    // SAFETY: every address is computed within the one mapping that the block names, which goes only when its thread has ended.

    private const nuint PageBytes = 4096;
    private const nuint GuardBytes = 64 << 10;
    private const nuint ReserveBytes = 64 << 10;
    internal const nuint SignalStackBytes = 64 << 10;
    private const nuint MinimumBytes = 64 << 10;

    /// <summary>Gives a block a stack; keeps one it still has from an ended thread if that is large enough.</summary>
    internal static bool Map(ThreadBlock* block, nuint stackBytes)
    {
        if (stackBytes < MinimumBytes)
            stackBytes = MinimumBytes;
        stackBytes = (stackBytes + PageBytes - 1) & ~(PageBytes - 1);
        nuint total = GuardBytes + ReserveBytes + stackBytes + PageBytes + SignalStackBytes;
        if (block->Mapping != null)
        {
            if (block->MappingLength == total)
                return true;
            Linux.Invoke(Linux.Call.MemoryUnmap, (long)block->Mapping, (long)block->MappingLength);
            block->Mapping = null;
        }

        byte* start = Linux.Map(total, Linux.ProtectNone, Linux.MapNoReserve);
        if (start == null)
            return false;
        byte* limit = start + GuardBytes + ReserveBytes;
        byte* stackBase = limit + stackBytes;
        const int ReadWrite = Linux.ProtectRead | Linux.ProtectWrite;
        if (!Linux.Protect(limit, stackBytes, ReadWrite) || !Linux.Protect(stackBase + PageBytes, SignalStackBytes, ReadWrite))
        {
            Linux.Invoke(Linux.Call.MemoryUnmap, (long)start, (long)total);
            return false;
        }
        block->Mapping = start;
        block->MappingLength = total;
        block->StackLimit = limit;
        block->StackBase = stackBase;
        return true;
    }

    internal static byte* SignalStack(ThreadBlock* block) => block->StackBase + PageBytes;

    /// <summary>Whether an address lies in the guard or the reserve below a stack.</summary>
    internal static bool IsBelowLimit(ThreadBlock* block, byte* address) => address >= block->Mapping && address < block->StackLimit;

    internal static bool IsInReserve(ThreadBlock* block, byte* address) =>
        address >= block->StackLimit - ReserveBytes && address < block->StackLimit;

    [RuntimeExport("HomeOpenStackReserve")]
    private static void SetReserve(ThreadBlock* block, bool open)
    {
        Linux.Protect(block->StackLimit - ReserveBytes, ReserveBytes, open ? Linux.ProtectRead | Linux.ProtectWrite : Linux.ProtectNone);
        block->ReserveOpen = open ? 1 : 0;
    }
}
