using Diesis.Platform.Memory.Virtual;

namespace Diesis.Unit.Tests.Memory;

/// <summary>The division of the kernel's address space.</summary>
public sealed unsafe class VirtualRangesTests
{
    // SAFETY: nodes live in the store's pages.
    private const ulong Start = 0xffff_c000_0020_0000;
    private const ulong End = 0xffff_c200_0000_0000;
    private const ulong Page = 4096;

    private delegate void Body(ref VirtualRanges<HostBlocks> ranges, HostBlockStore store);

    private static void Run(Body body, ulong end = End)
    {
        using HostBlockStore store = new();
        VirtualRanges<HostBlocks> ranges = new(new HostBlocks(store));
        Assert.True(ranges.Initialize(Start, end));
        body(ref ranges, store);
        Assert.True(ranges.IsConsistent(Start, end));
    }

    [Fact]
    public void RangesDoNotOverlap() => Run((ref VirtualRanges<HostBlocks> ranges, HostBlockStore _) =>
    {
        ulong first = ranges.Reserve(3 * Page, Page, RangeUse.Other);
        ulong second = ranges.Reserve(5 * Page, Page, RangeUse.Device);
        Assert.True(first + 3 * Page <= second || second + 5 * Page <= first);
        Assert.Equal(End - Start - 8 * Page, ranges.FreeBytes);
        Assert.Equal(2, ranges.Count);
    });

    [Fact]
    public void AlignmentIsHonoured() => Run((ref VirtualRanges<HostBlocks> ranges, HostBlockStore _) =>
    {
        for (int shift = 12; shift < 36; shift++)
        {
            ulong start = ranges.Reserve(Page, 1UL << shift, RangeUse.Other);
            Assert.True(start != 0 && start % (1UL << shift) == 0, $"2^{shift}");
        }
    });

    [Fact]
    public void WhatIsFreedCanBeReservedAgain() => Run(
        (ref VirtualRanges<HostBlocks> ranges, HostBlockStore _) =>
        {
            ulong all = ranges.Reserve(16 * Page, Page, RangeUse.Other);
            Assert.Equal(Start, all);
            Assert.Equal(0UL, ranges.Reserve(Page, Page, RangeUse.Other));
            Assert.Equal(RangeFreeResult.Freed, ranges.Free(all));
            for (int i = 0; i < 16; i++)
            {
                Assert.NotEqual(0UL, ranges.Reserve(Page, Page, RangeUse.Other));
            }

            Assert.Equal(0UL, ranges.FreeBytes);
        },
        Start + 16 * Page);

    [Fact]
    public void ASecondFreeIsRefused() => Run((ref VirtualRanges<HostBlocks> ranges, HostBlockStore _) =>
    {
        ulong start = ranges.Reserve(2 * Page, Page, RangeUse.Other);
        Assert.Equal(RangeFreeResult.NotReserved, ranges.Free(start + Page));
        Assert.Equal(RangeFreeResult.Freed, ranges.Free(start));
        Assert.Equal(RangeFreeResult.NotReserved, ranges.Free(start));
    });

    [Fact]
    public void AbsurdSizesAreRefused() => Run((ref VirtualRanges<HostBlocks> ranges, HostBlockStore _) =>
    {
        Assert.Equal(0UL, ranges.Reserve(0, Page, RangeUse.Other));
        Assert.Equal(0UL, ranges.Reserve(1UL << 62, Page, RangeUse.Other));
        Assert.Equal(0UL, ranges.Reserve(Page, 1UL << 63, RangeUse.Other));
    });

    [Fact]
    public void WithoutMemoryForNodesNothingIsReserved()
    {
        using HostBlockStore store = new() { Left = 1 };
        VirtualRanges<HostBlocks> ranges = new(new HostBlocks(store));
        Assert.True(ranges.Initialize(Start, End));
        int count = 0;
        while (ranges.Reserve(Page, 4 * Page, RangeUse.Other) != 0)
        {
            count++;
        }

        Assert.InRange(count, 20, 80);
        Assert.True(ranges.IsConsistent(Start, End));
        store.Left = 1;
        Assert.NotEqual(0UL, ranges.Reserve(Page, Page, RangeUse.Other));
    }

    [Fact]
    public void RandomTracesAgreeWithAModel()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Random random = new(seed);
            ulong end = Start + (ulong)random.Next(100, 3000) * Page;
            Run(
                (ref VirtualRanges<HostBlocks> ranges, HostBlockStore _) =>
                {
                    SortedDictionary<ulong, ulong> model = [];
                    for (int step = 0; step < 600; step++)
                    {
                        if (random.Next(5) < 3)
                        {
                            ulong bytes = (ulong)random.Next(1, 1 << random.Next(1, 8)) * Page;
                            ulong alignment = Page << random.Next(0, 6);
                            ulong start = ranges.Reserve(bytes, alignment, RangeUse.Other);
                            if (start != 0)
                            {
                                Assert.True(start % alignment == 0 && start >= Start && start + bytes <= end, $"seed {seed}");
                                model.Add(start, start + bytes);
                            }
                            else
                            {
                                Assert.False(HasGap(model, end, bytes, alignment), $"seed {seed}: {bytes / Page} pages refused");
                            }
                        }
                        else if (model.Count != 0)
                        {
                            ulong start = model.Keys.ElementAt(random.Next(model.Count));
                            Assert.Equal(RangeFreeResult.Freed, ranges.Free(start));
                            model.Remove(start);
                        }

                        ulong at = Start;
                        foreach ((ulong start, ulong stop) in model)
                        {
                            Assert.True(start >= at, $"seed {seed}: ranges overlap at {start:x}");
                            at = stop;
                        }
                    }

                    Assert.True(ranges.IsConsistent(Start, end), $"seed {seed}");
                },
                end);
        }
    }

    private static bool HasGap(SortedDictionary<ulong, ulong> model, ulong end, ulong bytes, ulong alignment)
    {
        ulong at = Start;
        foreach ((ulong start, ulong stop) in model.Append(new(end, end)))
        {
            ulong aligned = (at + alignment - 1) & ~(alignment - 1);
            if (aligned + bytes <= start)
            {
                return true;
            }

            at = stop;
        }

        return false;
    }
}
