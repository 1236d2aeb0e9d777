using System.Threading;

namespace Diesis.Platform.Memory.Paging;

/// <summary>
/// A tree of four levels of page tables. Changes of a range are whole or not at all: what may need memory (new tables, the splitting of
/// large pages at the range's ends) comes first or is undone. A table without entries is given back.
/// </summary>
/// <remarks>
/// Pure but for <typeparamref name="TMemory"/>: on the host the tables lie in an array. Serialized by the caller; processors walk and set
/// accessed and dirty bits meanwhile, so entries are replaced by atomic operations.
/// SAFETY: every table in the tree comes from the memory's AllocateTable or was in it from the beginning.
/// </remarks>
internal unsafe partial struct PageTable<TMemory>(ulong root, TMemory memory)
    where TMemory : struct, IPageTableMemory
{
    private const ulong PageBytes = FrameNumber.FrameBytes;

    private TMemory _memory = memory;

    /// <summary>Physical address of the table of level 4.</summary>
    internal readonly ulong Root => root;

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    internal ref TMemory Memory => ref _memory;

    /// <summary>The page that an address is in.</summary>
    internal bool TryQuery(ulong address, out PageMapping mapping)
    {
        mapping = default;
        ulong* entry = FindLeaf(address, out int level);
        if (entry == null)
            return false;
        ulong value = Volatile.Read(ref *entry);
        if (!PageEntry.IsPresent(value))
            return false;
        mapping = Describe(address, value, level);
        return true;
    }

    /// <summary>Maps a range to as much physical memory, with the largest pages that fit.</summary>
    /// <remarks>Preconditions: everything is a multiple of 4 KiB; the range is canonical and in one half.</remarks>
    internal PageTableResult Map(ulong address, ulong physical, ulong bytes, PageRights rights, PageCaching caching, PageSize largest)
    {
        ulong done = 0;
        while (done < bytes)
        {
            int level = LargestLevel(address + done | physical + done, bytes - done, (int)largest);
            PageTableResult result = MapOne(address + done, physical + done, rights, caching, level);
            if (result != PageTableResult.Done)
            {
                Undo(address, done);
                return result;
            }
            done += 1UL << PageEntry.ShiftOf(level);
        }
        return PageTableResult.Done;
    }

    private static int LargestLevel(ulong alignment, ulong bytes, int largest)
    {
        int level = largest;
        while (level > 1 && ((alignment & ((1UL << PageEntry.ShiftOf(level)) - 1)) != 0 || bytes < 1UL << PageEntry.ShiftOf(level)))
            level--;
        return level;
    }

    private PageTableResult MapOne(ulong address, ulong physical, PageRights rights, PageCaching caching, int leafLevel)
    {
        ulong table = root;
        for (int level = PageEntry.RootLevel; level > leafLevel; level--)
        {
            ulong* entry = _memory.Entries(table) + PageEntry.IndexOf(address, level);
            ulong value = *entry;
            if (!PageEntry.IsPresent(value))
            {
                ulong child = _memory.AllocateTable();
                if (child == 0)
                {
                    DropEmptyTables(address);
                    return PageTableResult.NoMemory;
                }
                value = PageEntry.ForTable(child, address);
                Volatile.Write(ref *entry, value);
                _memory.EntryCount(table)++;
            }
            else if (PageEntry.IsLeaf(value, level))
            {
                return PageTableResult.Occupied;
            }
            table = PageEntry.TableOf(value);
        }

        ulong* leaf = _memory.Entries(table) + PageEntry.IndexOf(address, leafLevel);
        if (PageEntry.IsPresent(*leaf))
            return PageTableResult.Occupied;
        Volatile.Write(ref *leaf, PageEntry.ForPage(physical, rights, caching, leafLevel));
        _memory.EntryCount(table)++;
        return PageTableResult.Done;
    }

    /// <summary>Takes back what a failed <see cref="Map"/> has mapped. The frames stay the caller's.</summary>
    private void Undo(ulong address, ulong bytes)
    {
        for (ulong done = 0; done < bytes;)
        {
            ulong* entry = FindLeaf(address + done, out int level);
            ulong value = Interlocked.Exchange(ref *entry, 0) & ~PageEntry.OwnsFrame;
            PageMapping mapping = Describe(address + done, value, level);
            _memory.EntryCount(TableOfLevel(address + done, level))--;
            _memory.Unmapped(in mapping);
            done += mapping.Bytes;
            DropEmptyTables(mapping.Address);
        }
    }

    /// <summary>Makes sure that the tables for 4 KiB pages at an address exist, and keeps them: <see cref="EnsureTable"/> counts as an entry.</summary>
    /// <param name="level">The level of the table that has to exist.</param>
    internal PageTableResult EnsureTable(ulong address, int level)
    {
        ulong table = root;
        for (int at = PageEntry.RootLevel; at > level; at--)
        {
            ulong* entry = _memory.Entries(table) + PageEntry.IndexOf(address, at);
            if (!PageEntry.IsPresent(*entry))
            {
                ulong child = _memory.AllocateTable();
                if (child == 0)
                {
                    DropEmptyTables(address);
                    return PageTableResult.NoMemory;
                }
                Volatile.Write(ref *entry, PageEntry.ForTable(child, address));
                _memory.EntryCount(table)++;
            }
            else if (PageEntry.IsLeaf(*entry, at))
            {
                return PageTableResult.Occupied;
            }
            table = PageEntry.TableOf(*entry);
        }
        _memory.EntryCount(table)++;
        return PageTableResult.Done;
    }

    /// <summary>The entry that decides about an address: a page's, or one that is not present. Null for an address that is not canonical.</summary>
    internal ulong* FindLeaf(ulong address, out int level)
    {
        level = PageEntry.RootLevel;
        if (!PageEntry.IsCanonical(address))
            return null;
        ulong table = root;
        while (true)
        {
            ulong* entry = _memory.Entries(table) + PageEntry.IndexOf(address, level);
            ulong value = *entry;
            if (!PageEntry.IsPresent(value) || PageEntry.IsLeaf(value, level))
                return entry;
            table = PageEntry.TableOf(value);
            level--;
        }
    }

    private ulong TableOfLevel(ulong address, int level)
    {
        ulong table = root;
        for (int at = PageEntry.RootLevel; at > level; at--)
            table = PageEntry.TableOf(_memory.Entries(table)[PageEntry.IndexOf(address, at)]);
        return table;
    }

    /// <summary>Gives back the tables on the way to an address that have no entries, from the lowest up.</summary>
    private void DropEmptyTables(ulong address)
    {
        while (true)
        {
            ulong parent = 0;
            ulong table = root;
            int level = PageEntry.RootLevel;
            while (level > 1)
            {
                ulong value = _memory.Entries(table)[PageEntry.IndexOf(address, level)];
                if (!PageEntry.IsPresent(value) || PageEntry.IsLeaf(value, level))
                    break;
                parent = table;
                table = PageEntry.TableOf(value);
                level--;
            }
            if (parent == 0 || _memory.EntryCount(table) != 0)
                return;
            Remove(parent, PageEntry.IndexOf(address, level + 1));
            _memory.ReleaseTable(table);
        }
    }

    private ulong Remove(ulong table, int index)
    {
        ulong value = Interlocked.Exchange(ref _memory.Entries(table)[index], 0);
        _memory.EntryCount(table)--;
        return value;
    }

    private static PageMapping Describe(ulong address, ulong entry, int level) => new()
    {
        Address = address & ~((1UL << PageEntry.ShiftOf(level)) - 1),
        Entry = entry,
        Size = (PageSize)level,
    };
}
