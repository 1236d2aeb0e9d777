namespace Diesis.Platform.Memory.Paging;

/// <summary>Entries of page tables (Intel SDM, volume 3, section 4.5). Level 4 is the root's, level 1 that of 4 KiB pages.</summary>
internal static class PageEntry
{
    internal const int PerTable = 512;
    internal const int RootLevel = 4;

    internal const ulong Present = 1;
    internal const ulong Writable = 1 << 1;
    internal const ulong User = 1 << 2;
    internal const ulong WriteThrough = 1 << 3;
    internal const ulong CacheDisable = 1 << 4;
    internal const ulong Accessed = 1 << 5;
    internal const ulong Dirty = 1 << 6;

    /// <summary>At level 2 and 3 the entry is a page and not a table; at level 1 the bit is the attribute table's.</summary>
    internal const ulong Large = 1 << 7;
    internal const ulong Global = 1 << 8;

    /// <summary>A bit that the processor leaves to us: <see cref="PageRights.OwnsFrame"/>.</summary>
    internal const ulong OwnsFrame = 1 << 9;
    internal const ulong NoExecute = 1UL << 63;

    private const ulong AddressMask = 0x000f_ffff_ffff_f000;
    private const ulong SmallAttribute = 1 << 7;
    private const ulong LargeAttribute = 1 << 12;
    private const ulong RightsMask = Writable | User | Global | OwnsFrame | NoExecute;

    internal static int ShiftOf(int level) => 12 + 9 * (level - 1);

    internal static int IndexOf(ulong address, int level) => (int)(address >> ShiftOf(level)) & (PerTable - 1);

    /// <summary>Bit 47 fills the bits above it: an address that the processor accepts.</summary>
    internal static ulong Canonical(ulong address) => (ulong)((long)(address << 16) >> 16);

    internal static bool IsCanonical(ulong address) => Canonical(address) == address;

    internal static bool IsPresent(ulong entry) => (entry & Present) != 0;

    internal static bool IsLeaf(ulong entry, int level) => level == 1 || (entry & Large) != 0;

    internal static ulong TableOf(ulong entry) => entry & AddressMask;

    /// <summary>An entry that points at another table. The rights that count are the page's; a table of the user half lets the user through.</summary>
    internal static ulong ForTable(ulong table, ulong address) => table | Present | Writable | ((long)address >= 0 ? User : 0);

    /// <remarks>Accessed and dirty are set, so that the processor need not write them, unless the page is a user's, whose bits are of use.</remarks>
    internal static ulong ForPage(ulong physical, PageRights rights, PageCaching caching, int level)
    {
        ulong entry = physical | Present | RightsBits(rights);
        if ((rights & PageRights.User) == 0)
            entry |= Accessed | Dirty;
        if (((int)caching & 1) != 0)
            entry |= WriteThrough;
        if (((int)caching & 2) != 0)
            entry |= CacheDisable;
        if (((int)caching & 4) != 0)
            entry |= level == 1 ? SmallAttribute : LargeAttribute;
        return level == 1 ? entry : entry | Large;
    }

    private static ulong RightsBits(PageRights rights) =>
        ((rights & PageRights.Write) != 0 ? Writable : 0) | ((rights & PageRights.Execute) != 0 ? 0 : NoExecute)
        | ((rights & PageRights.User) != 0 ? User : 0) | ((rights & PageRights.Global) != 0 ? Global : 0)
        | ((rights & PageRights.OwnsFrame) != 0 ? OwnsFrame : 0);

    /// <summary>The same page with other rights; who owns the frame stays as it is.</summary>
    internal static ulong WithRights(ulong entry, PageRights rights) =>
        (entry & ~(RightsMask & ~OwnsFrame)) | (RightsBits(rights) & ~OwnsFrame);

    internal static PageRights RightsOf(ulong entry) =>
        ((entry & Writable) != 0 ? PageRights.Write : 0) | ((entry & NoExecute) != 0 ? 0 : PageRights.Execute)
        | ((entry & User) != 0 ? PageRights.User : 0) | ((entry & Global) != 0 ? PageRights.Global : 0)
        | ((entry & OwnsFrame) != 0 ? PageRights.OwnsFrame : 0);

    internal static PageCaching CachingOf(ulong entry, int level)
    {
        int index = (entry & WriteThrough) != 0 ? 1 : 0;
        index |= (entry & CacheDisable) != 0 ? 2 : 0;
        index |= (entry & (level == 1 ? SmallAttribute : LargeAttribute)) != 0 ? 4 : 0;
        return (PageCaching)index;
    }

    internal static ulong PhysicalOf(ulong entry, int level) => entry & AddressMask & ~((1UL << ShiftOf(level)) - 1);

    /// <summary>One of the 512 smaller pages that together are a large one.</summary>
    internal static ulong PartOf(ulong entry, int level, int index)
    {
        ulong physical = PhysicalOf(entry, level) + ((ulong)index << ShiftOf(level - 1));
        ulong bits = entry & ~AddressMask & ~Large;
        bool attribute = (entry & LargeAttribute) != 0;
        if (level - 1 == 1)
            return physical | bits | (attribute ? SmallAttribute : 0);
        return physical | bits | Large | (attribute ? LargeAttribute : 0);
    }
}

/// <summary>A page as it is found in the tables.</summary>
internal struct PageMapping
{
    /// <summary>Where the page begins.</summary>
    internal ulong Address;
    internal ulong Entry;
    internal PageSize Size;

    internal readonly ulong Bytes => PageSizes.Bytes(Size);

    /// <summary>The physical address of the page's first byte.</summary>
    internal readonly ulong Physical => PageEntry.PhysicalOf(Entry, (int)Size);

    internal readonly PageRights Rights => PageEntry.RightsOf(Entry);

    internal readonly PageCaching Caching => PageEntry.CachingOf(Entry, (int)Size);

    internal readonly bool IsAccessed => (Entry & PageEntry.Accessed) != 0;

    internal readonly bool IsDirty => (Entry & PageEntry.Dirty) != 0;
}
