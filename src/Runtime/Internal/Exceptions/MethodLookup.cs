using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>The unwind tables of one piece of code: a method, or a funclet (a catch, finally or filter body cut out of a method).</summary>
internal unsafe struct MethodTables
{
    /// <summary>First instruction of this piece.</summary>
    public byte* Start;

    /// <summary>Frame description entry: how to undo the piece's stack changes (DWARF 4, section 6.4).</summary>
    public byte* FrameDescription;

    /// <summary>ilc's language-specific data of the whole method; null for assembly.</summary>
    public byte* LanguageData;

    /// <summary>First instruction of the whole method, to which its language-specific data is relative.</summary>
    public byte* MethodStart;
}

/// <summary>Finds the unwind tables for an address by the linker's sorted table (LSB core specification, .eh_frame_hdr).</summary>
/// <remarks>SAFETY: the tables are read-only parts of the image, written by ilc, clang and lld.</remarks>
internal static unsafe class MethodLookup
{
    private const int TableCountOffset = 8;
    private const int TableOffset = 12;
    private const int FdeStartOffset = 8;
    private const int FdeLengthOffset = 12;
    private const int FdeAugmentationLengthOffset = 16;
    private const int FdeLanguageDataOffset = 17;

    /// <summary>Low bits of the first byte of the language data: what the piece is.</summary>
    private const byte FuncletKindMask = 3;

    [RuntimeImport("*", "FrameTableAddress")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* FrameTable();

    internal static bool TryFind(byte* address, out MethodTables method)
    {
        method = default;
        byte* header = FrameTable();
        int count = *(int*)(header + TableCountOffset);
        int* table = (int*)(header + TableOffset);
        int key = (int)(address - header);
        if (count == 0 || key < table[0])
            return false;

        int low = 0;
        int high = count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (table[middle * 2] <= key)
                low = middle;
            else
                high = middle - 1;
        }

        byte* fde = header + table[low * 2 + 1];
        byte* start = fde + FdeStartOffset + *(int*)(fde + FdeStartOffset);
        if (address >= start + *(uint*)(fde + FdeLengthOffset))
            return false;

        method.Start = start;
        method.MethodStart = start;
        method.FrameDescription = fde;
        if (fde[FdeAugmentationLengthOffset] == 0)
            return true;

        byte* data = fde + FdeLanguageDataOffset + *(int*)(fde + FdeLanguageDataOffset);
        if ((data[0] & FuncletKindMask) != 0)
        {
            // A funclet: the method's own data, and how far the funclet lies behind the method's start.
            method.MethodStart = start - *(int*)(data + 1 + sizeof(int));
            data = data + 1 + *(int*)(data + 1);
        }
        method.LanguageData = data;
        return true;
    }
}
