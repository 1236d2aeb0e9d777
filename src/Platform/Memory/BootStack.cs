using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Memory;

/// <summary>The boot thread's stack, at the beginning of the kernel region: laid out like every <see cref="KernelStack"/>, its pages mapped by Boot.S.</summary>
/// <remarks>SAFETY: the memory is the image's and never freed.</remarks>
internal static unsafe class BootStack
{
    private const int StackPages = 256;

    internal const ulong Start = KernelSpace.RegionStart;

    /// <summary>The region's part that is given to the boot stack: what one table maps.</summary>
    internal const ulong End = Start + (2 << 20);

    internal static void Describe(ThreadBlock* block)
    {
        block->StackLimit = (byte*)Start + KernelStack.PagesBelow * FrameNumber.FrameBytes;
        block->StackBase = block->StackLimit + StackPages * FrameNumber.FrameBytes;
        block->Mapping = (byte*)Start;
        block->MappingLength = (KernelStack.PagesBelow + StackPages) * FrameNumber.FrameBytes;
    }

    /// <summary>Maps the stack in new tables as it is in the ones in use.</summary>
    internal static void CopyMapping(ref PageTable<BootTables> table)
    {
        ulong* provisional = Instructions.StackTable();
        for (int i = KernelStack.PagesBelow; i < KernelStack.PagesBelow + StackPages; i++)
        {
            PageRights rights = PageRights.Write | (ProcessorFeatures.HasGlobalPages ? PageRights.Global : 0);
            table.Map(
                Start + (ulong)i * FrameNumber.FrameBytes, PageEntry.TableOf(provisional[i]), FrameNumber.FrameBytes, rights, PageCaching.WriteBack,
                PageSize.FourKilobytes);
        }
    }

    internal static bool IsBelowLimit(ThreadBlock* block, nuint address) => KernelStack.IsBelowLimit(block, address);

    internal static bool IsInReserve(ThreadBlock* block, nuint address) => KernelStack.IsInReserve(block, address);

    internal static void SetReserve(ThreadBlock* block, bool open) => KernelStack.SetReserve(block, open);
}
