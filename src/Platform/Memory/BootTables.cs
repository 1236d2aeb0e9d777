using System;
using Diesis.Platform.Memory.Paging;

namespace Diesis.Platform.Memory;

/// <summary>Page tables before frames are managed: memory of the boot allocator, no counts, nothing is ever taken away.</summary>
/// <remarks>SAFETY: tables lie below 4 GiB, where Boot.S' direct map reaches.</remarks>
internal unsafe struct BootTables : IPageTableMemory
{
    private uint _ignored;

    public readonly ulong* Entries(ulong table) => (ulong*)(DirectMap.Base + table);

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref uint EntryCount(ulong table) => ref _ignored;

    public readonly ulong AllocateTable()
    {
        ulong table = PhysicalMap.Allocate(FrameNumber.FrameBytes).Value;
        new Span<byte>((byte*)(DirectMap.Base + table), FrameNumber.FrameBytes).Clear();
        return table;
    }

    public readonly void ReleaseTable(ulong table)
    {
    }

    public readonly void Unmapped(in PageMapping mapping)
    {
    }

    public readonly void Changed(in PageMapping mapping)
    {
    }
}
