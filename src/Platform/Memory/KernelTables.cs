using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Platform.Memory;

/// <summary>Page tables in frames. What a change makes stale goes to the batch of whoever makes it.</summary>
/// <remarks>
/// A table's frame counts its entries in the word that its descriptor leaves to the owner. Locks: that of the tree.
/// SAFETY: the batch is on the stack of the one that holds the lock and set for that time.
/// </remarks>
internal unsafe struct KernelTables : IPageTableMemory
{
    internal TlbBatch* Batch;

    public readonly ulong* Entries(ulong table) => (ulong*)(DirectMap.Base + table);

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref uint EntryCount(ulong table) => ref Frames.Descriptor(new PhysicalAddress(table).Frame)->Next;

    public readonly ulong AllocateTable()
    {
        FrameNumber frame = Frames.Allocate(FrameOwner.PageTable, FrameContents.Zeroed);
        return frame.Address.Value;
    }

    public readonly void ReleaseTable(ulong table) => Batch->AddTable(new PhysicalAddress(table).Frame);

    public readonly void Unmapped(in PageMapping mapping)
    {
        Batch->AddRange(mapping.Address, mapping.Bytes);
        if ((mapping.Rights & PageRights.OwnsFrame) != 0)
            Batch->AddFrames(new PhysicalAddress(mapping.Physical).Frame, (uint)(mapping.Bytes >> FrameNumber.FrameShift));
    }

    public readonly void Changed(in PageMapping mapping) => Batch->AddRange(mapping.Address, mapping.Bytes);
}
