namespace Diesis.Platform.Memory.Paging;

/// <summary>Where page tables live, and who is told of translations that processors may still hold. A struct, so that calls are direct.</summary>
/// <remarks>SAFETY: a table is 4 KiB of memory that stays where it is until it is released.</remarks>
internal unsafe interface IPageTableMemory
{
    /// <summary>The 512 entries of the table at a physical address.</summary>
    ulong* Entries(ulong table);

    /// <summary>How many entries of a table are present.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    ref uint EntryCount(ulong table);

    /// <summary>A zeroed table with a count of 0, or 0 when memory is short.</summary>
    ulong AllocateTable();

    /// <summary>A table that is in no tree any more. A processor may still be walking it until it has flushed.</summary>
    void ReleaseTable(ulong table);

    /// <summary>A page has gone; its frame may be reused when no processor holds the translation any more.</summary>
    void Unmapped(in PageMapping mapping);

    /// <summary>A page's rights have changed, or a large page has been split.</summary>
    void Changed(in PageMapping mapping);
}

/// <summary>What came of a change. Unless Done nothing has been changed.</summary>
internal enum PageTableResult
{
    Done,
    NoMemory,

    /// <summary>Something is mapped there already.</summary>
    Occupied,
}

/// <summary>Sees the pages of a range in the order of their addresses.</summary>
internal interface IPageVisitor
{
    /// <returns>Whether to go on.</returns>
    bool Visit(in PageMapping mapping);
}
