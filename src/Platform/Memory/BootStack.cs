using Diesis.Platform.Boot;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Memory;

/// <summary>The boot thread's stack at ffffc00000000000: 16 pages of guard, 16 of reserve, 256 of stack (Boot.S maps the last).</summary>
/// <remarks>SAFETY: the page table is Boot.S', and the reserve's frames are set aside below.</remarks>
internal static unsafe class BootStack
{
    private const ulong Start = 0xffff_c000_0000_0000;
    private const int PageBytes = 4096;
    private const int GuardPages = 16;
    private const int ReservePages = 16;
    private const int StackPages = 256;
    private const ulong PresentWritable = 3;

    private static ulong s_reserveFrames;

    internal static void Describe(ThreadBlock* block)
    {
        block->StackLimit = (byte*)Start + (GuardPages + ReservePages) * PageBytes;
        block->StackBase = block->StackLimit + StackPages * PageBytes;
        block->Mapping = (byte*)Start;
        block->MappingLength = (GuardPages + ReservePages + StackPages) * PageBytes;
    }

    /// <summary>Sets physical memory aside for the reserve.</summary>
    internal static void SetAsideReserve()
    {
        byte* memory = Home.Reserve(ReservePages * PageBytes);
        if (memory == null)
            FailFast.Abort("no memory for the stack's reserve");
        s_reserveFrames = (ulong)memory - StartInformation.DirectMap;
    }

    internal static bool IsBelowLimit(ThreadBlock* block, nuint address) =>
        address >= (nuint)block->Mapping && address < (nuint)block->StackLimit;

    internal static bool IsInReserve(ThreadBlock* block, nuint address) =>
        address >= (nuint)block->StackLimit - ReservePages * PageBytes && address < (nuint)block->StackLimit;

    internal static void SetReserve(ThreadBlock* block, bool open)
    {
        ulong* table = Instructions.StackTable();
        for (int i = 0; i < ReservePages; i++)
        {
            table[GuardPages + i] = open ? s_reserveFrames + (ulong)(i * PageBytes) | PresentWritable : 0;
            Instructions.InvalidatePage((byte*)Start + (GuardPages + i) * PageBytes);
        }
        block->ReserveOpen = open ? 1 : 0;
    }
}
