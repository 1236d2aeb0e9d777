using Diesis.Platform.Memory.Paging;

namespace Diesis.Unit.Tests.Memory;

/// <summary>Page tables on the host: single operations.</summary>
public sealed class PageTableTests
{
    private const ulong Kernel = 0xffff_c000_0000_0000;
    private const ulong Megabyte = 1 << 20;
    private const ulong Gigabyte = 1 << 30;
    private const PageRights ReadWrite = PageRights.Write | PageRights.Global;

    private static void Run(Action<HostTableStore, PageTable<HostTables>> body)
    {
        using HostTableStore store = new(300);
        body(store, new PageTable<HostTables>(store.Allocate(), new HostTables(store)));
    }

    [Fact]
    public void NothingIsMappedAtFirst() => Run((store, table) => Assert.False(table.TryQuery(Kernel, out _)));

    [Fact]
    public void AMappedPageIsFound() => Run((store, table) =>
    {
        Assert.Equal(PageTableResult.Done, table.Map(Kernel, 0x5000, 0x1000, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte));
        Assert.True(table.TryQuery(Kernel + 0x123, out PageMapping mapping));
        Assert.Equal((Kernel, 0x5000UL, PageSize.FourKilobytes, ReadWrite), (mapping.Address, mapping.Physical, mapping.Size, mapping.Rights));
        Assert.False(table.TryQuery(Kernel + 0x1000, out _));
    });

    [Fact]
    public void AddressesThatAreNotCanonicalAreNotMapped() => Run((store, table) => Assert.False(table.TryQuery(0x0000_8000_0000_0000, out _)));

    [Fact]
    public void TheLargestPagesThatFitAreTaken() => Run((store, table) =>
    {
        // 4 KiB, then up to a GiB, then pages of a GiB, and down again.
        ulong start = Kernel + Gigabyte - 2 * Megabyte - 0x1000;
        ulong bytes = Gigabyte + 4 * Megabyte + 0x2000;
        Assert.Equal(PageTableResult.Done, table.Map(start, 3 * Gigabyte - 2 * Megabyte - 0x1000, bytes, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte));
        Assert.Equal(
            [PageSize.FourKilobytes, PageSize.TwoMegabytes, PageSize.OneGigabyte, PageSize.TwoMegabytes, PageSize.FourKilobytes],
            Sizes(ref table, start, bytes));
        Assert.Equal(1 + 1 + 2 + 2, store.InUse);
    });

    [Fact]
    public void DifferentAlignmentsForbidLargePages() => Run((store, table) =>
    {
        table.Map(Kernel, 0x1000, 2 * Megabyte, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte);
        Assert.All(Sizes(ref table, Kernel, 2 * Megabyte), size => Assert.Equal(PageSize.FourKilobytes, size));
    });

    [Fact]
    public void TheCallerMayForbidLargePages() => Run((store, table) =>
    {
        table.Map(Kernel, 0, Gigabyte, ReadWrite, PageCaching.WriteBack, PageSize.TwoMegabytes);
        Assert.Equal(512, Sizes(ref table, Kernel, Gigabyte).Length);
    });

    private static PageSize[] Sizes(ref PageTable<HostTables> table, ulong start, ulong bytes)
    {
        List<PageSize> sizes = [];
        for (ulong at = start; at < start + bytes;)
        {
            Assert.True(table.TryQuery(at, out PageMapping mapping));
            sizes.Add(mapping.Size);
            at = mapping.Address + mapping.Bytes;
        }

        return [.. sizes];
    }

    [Fact]
    public void WhatIsMappedIsNotMappedOver() => Run((store, table) =>
    {
        table.Map(Kernel + 0x3000, 0x7000, 0x1000, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte);
        int tables = store.InUse;
        Assert.Equal(PageTableResult.Occupied, table.Map(Kernel, 0x1000, 0x4000, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte));
        Assert.False(table.TryQuery(Kernel, out _));
        Assert.Equal(PageTableResult.Occupied, table.Map(Kernel, 0, Gigabyte, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte));
        Assert.Equal(tables, store.InUse);
    });

    [Fact]
    public void ALargePageIsNotMappedInto() => Run((store, table) =>
    {
        table.Map(Kernel, 0, Gigabyte, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte);
        Assert.Equal(PageTableResult.Occupied, table.Map(Kernel + 0x1000, 0, 0x1000, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte));
    });

    [Fact]
    public void TablesGoWithTheirLastPage() => Run((store, table) =>
    {
        table.Map(Kernel, 0x1000, 0x2000, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte);
        Assert.Equal(4, store.InUse);
        table.Unmap(Kernel, 0x1000);
        Assert.Equal(4, store.InUse);
        table.Unmap(Kernel + 0x1000, 0x1000);
        Assert.Equal(1, store.InUse);
        Assert.Equal(2, store.Gone.Count);
    });

    [Fact]
    public void UnmappingAHoleIsNothing() => Run((store, table) =>
    {
        Assert.Equal(PageTableResult.Done, table.Unmap(Kernel, 64 * Gigabyte));
        Assert.Empty(store.Gone);
    });

    [Fact]
    public void AnEnsuredTableStays() => Run((store, table) =>
    {
        Assert.Equal(PageTableResult.Done, table.EnsureTable(Kernel, 3));
        Assert.Equal(2, store.InUse);
        table.Map(Kernel, 0x1000, 0x1000, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte);
        table.Unmap(Kernel, 0x1000);
        Assert.Equal(2, store.InUse);
    });

    [Theory]
    [InlineData(Gigabyte, 0x1000UL, 1023)]
    [InlineData(2 * Megabyte, 0x1000UL, 511)]
    public void UnmappingAPartSplitsALargePage(ulong bytes, ulong hole, int pagesLeft) => Run((store, table) =>
    {
        table.Map(Kernel, 8 * Gigabyte, bytes, ReadWrite, PageCaching.WriteCombining, PageSize.OneGigabyte);
        Assert.Equal(PageTableResult.Done, table.Unmap(Kernel + 0x5000, hole));
        Assert.False(table.TryQuery(Kernel + 0x5000, out _));
        Assert.True(table.TryQuery(Kernel + 0x6000, out PageMapping after));
        Assert.Equal((8 * Gigabyte + 0x6000, ReadWrite, PageCaching.WriteCombining), (after.Physical, after.Rights, after.Caching));
        int count = 0;
        for (ulong at = Kernel; at < Kernel + bytes;)
        {
            at = table.TryQuery(at, out PageMapping mapping) ? mapping.Address + mapping.Bytes : at + 0x1000;
            count += mapping.Entry != 0 ? 1 : 0;
        }

        // A GiB becomes 511 pages of 2 MiB and 511 of 4 KiB.
        Assert.Equal(bytes == Gigabyte ? 1022 : pagesLeft, count);
        Assert.NotEmpty(store.Stale);
    });

    [Fact]
    public void WithoutMemoryAPartOfALargePageStays() => Run((store, table) =>
    {
        table.Map(Kernel, 0, 2 * Megabyte, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte);
        store.Left = 0;
        Assert.Equal(PageTableResult.NoMemory, table.Unmap(Kernel + 0x1000, 0x1000));
        Assert.Equal(PageTableResult.NoMemory, table.Protect(Kernel + 0x1000, 0x1000, PageRights.Read));
        Assert.True(table.TryQuery(Kernel + 0x1000, out PageMapping mapping));
        Assert.Equal(ReadWrite, mapping.Rights);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void WithoutMemoryAMapLeavesNothingBehind(int left) => Run((store, table) =>
    {
        store.Left = left;
        ulong start = Kernel + Gigabyte - 0x3000;
        Assert.Equal(left == 5 ? PageTableResult.Done : PageTableResult.NoMemory, table.Map(start, 0x1000, 0x6000, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte));
        Assert.Equal(left == 5 ? 6 : 1, store.InUse);
    });

    [Fact]
    public void ProtectChangesRightsOnly() => Run((store, table) =>
    {
        table.Map(Kernel, 0x4000_0000, 0x4000, ReadWrite | PageRights.OwnsFrame, PageCaching.Uncached, PageSize.OneGigabyte);
        Assert.Equal(PageTableResult.Done, table.Protect(Kernel + 0x1000, 0x2000, PageRights.Execute | PageRights.Global));
        Assert.True(table.TryQuery(Kernel + 0x1000, out PageMapping changed));
        Assert.Equal((PageRights.Execute | PageRights.Global | PageRights.OwnsFrame, PageCaching.Uncached, 0x4000_1000UL), (changed.Rights, changed.Caching, changed.Physical));
        Assert.True(table.TryQuery(Kernel + 0x3000, out PageMapping after));
        Assert.Equal(ReadWrite | PageRights.OwnsFrame, after.Rights);
        Assert.Equal(2, store.Stale.Count);
        table.Protect(Kernel + 0x1000, 0x2000, PageRights.Execute | PageRights.Global);
        Assert.Equal(2, store.Stale.Count);
    });

    [Fact]
    public void EveryCachingComesBackAtEverySize() => Run((store, table) =>
    {
        foreach (PageCaching caching in Enum.GetValues<PageCaching>())
        {
            foreach (PageSize size in Enum.GetValues<PageSize>())
            {
                table.Map(Kernel, Gigabyte, PageSizes.Bytes(size), PageRights.Read, caching, PageSize.OneGigabyte);
                Assert.True(table.TryQuery(Kernel, out PageMapping mapping));
                Assert.Equal((size, caching, Gigabyte, PageRights.Read), (mapping.Size, mapping.Caching, mapping.Physical, mapping.Rights));
                table.Unmap(Kernel, Gigabyte);
            }
        }
    });

    [Fact]
    public void AccessedAndDirtyAreTakenOnce() => Run((store, table) =>
    {
        table.Map(0x40_0000, 0x1000, 0x1000, PageRights.Write | PageRights.User, PageCaching.WriteBack, PageSize.OneGigabyte);
        Assert.True(table.TryQuery(0x40_0000, out PageMapping mapping));
        Assert.False(mapping.IsAccessed || mapping.IsDirty);
        SetBits(ref table, 0x40_0000, PageEntry.Accessed | PageEntry.Dirty);
        Assert.Equal(PageEntry.Accessed, table.TestAndClear(0x40_0000, PageEntry.Accessed));
        Assert.Equal(PageEntry.Dirty, table.TestAndClear(0x40_0000, PageEntry.Accessed | PageEntry.Dirty));
        Assert.Equal(0UL, table.TestAndClear(0x40_0000, PageEntry.Accessed | PageEntry.Dirty));
        Assert.Equal(0UL, table.TestAndClear(0x80_0000, PageEntry.Accessed));
        Assert.Equal(2, store.Stale.Count);
    });

    /// <summary>What the processor does when it uses a page.</summary>
    private static unsafe void SetBits(ref PageTable<HostTables> table, ulong address, ulong bits)
    {
        // SAFETY: the entry is in a table of the store.
        *table.FindLeaf(address, out _) |= bits;
    }

    [Fact]
    public void TheLastPageOfTheAddressSpaceWorks() => Run((store, table) =>
    {
        const ulong Last = 0xffff_ffff_ffe0_0000;
        Assert.Equal(PageTableResult.Done, table.Map(Last, 0, 2 * Megabyte, ReadWrite, PageCaching.WriteBack, PageSize.OneGigabyte));
        Assert.Equal(PageTableResult.Done, table.Protect(Last + 0x1000, 2 * Megabyte - 0x1000, PageRights.Read));
        Assert.True(table.TryQuery(ulong.MaxValue, out PageMapping mapping));
        Assert.Equal(PageRights.Read, mapping.Rights);
        Assert.Equal(PageTableResult.Done, table.Unmap(Last, 2 * Megabyte));
        Assert.False(table.TryQuery(ulong.MaxValue, out _));
    });

    [Theory]
    [InlineData(PageRights.Write | PageRights.Execute, Kernel, MappingFault.WritableAndExecutable)]
    [InlineData(PageRights.Write | PageRights.User, Kernel, MappingFault.UserInKernelHalf)]
    [InlineData(PageRights.Read, 0UL, MappingFault.KernelInUserHalf)]
    [InlineData(PageRights.Execute, Kernel, MappingFault.None)]
    [InlineData(PageRights.Write, Kernel, MappingFault.None)]
    internal void TheRulesFindAPlantedFault(PageRights rights, ulong address, MappingFault fault) => Run((store, table) =>
    {
        table.Map(Kernel + Gigabyte, 0, 4 * Megabyte, PageRights.Read, PageCaching.WriteBack, PageSize.OneGigabyte);
        table.Map(address, 0, 0x1000, rights, PageCaching.WriteBack, PageSize.OneGigabyte);
        KernelMappingRules rules = default;
        Assert.Equal(fault == MappingFault.None, table.Walk(0, ulong.MaxValue, ref rules));
        Assert.Equal(fault, rules.Fault);
        Assert.Equal(fault == MappingFault.None ? 3UL : rules.Pages, rules.Pages);
        if (fault != MappingFault.None)
        {
            Assert.Equal(address, rules.Culprit.Address);
        }
    });

    [Fact]
    public void TheUserHalfGoesWithItsTables() => Run((store, table) =>
    {
        table.Map(0x40_0000, 0x1000, 0x1000, PageRights.User, PageCaching.WriteBack, PageSize.OneGigabyte);
        table.Map(0x7fff_ffff_f000, 0x1000, 0x1000, PageRights.User, PageCaching.WriteBack, PageSize.OneGigabyte);
        Assert.Equal(7, store.InUse);
        table.ReleaseUserHalf();
        Assert.Equal(0, store.InUse);
    });
}
