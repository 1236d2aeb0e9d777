using Diesis.Platform.Memory.Paging;

namespace Diesis.Platform.Memory.User;

/// <summary>Entries of the lowest tables of the user half: always pages of 4 KiB.</summary>
/// <remarks>An entry that is not present but not 0 keeps its frame for a page that must not be accessed; all bits but that one stay as they were.</remarks>
internal static class UserEntry
{
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;
    private const ulong RightsMask = PageEntry.Present | PageEntry.Writable | PageEntry.NoExecute | PageEntry.OwnsFrame;

    internal static FrameNumber FrameOf(ulong entry) => new((uint)((entry & AddressMask) >> FrameNumber.FrameShift));

    /// <summary>Whether the entry holds a reference to its frame.</summary>
    internal static bool Owns(ulong entry) => (entry & PageEntry.OwnsFrame) != 0;

    internal static bool IsWritable(ulong entry) => (entry & (PageEntry.Present | PageEntry.Writable)) == (PageEntry.Present | PageEntry.Writable);

    internal static ulong For(FrameNumber frame, UserPageRights rights) => frame.Address.Value | PageEntry.User | Bits(rights);

    /// <summary>The same frame with other rights; who owns it stays as it is.</summary>
    internal static ulong WithRights(ulong entry, UserPageRights rights) =>
        (entry & ~(RightsMask & ~PageEntry.OwnsFrame)) | (Bits(rights) & ~PageEntry.OwnsFrame);

    private static ulong Bits(UserPageRights rights) =>
        ((rights & (UserPageRights.Read | UserPageRights.Write | UserPageRights.Execute)) != 0 ? PageEntry.Present : 0)
        | ((rights & UserPageRights.Write) != 0 ? PageEntry.Writable : 0)
        | ((rights & UserPageRights.Execute) != 0 ? 0 : PageEntry.NoExecute)
        | ((rights & UserPageRights.Borrowed) != 0 ? 0 : PageEntry.OwnsFrame);

    internal static UserPage Describe(ulong entry)
    {
        if (entry == 0)
            return default;
        UserPageRights rights = Owns(entry) ? UserPageRights.None : UserPageRights.Borrowed;
        if (PageEntry.IsPresent(entry))
        {
            rights |= UserPageRights.Read | ((entry & PageEntry.Writable) != 0 ? UserPageRights.Write : 0)
                | ((entry & PageEntry.NoExecute) != 0 ? 0 : UserPageRights.Execute);
        }
        return new UserPage(FrameOf(entry), rights, (entry & PageEntry.Accessed) != 0, (entry & PageEntry.Dirty) != 0);
    }
}
