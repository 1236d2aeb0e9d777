namespace Internal.Runtime.Memory;

// The walk over the whole heap after a collection.
internal static unsafe partial class GcVerification
{
    private static int s_walk;

    internal static void Initialize() => s_walk = GcSettings.Number("DIESIS_GC_VERIFY"u8, IsOn ? 1 : 0) != 0 ? 1 : 0;

    internal static void CheckHeapIfWanted()
    {
        if (s_walk != 0)
            Heap.CheckMarked();
    }

    /// <summary>Fills a block that is no longer used, so that a stale reference finds nothing that looks like an object.</summary>
    internal static void FreeBlock(byte* start)
    {
#if GC_VERIFICATION
        System.SpanHelpers.Fill(ref *start, FreePattern, Block.Bytes);
#endif
    }

    internal static void CheckObject(byte* target, nuint cellBytes)
    {
        if (!Heap.IsMethodTable(*(nuint*)target))
            FailFast.Abort("heap check: a marked cell holds no object");
        if (ObjectLayout.SizeOf(target) + CanaryBytes > cellBytes)
            FailFast.Abort("heap check: an object is larger than its cell");
#if GC_VERIFICATION
        CheckCanary(target, cellBytes);
#endif
        if (!ObjectLayout.TypeOf(target)->HasReferences)
            return;
        ObjectLayout.References references = new(target);
        while (references.TryNextRun(out nint* reference, out nint* end))
        {
            for (; reference < end; reference++)
            {
                if (Heap.Contains((byte*)*reference) && !Heap.IsMarkedExactly((byte*)*reference))
                    FailFast.Abort("heap check: a live object refers to what is not a live object");
            }
        }
    }
}

internal static unsafe partial class Heap
{
    internal static bool Contains(byte* target) => (nuint)(target - s_base) < (nuint)s_usedEnd << Block.Shift;

    /// <summary>Whether an address is exactly that of a marked object.</summary>
    internal static bool IsMarkedExactly(byte* target)
    {
        nuint offset = (nuint)(target - s_base);
        Block* block = s_blocks + (offset >> Block.Shift);
        if (block->State == BlockState.LargeHead)
            return (offset & (Block.Bytes - 1)) == ObjectLayout.HeaderBytes && block->Marks[0] != 0;
        if (block->State != BlockState.Small)
            return false;
        nuint inBlock = (offset & (Block.Bytes - 1)) - ObjectLayout.HeaderBytes;
        int cell = block->CellAt(inBlock);
        return cell < block->CellCount && (nuint)cell * block->CellBytes == inBlock && block->IsMarked(cell);
    }

    /// <summary>Checks every marked object and every reference in it.</summary>
    internal static void CheckMarked()
    {
        for (int i = 0; i < s_usedEnd; i++)
        {
            Block* block = s_blocks + i;
            byte* target = AddressOf(i) + ObjectLayout.HeaderBytes;
            if (block->State == BlockState.LargeHead)
            {
                GcVerification.CheckObject(target, (nuint)block->LargeBlocks << Block.Shift);
            }
            else if (block->State == BlockState.Small)
            {
                for (int cell = 0; cell < block->CellCount; cell++, target += block->CellBytes)
                {
                    if (block->IsMarked(cell))
                        GcVerification.CheckObject(target, block->CellBytes);
                }
            }
        }
    }
}
