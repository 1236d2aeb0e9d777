using Diesis.Platform.Boot;
using Diesis.Platform.Locks;
using Diesis.Platform.Memory.Paging;
using Diesis.Platform.Memory.Physical;
using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Memory;

/// <summary>The kernel's half of every address space: direct map, kernel region, image. Replaces the tables of Boot.S.</summary>
/// <remarks>
/// Every address space shares the tables below the root that <see cref="Build"/> makes, so they are never taken away and a change is
/// seen by all. Locks: <c>s_lock</c> guards the tables; it is never held while other processors are waited for (<see cref="TlbBatch"/>).
/// SAFETY: callers own the ranges that they change, by KernelMemory's reservations.
/// </remarks>
internal static unsafe class KernelSpace
{
    /// <summary>Where reservations, stacks and devices are: 2 TiB.</summary>
    internal const ulong RegionStart = 0xffff_c000_0000_0000;
    internal const ulong RegionEnd = 0xffff_c200_0000_0000;

    private const ulong RootEntryBytes = 1UL << 39;

    /// <summary>The firmware's tables and the VGA's memory are here; fixed range registers say how they are cached.</summary>
    private const ulong LowMemoryEnd = 1 << 20;

    /// <summary>A reserved range longer than this beside RAM is taken for devices.</summary>
    private const ulong LongestReserved = 64 << 20;

    private static SpinLock s_lock = new(LockRank.AddressSpace);
    private static PageTable<KernelTables> s_table;

    /// <summary>For CR3. Below 4 GiB, so that a processor can load it before it is in 64-bit mode.</summary>
    internal static PhysicalAddress Root => new(s_table.Root);

    /// <summary>Makes the tables in boot memory and switches to them.</summary>
    /// <remarks>Preconditions: the map of physical memory is there; protection is on, in particular the no-execute bit.</remarks>
    internal static void Build()
    {
        BootTables memory = default;
        PageTable<BootTables> table = new(memory.AllocateTable(), memory);
        MapRam(ref table);
        MapImage(ref table);
        BootStack.CopyMapping(ref table);
        for (ulong at = RegionStart; at < RegionEnd; at += RootEntryBytes)
            Check(table.EnsureTable(at, PageEntry.RootLevel - 1));
        PagingInstructions.WriteRootTable(table.Root);
        PagingInstructions.InvalidateAllTranslations();
        s_table = new PageTable<KernelTables>(table.Root, default);
    }

    /// <summary>Begins to count entries, when frames have descriptors; tables of boot memory are never taken away.</summary>
    internal static void CountEntries()
    {
        s_table.RecountEntries();
        for (ulong at = RegionStart; at < RegionEnd; at += RootEntryBytes)
            Check(s_table.EnsureTable(at, PageEntry.RootLevel - 1));
    }

    private static PageRights KernelRights(PageRights rights) => rights | (ProcessorFeatures.HasGlobalPages ? PageRights.Global : 0);

    private static PageSize LargestPage => ProcessorFeatures.HasGigabytePages ? PageSize.OneGigabyte : PageSize.TwoMegabytes;

    private static void Check(PageTableResult result)
    {
        if (result != PageTableResult.Done)
            FailFast.Abort("the kernel's page tables cannot be made");
    }

    /// <summary>Maps runs of memory in the map that touch each other as one, so that large pages may cross their borders.</summary>
    private static void MapRam(ref PageTable<BootTables> table)
    {
        ulong start = 0;
        ulong end = LowMemoryEnd;
        for (int i = 0; i < PhysicalMap.Count; i++)
        {
            MemoryRange range = PhysicalMap.Range(i);
            if (range.End <= end)
                continue;
            bool touches = range.Start <= end;
            bool isRam = range.Kind is not (MemoryKind.Reserved or MemoryKind.Unusable or MemoryKind.None);

            // Reserved memory right behind RAM is RAM that the firmware keeps, often with its tables.
            if (!isRam && !(touches && range.Kind == MemoryKind.Reserved && range.Length <= LongestReserved))
                continue;
            if (!touches)
            {
                MapDirectly(ref table, start, end);
                start = range.Start;
            }
            end = range.End < DirectMap.Bytes ? range.End : DirectMap.Bytes;
        }
        MapDirectly(ref table, start, end);
    }

    private static void MapDirectly(ref PageTable<BootTables> table, ulong start, ulong end)
    {
        ulong constantStart = KernelImage.Start - KernelImage.Base;
        ulong constantEnd = KernelImage.ConstantsEnd - KernelImage.Base;
        MapPart(ref table, start, end < constantStart ? end : constantStart, PageRights.Write);
        MapPart(ref table, start > constantStart ? start : constantStart, end < constantEnd ? end : constantEnd, PageRights.Read);
        MapPart(ref table, start > constantEnd ? start : constantEnd, end, PageRights.Write);
    }

    private static void MapPart(ref PageTable<BootTables> table, ulong start, ulong end, PageRights rights)
    {
        if (start < end)
            Check(table.Map(DirectMap.Base + start, start, end - start, KernelRights(rights), PageCaching.WriteBack, LargestPage));
    }

    private static void MapImage(ref PageTable<BootTables> table)
    {
        MapSection(ref table, KernelImage.Start, KernelImage.CodeEnd, PageRights.Execute);
        MapSection(ref table, KernelImage.ConstantsStart, KernelImage.ConstantsEnd, PageRights.Read);
        MapSection(ref table, KernelImage.DataStart, KernelImage.End, PageRights.Write);
    }

    private static void MapSection(ref PageTable<BootTables> table, ulong start, ulong end, PageRights rights) =>
        Check(table.Map(start, start - KernelImage.Base, end - start, KernelRights(rights), PageCaching.WriteBack, PageSize.TwoMegabytes));

    /// <summary>The page that an address of the kernel's half is in. Reads the tables without the lock: the answer may be old.</summary>
    internal static bool TryQuery(ulong address, out PageMapping mapping) => s_table.TryQuery(address, out mapping);

    /// <summary>The next page that is mapped, at or after an address and before an end; its start, or the address if that is within it.</summary>
    internal static bool TryFindMapped(ulong address, ulong end, out ulong found)
    {
        using SpinLock.Scope held = s_lock.Enter();
        for (found = address; found < end;)
        {
            ulong* entry = s_table.FindLeaf(found, out int level);
            if (PageEntry.IsPresent(*entry))
                return true;
            found = (found | ((1UL << PageEntry.ShiftOf(level)) - 1)) + 1;
        }
        return false;
    }

    /// <summary>The entry that decides about an address. For those who own the page and know that its table stays.</summary>
    internal static ulong* FindLeaf(ulong address, out int level) => s_table.FindLeaf(address, out level);

    internal static PageTableResult Map(ulong address, PhysicalAddress physical, ulong bytes, PageRights rights, PageCaching caching)
    {
        TlbBatch batch = default;
        PageTableResult result;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            s_table.Memory.Batch = &batch;
            result = s_table.Map(address, physical.Value, bytes, KernelRights(rights), caching, PageSize.TwoMegabytes);
        }
        // Only a failure leaves something to invalidate.
        if (!batch.IsEmpty)
            batch.Finish();
        return result;
    }

    /// <summary>Maps one page each for several frames, at addresses that follow each other; pages that are there already stay as they are.</summary>
    /// <param name="frames">A frame that was not used, or the one for which there was no table, is still in the array; the others are 0.</param>
    /// <returns>Done, or NoMemory when a table was missing.</returns>
    internal static PageTableResult MapFrames(ulong address, uint* frames, int count, PageRights rights)
    {
        TlbBatch batch = default;
        PageTableResult result = PageTableResult.Done;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            s_table.Memory.Batch = &batch;
            for (int i = 0; i < count && result == PageTableResult.Done; i++)
            {
                result = s_table.Map(
                    address + (ulong)i * FrameNumber.FrameBytes, new FrameNumber(frames[i]).Address.Value, FrameNumber.FrameBytes,
                    KernelRights(rights | PageRights.OwnsFrame), PageCaching.WriteBack, PageSize.FourKilobytes);
                if (result == PageTableResult.Done)
                    frames[i] = 0;
                else if (result == PageTableResult.Occupied)
                    result = PageTableResult.Done;
            }
        }
        if (!batch.IsEmpty)
            batch.Finish();
        return result;
    }

    /// <summary>Unmaps a range on all processors and frees the frames that its pages own.</summary>
    /// <remarks>Preconditions: no spin lock is held.</remarks>
    internal static PageTableResult Unmap(ulong address, ulong bytes)
    {
        TlbBatch batch = default;
        PageTableResult result;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            s_table.Memory.Batch = &batch;
            result = s_table.Unmap(address, bytes);
        }
        batch.Finish();
        return result;
    }

    /// <summary>Changes the rights of a range on all processors.</summary>
    /// <remarks>Preconditions: no spin lock is held.</remarks>
    internal static PageTableResult Protect(ulong address, ulong bytes, PageRights rights)
    {
        TlbBatch batch = default;
        PageTableResult result;
        using (SpinLock.Scope held = s_lock.Enter())
        {
            s_table.Memory.Batch = &batch;
            result = s_table.Protect(address, bytes, KernelRights(rights));
        }
        batch.Finish();
        return result;
    }

    /// <summary>Holds all mappings against the kernel's rules: nothing writable and executable, nothing in the user's half.</summary>
    internal static KernelMappingRules CheckRules()
    {
        KernelMappingRules rules = default;
        using SpinLock.Scope held = s_lock.Enter();
        s_table.Walk(0, ulong.MaxValue, ref rules);
        return rules;
    }

    /// <summary>Shows the pages of a range to a visitor, under the lock.</summary>
    internal static void Walk<TVisitor>(ulong first, ulong last, ref TVisitor visitor)
        where TVisitor : struct, IPageVisitor
    {
        using SpinLock.Scope held = s_lock.Enter();
        s_table.Walk(first, last, ref visitor);
    }

    /// <summary>
    /// A root for processors that are being started: the kernel's half, and one page mapped at its physical address, executable, from which
    /// they turn paging on. None when memory is short.
    /// </summary>
    /// <remarks>The caller frees it by <see cref="FreeStartupRoot"/>. The root is below 4 GiB.</remarks>
    internal static PhysicalAddress CreateStartupRoot(PhysicalAddress page)
    {
        FrameNumber root = Frames.Allocate(0, FrameZone.Dma32, FrameOwner.PageTable, FrameContents.Zeroed);
        if (root.IsNone)
            return default;
        ulong* entries = (ulong*)DirectMap.Pointer(root);
        ulong* kernel = (ulong*)DirectMap.Pointer(Root);
        for (int i = 0; i < PageEntry.PerTable; i++)
            entries[i] = i < PageEntry.PerTable / 2 ? 0 : kernel[i];
        TlbBatch batch = default;
        KernelTables memory = new() { Batch = &batch };
        PageTable<KernelTables> table = new(root.Address.Value, memory);
        // Nobody has used these tables when mapping fails, so the batch only has frames to free.
        PageTableResult result = table.Map(page.Value, page.Value, FrameNumber.FrameBytes, PageRights.Execute, PageCaching.WriteBack, PageSize.FourKilobytes);
        batch.Finish();
        if (result == PageTableResult.Done)
            return root.Address;
        Frames.Free(root);
        return default;
    }

    /// <summary>Frees what <see cref="CreateStartupRoot"/> made, when no processor uses it any more.</summary>
    internal static void FreeStartupRoot(PhysicalAddress root)
    {
        TlbBatch batch = default;
        KernelTables memory = new() { Batch = &batch };
        PageTable<KernelTables> table = new(root.Value, memory);
        table.ReleaseUserHalf();
        batch.Finish();
    }
}
