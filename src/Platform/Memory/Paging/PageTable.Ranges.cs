using System.Threading;

namespace Diesis.Platform.Memory.Paging;

/// <summary>Changes of ranges that are mapped already, and walks over them.</summary>
internal unsafe partial struct PageTable<TMemory>
{
    /// <summary>Unmaps what is mapped in a range; large pages at its ends are split.</summary>
    internal PageTableResult Unmap(ulong address, ulong bytes)
    {
        if (bytes == 0)
            return PageTableResult.Done;
        if (!SplitAt(address) || !SplitAt(address + bytes))
            return PageTableResult.NoMemory;
        UnmapIn(root, PageEntry.RootLevel, address, address + bytes - 1);
        return PageTableResult.Done;
    }

    /// <param name="last">The range's last byte: its end may be beyond the last address.</param>
    private void UnmapIn(ulong table, int level, ulong address, ulong last)
    {
        int shift = PageEntry.ShiftOf(level);
        int lastIndex = PageEntry.IndexOf(last, level);
        for (int index = PageEntry.IndexOf(address, level); index <= lastIndex; index++)
        {
            ulong value = _memory.Entries(table)[index];
            // What this entry covers, from here on: up to its end or the range's.
            ulong entryLast = address | ((1UL << shift) - 1);
            if (PageEntry.IsPresent(value))
            {
                if (PageEntry.IsLeaf(value, level))
                {
                    PageMapping mapping = Describe(address, Remove(table, index), level);
                    _memory.Unmapped(in mapping);
                }
                else
                {
                    ulong child = PageEntry.TableOf(value);
                    UnmapIn(child, level - 1, address, entryLast < last ? entryLast : last);
                    if (_memory.EntryCount(child) == 0)
                    {
                        Remove(table, index);
                        _memory.ReleaseTable(child);
                    }
                }
            }
            address = entryLast + 1;
        }
    }

    /// <summary>Gives the pages of a range other rights; parts that are not mapped stay so.</summary>
    internal PageTableResult Protect(ulong address, ulong bytes, PageRights rights)
    {
        if (bytes == 0)
            return PageTableResult.Done;
        if (!SplitAt(address) || !SplitAt(address + bytes))
            return PageTableResult.NoMemory;
        ulong last = address + bytes - 1;
        for (ulong at = address; at >= address && at <= last;)
        {
            ulong* entry = FindLeaf(at, out int level);
            if (PageEntry.IsPresent(*entry))
                ChangeRights(entry, at, level, rights);
            at = (at | ((1UL << PageEntry.ShiftOf(level)) - 1)) + 1;
        }
        return PageTableResult.Done;
    }

    private void ChangeRights(ulong* entry, ulong address, int level, PageRights rights)
    {
        while (true)
        {
            ulong old = Volatile.Read(ref *entry);
            ulong changed = PageEntry.WithRights(old, rights);
            if (changed == old)
                return;
            if (Interlocked.CompareExchange(ref *entry, changed, old) != old)
                continue;
            PageMapping mapping = Describe(address, old, level);
            _memory.Changed(in mapping);
            return;
        }
    }

    /// <summary>Clears bits of a page's entry that the processor sets. Returns those which were set.</summary>
    /// <param name="bits"><see cref="PageEntry.Accessed"/>, <see cref="PageEntry.Dirty"/> or both.</param>
    internal ulong TestAndClear(ulong address, ulong bits)
    {
        ulong* entry = FindLeaf(address, out int level);
        if (entry == null || !PageEntry.IsPresent(*entry))
            return 0;
        ulong old = Interlocked.And(ref *entry, ~bits);
        if ((old & bits) == 0)
            return 0;
        PageMapping mapping = Describe(address, old, level);
        _memory.Changed(in mapping);
        return old & bits;
    }

    /// <summary>Splits large pages until a page begins at an address, or none covers it. False when memory is short.</summary>
    private bool SplitAt(ulong address)
    {
        // An end beyond the last address needs no split; nor does the end of the lower half, which no page crosses.
        while (PageEntry.IsCanonical(address))
        {
            ulong* entry = FindLeaf(address, out int level);
            ulong value = *entry;
            if (!PageEntry.IsPresent(value) || (address & ((1UL << PageEntry.ShiftOf(level)) - 1)) == 0)
                return true;
            ulong child = _memory.AllocateTable();
            if (child == 0)
                return false;
            for (int i = 0; i < PageEntry.PerTable; i++)
                _memory.Entries(child)[i] = PageEntry.PartOf(value, level, i);
            _memory.EntryCount(child) = PageEntry.PerTable;
            // A dirty or accessed bit that comes meanwhile is the kernel's own mapping's, which has both set from the start.
            Volatile.Write(ref *entry, PageEntry.ForTable(child, address));
            PageMapping mapping = Describe(address, value, level);
            _memory.Changed(in mapping);
        }
        return true;
    }

    /// <summary>Shows all pages from one address up to another (included) to a visitor. False if that stopped the walk.</summary>
    internal bool Walk<TVisitor>(ulong first, ulong last, ref TVisitor visitor)
        where TVisitor : struct, IPageVisitor
    {
        return WalkIn(root, PageEntry.RootLevel, first, last, ref visitor);
    }

    private bool WalkIn<TVisitor>(ulong table, int level, ulong address, ulong last, ref TVisitor visitor)
        where TVisitor : struct, IPageVisitor
    {
        int shift = PageEntry.ShiftOf(level);
        int lastIndex = PageEntry.IndexOf(last, level);
        for (int index = PageEntry.IndexOf(address, level); index <= lastIndex; index++)
        {
            ulong value = _memory.Entries(table)[index];
            ulong entryLast = address | ((1UL << shift) - 1);
            if (PageEntry.IsPresent(value))
            {
                if (PageEntry.IsLeaf(value, level))
                {
                    PageMapping mapping = Describe(PageEntry.Canonical(address), value, level);
                    if (!visitor.Visit(in mapping))
                        return false;
                }
                else if (!WalkIn(PageEntry.TableOf(value), level - 1, address, entryLast < last ? entryLast : last, ref visitor))
                {
                    return false;
                }
            }
            address = entryLast + 1;
        }
        return true;
    }

    /// <summary>Counts every table's entries anew, after tables were made without counts. The root's are counted too.</summary>
    internal void RecountEntries() => RecountIn(root, PageEntry.RootLevel);

    private void RecountIn(ulong table, int level)
    {
        uint count = 0;
        for (int i = 0; i < PageEntry.PerTable; i++)
        {
            ulong value = _memory.Entries(table)[i];
            if (!PageEntry.IsPresent(value))
                continue;
            count++;
            if (!PageEntry.IsLeaf(value, level))
                RecountIn(PageEntry.TableOf(value), level - 1);
        }
        _memory.EntryCount(table) = count;
    }

    /// <summary>Gives back all tables of the user half but not the pages behind them, and then the root: the end of an address space.</summary>
    internal void ReleaseUserHalf()
    {
        for (int i = 0; i < PageEntry.PerTable / 2; i++)
        {
            ulong value = _memory.Entries(root)[i];
            if (PageEntry.IsPresent(value))
                ReleaseIn(PageEntry.TableOf(value), PageEntry.RootLevel - 1);
        }
        _memory.ReleaseTable(root);
    }

    private void ReleaseIn(ulong table, int level)
    {
        for (int i = 0; level > 1 && i < PageEntry.PerTable; i++)
        {
            ulong value = _memory.Entries(table)[i];
            if (PageEntry.IsPresent(value) && !PageEntry.IsLeaf(value, level))
                ReleaseIn(PageEntry.TableOf(value), level - 1);
        }
        _memory.ReleaseTable(table);
    }
}
