using System.Runtime;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Memory.Virtual;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Homes;

/// <summary>Address space and frames for the runtime's own memory, the collected heap above all.</summary>
internal static unsafe class BareMemory
{
    private const nuint Alignment = 64 << 10;

    // SAFETY: what is committed or given back lies in a reservation of the caller's.

    [RuntimeExport("HomeReserve")]
    private static byte* Reserve(nuint length) => KernelMemory.Reserve(length, Alignment, RangeUse.CollectedHeap);

    [RuntimeExport("HomeCommit")]
    private static bool Commit(byte* address, nuint length) => KernelMemory.Commit(address, length, FrameOwner.CollectedHeap);

    [RuntimeExport("HomeDecommit")]
    private static void Decommit(byte* address, nuint length) => KernelMemory.Unmap(address, length);

    [RuntimeExport("HomeMemorySize")]
    private static nuint MemorySize() => (nuint)Frames.FreeCount << FrameNumber.FrameShift;

    [RuntimeExport("HomeEnterCritical")]
    private static nuint EnterCritical() => Instructions.SaveAndDisableInterrupts();

    [RuntimeExport("HomeLeaveCritical")]
    private static void LeaveCritical(nuint state) => Instructions.RestoreInterrupts(state);

    [RuntimeExport("HomeOpenStackReserve")]
    private static void SetStackReserve(ThreadBlock* block, bool open) => BootStack.SetReserve(block, open);
}
