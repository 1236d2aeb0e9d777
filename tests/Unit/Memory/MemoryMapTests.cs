using Diesis.Platform.Memory.Physical;

namespace Diesis.Unit.Tests.Memory;

/// <summary>The firmware's memory map, from usual to absurd, against a model that looks at each page.</summary>
public sealed unsafe class MemoryMapTests
{
    // SAFETY: the buffers live as long as the map in each test.
    private const ulong Megabyte = 1 << 20;
    private const ulong Gigabyte = 1 << 30;
    private const ulong Page = 4096;

    private static (ulong Start, ulong End, MemoryKind Kind)[] Normalized(params (ulong Start, ulong Length, MemoryKind Kind)[] raw)
    {
        const int Capacity = 256;
        using NativeBuffer ranges = new((nuint)(Capacity * sizeof(MemoryRange)));
        using NativeBuffer boundaries = new((nuint)(MemoryMap.BoundaryCount(Capacity) * sizeof(ulong)));
        MemoryMap map = default;
        map.Initialize((MemoryRange*)ranges.Pointer, (ulong*)boundaries.Pointer, Capacity);
        foreach ((ulong start, ulong length, MemoryKind kind) in raw)
        {
            map.Add(start, length, kind);
        }

        map.Normalize();
        return Contents(map);
    }

    private static (ulong Start, ulong End, MemoryKind Kind)[] Contents(MemoryMap map)
    {
        var result = new (ulong, ulong, MemoryKind)[map.Count];
        for (int i = 0; i < map.Count; i++)
        {
            result[i] = (map[i].Start, map[i].End, map[i].Kind);
        }

        return result;
    }

    [Fact]
    public void AnEmptyMapStaysEmpty() => Assert.Empty(Normalized());

    [Fact]
    public void AnOrdinaryMapComesOutSorted() => Assert.Equal(
        [(0, 0x9f000, MemoryKind.Usable), (0x9f000, 0xa0000, MemoryKind.Reserved), (0xf0000, Megabyte, MemoryKind.Reserved), (Megabyte, 128 * Megabyte, MemoryKind.Usable)],
        Normalized((Megabyte, 127 * Megabyte, MemoryKind.Usable), (0xf0000, 0x10000, MemoryKind.Reserved), (0x9fc00, 0x400, MemoryKind.Reserved), (0, 0x9fc00, MemoryKind.Usable)));

    [Fact]
    public void ReservedWinsOverUsable() => Assert.Equal(
        [(0, Page, MemoryKind.Usable), (Page, 2 * Page, MemoryKind.Reserved), (2 * Page, 4 * Page, MemoryKind.Usable)],
        Normalized((0, 4 * Page, MemoryKind.Usable), (Page, Page, MemoryKind.Reserved)));

    [Fact]
    public void BrokenMemoryWinsOverAll() => Assert.Equal(
        [(0, Page, MemoryKind.Unusable)],
        Normalized((0, Page, MemoryKind.AcpiNvs), (0, Page, MemoryKind.Unusable), (0, Page, MemoryKind.Reserved), (0, Page, MemoryKind.Usable)));

    [Fact]
    public void AReservedByteTakesItsPage() => Assert.Equal(
        [(0, Page, MemoryKind.Usable), (Page, 2 * Page, MemoryKind.Reserved), (2 * Page, 3 * Page, MemoryKind.Usable)],
        Normalized((0, 3 * Page, MemoryKind.Usable), (Page + 17, 1, MemoryKind.Reserved)));

    [Fact]
    public void TwoHalvesMakeAPage() => Assert.Equal(
        [(0, 2 * Page, MemoryKind.Usable)],
        Normalized((0, Page + 100, MemoryKind.Usable), (Page + 100, Page - 100, MemoryKind.Usable)));

    [Fact]
    public void LessThanAPageIsNotUsable() => Assert.Empty(Normalized((100, Page, MemoryKind.Usable), (3 * Page, Page - 1, MemoryKind.Usable)));

    [Fact]
    public void EmptyRangesAreIgnored() => Assert.Empty(Normalized((Page, 0, MemoryKind.Usable), (Page, 0, MemoryKind.Reserved)));

    [Fact]
    public void NeighboursOfOneKindAreJoined() => Assert.Equal(
        [(0, 8 * Page, MemoryKind.Usable)],
        Normalized((4 * Page, 4 * Page, MemoryKind.Usable), (0, 2 * Page, MemoryKind.Usable), (Page, 3 * Page, MemoryKind.Usable)));

    [Theory]
    [InlineData(0xffff_ffff_ffff_f000UL, 0x1000UL)]
    [InlineData(0xffff_ffff_ffff_f000UL, 0xffff_ffff_ffff_ffffUL)]
    [InlineData(1UL << 52, 0x1000UL)]
    public void WhatLiesBeyondAllAddressesIsIgnored(ulong start, ulong length) => Assert.Empty(Normalized((start, length, MemoryKind.Usable)));

    [Fact]
    public void ARangeThatWrapsEndsAtTheLastAddress() => Assert.Equal(
        [(Gigabyte, 1UL << 52, MemoryKind.Reserved)],
        Normalized((Gigabyte, ulong.MaxValue, MemoryKind.Reserved)));

    [Theory]
    [InlineData(32 * Megabyte)]
    [InlineData(24 * Megabyte)]
    [InlineData(3 * Gigabyte)]
    [InlineData(256 * Gigabyte)]
    public void SizesFromSmallToLarge(ulong bytes)
    {
        ulong low = Math.Min(bytes, 3 * Gigabyte);
        (ulong Start, ulong End, MemoryKind Kind)[] map = Normalized(
            (0, 0xa0000, MemoryKind.Usable), (Megabyte, low - Megabyte, MemoryKind.Usable), (4 * Gigabyte - Megabyte, Megabyte, MemoryKind.Reserved), (4 * Gigabyte, bytes - low, MemoryKind.Usable));
        Assert.Equal(bytes - Megabyte + 0xa0000, map.Where(range => range.Kind == MemoryKind.Usable).Aggregate(0UL, (sum, range) => sum + range.End - range.Start));
    }

    [Theory]
    [InlineData(1U, MemoryKind.Usable)]
    [InlineData(2U, MemoryKind.Reserved)]
    [InlineData(3U, MemoryKind.AcpiReclaimable)]
    [InlineData(4U, MemoryKind.AcpiNvs)]
    [InlineData(5U, MemoryKind.Unusable)]
    [InlineData(0U, MemoryKind.Reserved)]
    [InlineData(7U, MemoryKind.Reserved)]
    [InlineData(0xf000_0000U, MemoryKind.Reserved)]
    public void NumbersOfTheFirmware(uint number, MemoryKind kind) => Assert.Equal(kind, FirmwareMemoryKinds.FromE820(number));

    [Fact]
    public void AMapThatIsTooLongLosesUsableMemoryOnly()
    {
        const int Capacity = 8;
        using NativeBuffer ranges = new((nuint)(Capacity * sizeof(MemoryRange)));
        using NativeBuffer boundaries = new((nuint)(MemoryMap.BoundaryCount(Capacity) * sizeof(ulong)));
        MemoryMap map = default;
        map.Initialize((MemoryRange*)ranges.Pointer, (ulong*)boundaries.Pointer, Capacity);
        for (ulong i = 0; i < 8; i++)
        {
            map.Add(i * 16 * Page, 16 * Page, MemoryKind.Usable);
        }

        map.Add(Page, Page, MemoryKind.Reserved);
        map.Normalize();
        Assert.Equal(MemoryKind.Reserved, map.KindAt(Page));
        Assert.Equal(5, map.Lost);
    }

    [Fact]
    public void MarkedPartsAreCutOut()
    {
        const int Capacity = 16;
        using NativeBuffer ranges = new((nuint)(Capacity * sizeof(MemoryRange)));
        using NativeBuffer boundaries = new((nuint)(MemoryMap.BoundaryCount(Capacity) * sizeof(ulong)));
        MemoryMap map = default;
        map.Initialize((MemoryRange*)ranges.Pointer, (ulong*)boundaries.Pointer, Capacity);
        map.Add(0, 16 * Megabyte, MemoryKind.Usable);
        map.Normalize();
        Assert.True(map.Mark(Megabyte, 2 * Megabyte + 1, MemoryKind.KernelImage));
        Assert.Equal([(0, Megabyte, MemoryKind.Usable), (Megabyte, 2 * Megabyte + Page, MemoryKind.KernelImage), (2 * Megabyte + Page, 16 * Megabyte, MemoryKind.Usable)], Contents(map));
    }

    [Fact]
    public void TheBootAllocatorTakesFromTheTopBelowTheLimit()
    {
        const int Capacity = 32;
        using NativeBuffer ranges = new((nuint)(Capacity * sizeof(MemoryRange)));
        using NativeBuffer boundaries = new((nuint)(MemoryMap.BoundaryCount(Capacity) * sizeof(ulong)));
        MemoryMap map = default;
        map.Initialize((MemoryRange*)ranges.Pointer, (ulong*)boundaries.Pointer, Capacity);
        map.Add(0, 2 * Page, MemoryKind.Usable);
        map.Add(Megabyte, Megabyte, MemoryKind.Usable);
        map.Add(4 * Gigabyte, Megabyte, MemoryKind.Usable);
        map.Normalize();
        Assert.Equal(4 * Gigabyte + Megabyte - Page, BootAllocator.Allocate(ref map, 1, 1, ulong.MaxValue));
        Assert.Equal(2 * Megabyte - 2 * Page, BootAllocator.Allocate(ref map, Page + 1, 1, 4 * Gigabyte));
        Assert.Equal(Megabyte + Megabyte / 2, BootAllocator.Allocate(ref map, Page, Megabyte / 2, 4 * Gigabyte));
        Assert.Equal(Page, BootAllocator.Allocate(ref map, Page, 1, Megabyte));
        Assert.Equal(0UL, BootAllocator.Allocate(ref map, Page, 1, Megabyte));
        Assert.Equal(0UL, BootAllocator.Allocate(ref map, Gigabyte, 1, ulong.MaxValue));
        Assert.Equal(5 * Page, map.TotalBytes(MemoryKind.BootAllocated));
    }

    [Fact]
    public void TheBootAllocatorsPiecesAreDisjoint()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            const int Capacity = 200;
            Random random = new(seed);
            using NativeBuffer ranges = new((nuint)(Capacity * sizeof(MemoryRange)));
            using NativeBuffer boundaries = new((nuint)(MemoryMap.BoundaryCount(Capacity) * sizeof(ulong)));
            MemoryMap map = default;
            map.Initialize((MemoryRange*)ranges.Pointer, (ulong*)boundaries.Pointer, Capacity);
            for (int i = 0; i < 10; i++)
            {
                map.Add((ulong)random.Next(0, 256) * Page, (ulong)random.Next(1, 64) * Page, random.Next(3) == 0 ? MemoryKind.Reserved : MemoryKind.Usable);
            }

            map.Normalize();
            (ulong Start, ulong End, MemoryKind Kind)[] before = Contents(map);
            HashSet<ulong> taken = [];
            for (int i = 0; i < 60; i++)
            {
                ulong pages = (ulong)random.Next(1, 5);
                ulong alignment = Page << random.Next(0, 4);
                ulong limit = (ulong)random.Next(64, 512) * Page;
                ulong start = BootAllocator.Allocate(ref map, pages * Page, alignment, limit);
                if (start == 0)
                {
                    continue;
                }

                Assert.True(start % alignment == 0 && start + pages * Page <= limit, $"seed {seed}");
                for (ulong page = start; page < start + pages * Page; page += Page)
                {
                    Assert.True(taken.Add(page), $"seed {seed}: {page:x} given out twice");
                    Assert.True(before.Any(range => range.Kind == MemoryKind.Usable && page >= range.Start && page < range.End), $"seed {seed}: {page:x} is not usable");
                }
            }

            Assert.Equal((ulong)taken.Count * Page, map.TotalBytes(MemoryKind.BootAllocated));
        }
    }

    [Fact]
    public void RandomMapsAgreeWithAModelOfEachPage()
    {
        const int Pages = 64;
        for (int seed = 0; seed < 2000; seed++)
        {
            Random random = new(seed);
            var raw = new (ulong Start, ulong Length, MemoryKind Kind)[random.Next(0, 24)];
            byte[] strongest = new byte[Pages * 4096 / 256];
            for (int i = 0; i < raw.Length; i++)
            {
                // In units of 256 bytes, so that the model is small; kinds from usable to unusable.
                int start = random.Next(0, strongest.Length);
                int length = random.Next(0, random.Next(2) == 0 ? 24 : strongest.Length);
                MemoryKind kind = random.Next(2) == 0 ? MemoryKind.Usable : (MemoryKind)random.Next(1, 9);
                raw[i] = ((ulong)start * 256, (ulong)length * 256, kind);
                for (int unit = start; unit < Math.Min(start + length, strongest.Length); unit++)
                {
                    strongest[unit] = Math.Max(strongest[unit], (byte)kind);
                }
            }

            (ulong Start, ulong End, MemoryKind Kind)[] map = Normalized(raw);
            for (int i = 0; i < map.Length; i++)
            {
                Assert.True(map[i].Start < map[i].End && map[i].Start % Page == 0 && map[i].End % Page == 0, $"seed {seed}");
                Assert.True(i == 0 || map[i - 1].End < map[i].Start || (map[i - 1].End == map[i].Start && map[i - 1].Kind != map[i].Kind), $"seed {seed}");
            }

            for (int page = 0; page < Pages; page++)
            {
                ReadOnlySpan<byte> units = strongest.AsSpan(page * 16, 16);
                byte most = 0;
                bool whole = true;
                foreach (byte unit in units)
                {
                    most = Math.Max(most, unit);
                    whole &= unit != 0;
                }

                MemoryKind expected = most == (byte)MemoryKind.Usable && !whole ? MemoryKind.None : (MemoryKind)most;
                MemoryKind found = map.FirstOrDefault(range => (ulong)page * Page >= range.Start && (ulong)page * Page < range.End).Kind;
                Assert.True(expected == found, $"seed {seed}, page {page}: {found}, expected {expected}");
            }
        }
    }

    [Fact]
    public void NoiseNeverBreaksTheMap()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            Random random = new(seed);
            var raw = new (ulong, ulong, MemoryKind)[random.Next(0, 300)];
            for (int i = 0; i < raw.Length; i++)
            {
                raw[i] = ((ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(0, 64), (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(0, 64), FirmwareMemoryKinds.FromE820((uint)random.Next(0, 9)));
            }

            (ulong Start, ulong End, MemoryKind Kind)[] map = Normalized(raw);
            ulong previous = 0;
            foreach ((ulong start, ulong end, MemoryKind kind) in map)
            {
                Assert.True(start >= previous && end > start && end <= 1UL << 52 && kind != MemoryKind.None, $"seed {seed}");
                previous = end;
            }
        }
    }
}
