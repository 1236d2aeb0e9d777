using System.Numerics;
using System.Runtime.InteropServices;

namespace Internal.Runtime.Memory;

/// <summary>What the 32 KiB of a block are used for.</summary>
internal enum BlockState : byte
{
    /// <summary>Not in use; its memory may hold anything unless <see cref="Block.IsZeroed"/>.</summary>
    Free = 0,

    /// <summary>Cells of one size.</summary>
    Small = 1,

    /// <summary>The first block of an object that needs one block or more for itself.</summary>
    LargeHead = 2,

    /// <summary>A further block of such an object.</summary>
    LargeBody = 3,
}

/// <summary>What the collector knows of one block of the heap. Descriptors lie in a table apart from the heap.</summary>
/// <remarks>
/// Life of a small block: free -> owned by a thread's cache (swept) -> [collection] -> full, or awaiting its sweep in a class list -> owned …,
/// or free when nothing in it was marked. While it awaits its sweep, dead objects still look like objects: then <see cref="Live"/> tells
/// which cells count (a copy of the marks at the next collection's start).
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Block
{
    /// <summary>A value of <see cref="IsZeroed"/>: the block's memory was given back to the home and has to be committed before use.</summary>
    internal const byte GivenBack = 2;

    // SAFETY: descriptors lie in a table that is never freed; map indexes come from cell numbers, which are below the cells of the smallest size.

    internal const int Shift = 15;
    internal const nuint Bytes = 1 << Shift;
    internal const int MapWords = 22;

    public BlockState State;
    public byte SizeClass;
    public ushort CellCount;
    public uint CellBytes;

    /// <summary>Ceiling of 2^32 / CellBytes: turns the division of an offset into a multiplication.</summary>
    public uint Reciprocal;

    /// <summary>Nonzero from a collection until the block is swept.</summary>
    public byte NeedsSweep;

    /// <summary>Nonzero when only cells in <see cref="Live"/> hold objects.</summary>
    public byte LiveIsKnown;

    /// <summary>Nonzero when the block's memory is known to be all zeros, or will be when it is committed again (<see cref="GivenBack"/>).</summary>
    public byte IsZeroed;

    /// <summary>Nonzero when its objects refer to others and so must be traced.</summary>
    public byte HoldsReferences;

    /// <summary>Nonzero when marked objects in it must be traced again, because the mark stack was full.</summary>
    public byte Overflowed;

    /// <summary>Next block in a list, -1 at its end.</summary>
    public int Next;

    /// <summary>For a large object: blocks it takes (head) or blocks back to the head (body).</summary>
    public int LargeBlocks;

    /// <summary>One bit a cell: reached in the current or last collection.</summary>
    public fixed long Marks[MapWords];

    /// <summary>One bit a cell: holds an object; valid if <see cref="LiveIsKnown"/>.</summary>
    public fixed long Live[MapWords];

    public readonly int CellAt(nuint offset) => (int)((offset * Reciprocal) >> 32);

    public void FormatSmall(int sizeClass)
    {
        State = BlockState.Small;
        SizeClass = (byte)sizeClass;
        HoldsReferences = (byte)(SizeClasses.HoldsReferences(sizeClass) ? 1 : 0);
        CellBytes = SizeClasses.CellBytes(sizeClass);
        CellCount = (ushort)(Bytes / CellBytes);
        Reciprocal = (uint)(((1UL << 32) + CellBytes - 1) / CellBytes);
        NeedsSweep = 0;
        LiveIsKnown = 0;
        ClearMarks();
    }

    public void ClearMarks()
    {
        for (int i = 0; i < MapWords; i++)
            Marks[i] = 0;
    }

    public void CopyMarksToLive()
    {
        for (int i = 0; i < MapWords; i++)
            Live[i] = Marks[i];
        LiveIsKnown = 1;
    }

    public readonly bool IsMarked(int cell) => ((Marks[cell >> 6] >> (cell & 63)) & 1) != 0;

    public readonly bool IsLive(int cell) => ((Live[cell >> 6] >> (cell & 63)) & 1) != 0;

    public readonly int MarkedCount()
    {
        int count = 0;
        for (int i = 0; i < MapWords; i++)
            count += BitOperations.PopCount((ulong)Marks[i]);
        return count;
    }
}
