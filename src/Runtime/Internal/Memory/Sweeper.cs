namespace Internal.Runtime.Memory;

/// <summary>Turns a block's unmarked cells into a list of free ones; done by the thread that is about to allocate from them.</summary>
/// <remarks>SAFETY: the caller owns the block and is in a critical section, so no collection sees it half-swept.</remarks>
internal static unsafe class Sweeper
{
    /// <summary>Sweeps; the list runs upwards through memory, each free cell's first word pointing at the next.</summary>
    /// <returns>Number of free cells.</returns>
    internal static int Sweep(Block* block, byte* start, out byte* list)
    {
        uint bytes = block->CellBytes;
        byte* cell = start + ObjectLayout.HeaderBytes;
        byte** tail = null;
        byte* head = null;
        int free = 0;
        bool zeroed = block->IsZeroed != 0;
        int count = block->CellCount;
        if (!zeroed && !GcVerification.IsOn && block->MarkedCount() == 0)
        {
            System.SpanHelpers.ClearWithoutReferences(ref *start, (nuint)count * bytes);
            zeroed = true;
        }
        ulong marks = 0;
        for (int i = 0; i < count; i++, cell += bytes)
        {
            marks = (i & 63) == 0 ? (ulong)block->Marks[i >> 6] : marks >> 1;
            if ((marks & 1) != 0)
                continue;
            if (!zeroed)
                GcVerification.FreeCell(cell, bytes);
            if (tail == null)
                head = cell;
            else
                *tail = cell;
            tail = (byte**)cell;
            free++;
        }
        if (tail != null)
            *tail = null;
        block->NeedsSweep = 0;
        block->LiveIsKnown = 0;
        block->IsZeroed = 0;
        list = head;
        return free;
    }
}
