namespace Internal.Runtime.Memory;

/// <summary>Where tracing begins: stacks and registers (any word may be a reference), statics, thread statics, frozen objects.</summary>
internal static unsafe class Roots
{
    private const int RedZoneBytes = 128;

    /// <summary>Frozen objects (made by the compiler, in the image) that hold references.</summary>
    private static nint* s_frozen;
    private static int s_frozenCount;

    /// <summary>Lists the frozen objects that can refer to others; strings and the like need not be looked at.</summary>
    internal static void Initialize()
    {
        byte* start = ImageTables.Find(ImageTables.Section.FrozenObjects, out nuint length);
        int count = ForEachFrozen(start, length, null);
        s_frozen = (nint*)ImmortalMemory.Allocate((nuint)(count + 1) * (nuint)sizeof(nint));
        if (s_frozen == null)
            FailFast.Abort("no memory for the list of frozen objects");
        s_frozenCount = ForEachFrozen(start, length, s_frozen);
    }

    /// <remarks>SAFETY: the section is a row of objects, each with its header before it, ended by the section's end.</remarks>
    private static int ForEachFrozen(byte* start, nuint length, nint* list)
    {
        int count = 0;
        byte* end = start + length;
        for (byte* target = start + ObjectLayout.HeaderBytes; target < end && *(nint*)target != 0;)
        {
            if (ObjectLayout.TypeOf(target)->HasReferences)
            {
                if (list != null)
                    list[count] = (nint)target;
                count++;
            }
            target += (ObjectLayout.SizeOf(target) + 7) & ~(nuint)7;
        }
        return count;
    }

    internal static void Scan(ref Marker marker)
    {
        for (ThreadBlock* block = ThreadList.First; block != null; block = block->Next)
            ScanThread(block, ref marker);
        ScanStatics(ref marker);
        for (int i = 0; i < s_frozenCount; i++)
            marker.Trace((byte*)s_frozen[i]);
    }

    private static void ScanThread(ThreadBlock* block, ref Marker marker)
    {
        marker.Visit((byte*)block->Managed);
        marker.Visit((byte*)block->ThreadStatics);
        marker.Visit((byte*)block->HomeObject);
        // One that has not begun to run holds nothing more.
        if (block->Attached == 0)
            return;
        if (block->StoppedAt == null)
            FailFast.Abort("a thread runs during a collection");
        ScanWords((nint*)((nint)(block->StoppedAt - RedZoneBytes) & ~(nint)7), (nint*)block->StackBase, ref marker);
        if (block->SavedRegisters != null)
            ScanWords(block->SavedRegisters, block->SavedRegisters + block->SavedRegisterCount, ref marker);
        if (block->SavedVectors != null)
            ScanWords(block->SavedVectors, block->SavedVectors + ThreadBlock.SavedVectorWords, ref marker);
    }

    private static void ScanWords(nint* word, nint* end, ref Marker marker)
    {
        for (; word < end; word++)
        {
            byte* target = Heap.FindObject(*word);
            if (target != null)
                marker.Visit(target);
        }
    }

    /// <summary>Each cell of the table has become a reference to the object that holds a type's statics.</summary>
    private static void ScanStatics(ref Marker marker)
    {
        byte* table = ImageTables.Find(ImageTables.Section.GcStatics, out nuint length);
        for (nuint at = 0; at < length; at += sizeof(int))
        {
            int* entry = (int*)(table + at);
            byte* target = *(byte**)((byte*)entry + *entry);
            // Statics that the compiler computed in full lie in the image, and may refer to the heap.
            if (Heap.Contains(target))
                marker.Visit(target);
            else
                marker.Trace(target);
        }
    }
}
