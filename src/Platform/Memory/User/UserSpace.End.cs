using Diesis.Platform.Memory.Paging;

namespace Diesis.Platform.Memory.User;

/// <summary>The end of a space: no processor uses it, so everything goes at once.</summary>
public sealed unsafe partial class UserSpace
{
    private void ReleaseAll()
    {
        ulong* root = (ulong*)DirectMap.Pointer(_root);
        for (int i = 0; i < PageEntry.PerTable / 2; i++)
        {
            if (root[i] != 0)
                ReleaseTable(root[i], PageEntry.RootLevel - 1);
        }
        Frames.Release(_root);
        _anonymousPages = 0;
        _cachedPages = 0;
        _tables = 0;
        _leafNumber = ulong.MaxValue;
    }

    private static void ReleaseTable(ulong entry, int level)
    {
        ulong* table = Entries(entry);
        uint left = EntryCount(table);
        for (int i = 0; left != 0; i++)
        {
            ulong value = table[i];
            if (value == 0)
                continue;
            left--;
            if (level > 1)
                ReleaseTable(value, level - 1);
            else if (UserEntry.Owns(value))
                Frames.Release(UserEntry.FrameOf(value));
        }
        Frames.Release(new PhysicalAddress(PageEntry.TableOf(entry)).Frame);
    }
}
