using System.Threading;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;

namespace Diesis.Platform.Memory.User;

/// <summary>The way through the four levels. Everything here is under the space's lock.</summary>
/// <remarks>A table's frame counts its entries in the word that its descriptor leaves to the owner; a table without entries is given back.</remarks>
public sealed unsafe partial class UserSpace
{
    private static ulong* Entries(ulong entry) => (ulong*)(DirectMap.Base + PageEntry.TableOf(entry));

    private static ref uint EntryCount(ulong* table) => ref Frames.Descriptor(DirectMap.AddressOf(table).Frame)->Next;

    private static ulong PieceEnd(ulong address, ulong end)
    {
        ulong tableEnd = ((address >> LeafShift) + 1) << LeafShift;
        return tableEnd < end ? tableEnd : end;
    }

    /// <summary>The lowest entry for an address; null when there is no table.</summary>
    private ulong* Find(ulong address)
    {
        if (address >> LeafShift == _leafNumber)
            return _leafTable + PageEntry.IndexOf(address, 1);
        ulong* table = (ulong*)DirectMap.Pointer(_root);
        for (int level = PageEntry.RootLevel; level > 1; level--)
        {
            ulong value = table[PageEntry.IndexOf(address, level)];
            if (value == 0)
                return null;
            table = Entries(value);
        }
        _leafNumber = address >> LeafShift;
        _leafTable = table;
        return table + PageEntry.IndexOf(address, 1);
    }

    /// <summary>As <see cref="Find"/>, going on to the next table that exists. Null when there is none before the end.</summary>
    private ulong* FindFrom(ref ulong address, ulong end)
    {
        while (address < end)
        {
            if (address >> LeafShift == _leafNumber)
                return _leafTable + PageEntry.IndexOf(address, 1);
            ulong* table = (ulong*)DirectMap.Pointer(_root);
            int level = PageEntry.RootLevel;
            while (level > 1)
            {
                ulong value = table[PageEntry.IndexOf(address, level)];
                if (value == 0)
                    break;
                table = Entries(value);
                level--;
            }
            if (level == 1)
            {
                _leafNumber = address >> LeafShift;
                _leafTable = table;
                return table + PageEntry.IndexOf(address, 1);
            }
            int shift = PageEntry.ShiftOf(level);
            address = ((address >> shift) + 1) << shift;
        }
        return null;
    }

    /// <summary>The lowest entry for an address, with all tables on the way; null when memory is short. Tables without entries may be left then.</summary>
    private ulong* FindOrMake(ulong address)
    {
        if (address >> LeafShift == _leafNumber)
            return _leafTable + PageEntry.IndexOf(address, 1);
        ulong* table = (ulong*)DirectMap.Pointer(_root);
        for (int level = PageEntry.RootLevel; level > 1; level--)
        {
            ulong* entry = table + PageEntry.IndexOf(address, level);
            if (*entry == 0)
            {
                FrameNumber frame = Frames.Allocate(FrameOwner.UserTable, FrameContents.Zeroed);
                if (frame.IsNone)
                    return null;
                _tables++;
                Volatile.Write(ref *entry, PageEntry.ForTable(frame.Address.Value, address));
                EntryCount(table)++;
            }
            table = Entries(*entry);
        }
        _leafNumber = address >> LeafShift;
        _leafTable = table;
        return table + PageEntry.IndexOf(address, 1);
    }

    /// <summary>Fills an entry of the table that was found last.</summary>
    private void Put(ulong* entry, ulong value)
    {
        Volatile.Write(ref *entry, value);
        EntryCount(_leafTable)++;
        CountPage(value, 1);
    }

    /// <summary>Takes the tables of an address away that have no entries, from the lowest up.</summary>
    private void DropEmptyTables(ulong address, ref UserPageGather gather)
    {
        ulong** path = stackalloc ulong*[PageEntry.RootLevel + 1];
        ulong* table = (ulong*)DirectMap.Pointer(_root);
        for (int level = PageEntry.RootLevel; level > 1; level--)
        {
            path[level] = table;
            ulong value = table[PageEntry.IndexOf(address, level)];
            if (value == 0)
            {
                // Nothing below; what is above may be empty too, when a table could not be had.
                DropUpwards(path, level, address, ref gather);
                return;
            }
            table = Entries(value);
        }
        path[1] = table;
        DropUpwards(path, 1, address, ref gather);
    }

    private void DropUpwards(ulong** path, int level, ulong address, ref UserPageGather gather)
    {
        for (; level < PageEntry.RootLevel && EntryCount(path[level]) == 0; level++)
        {
            ulong* parent = path[level + 1];
            Volatile.Write(ref parent[PageEntry.IndexOf(address, level + 1)], 0);
            EntryCount(parent)--;
            if (path[level] == _leafTable)
                _leafNumber = ulong.MaxValue;
            gather.AddTable(DirectMap.AddressOf(path[level]).Frame);
            _tables--;
        }
    }
}
