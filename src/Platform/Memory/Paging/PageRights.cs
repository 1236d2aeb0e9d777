namespace Diesis.Platform.Memory.Paging;

/// <summary>What may be done with a page besides reading it, and who owns what is behind it.</summary>
[System.Flags]
internal enum PageRights : byte
{
    Read = 0,
    Write = 1,
    Execute = 2,
    User = 4,

    /// <summary>The same in all address spaces: the translation outlives a change of CR3.</summary>
    Global = 8,

    /// <summary>The frame is freed when it is unmapped.</summary>
    OwnsFrame = 16,
}

/// <summary>How the processor caches a page: indexes into the page attribute table as <see cref="PageAttributeTable"/> sets it.</summary>
public enum PageCaching : byte
{
    WriteBack,
    WriteThrough,

    /// <summary>Uncached, unless a memory type range register says write-combining.</summary>
    UncachedMinus,

    /// <summary>Registers of devices: each access is made, in order.</summary>
    Uncached,

    /// <summary>Frame buffers: writes are gathered and may pass each other.</summary>
    WriteCombining,
}

/// <summary>The page attribute table that the kernel uses (Intel SDM, volume 3, section 12.12): the reset value, but entry 4 is write-combining.</summary>
internal static class PageAttributeTable
{
    internal const uint Register = 0x277;

    private const ulong WriteBack = 6;
    private const ulong WriteThrough = 4;
    private const ulong UncachedMinus = 7;
    private const ulong Uncached = 0;
    private const ulong WriteCombining = 1;

    internal const ulong Value = WriteBack | WriteThrough << 8 | UncachedMinus << 16 | Uncached << 24
        | WriteCombining << 32 | WriteThrough << 40 | UncachedMinus << 48 | Uncached << 56;
}

/// <summary>Sizes of pages, as levels of the table that holds their entries.</summary>
internal enum PageSize
{
    FourKilobytes = 1,
    TwoMegabytes = 2,
    OneGigabyte = 3,
}

internal static class PageSizes
{
    internal static int Shift(PageSize size) => PageEntry.ShiftOf((int)size);

    internal static ulong Bytes(PageSize size) => 1UL << Shift(size);
}
