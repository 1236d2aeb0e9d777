using Diesis.Core.Memory;

namespace Diesis.Unit.Tests.UserMemory;

/// <summary>The tree of mappings against a sorted list, and its search for gaps against looking at every page.</summary>
public sealed class MappingTreeTests
{
    private const ulong Page = 4096;
    private const int Pages = 600;

    private static readonly AddressSpace s_owner = new();

    private static Mapping New(ulong start, ulong end, MappingFlags flags = MappingFlags.Read) => new(s_owner, start * Page, end * Page, flags);

    [Fact]
    public void AnEmptyTreeHasOneGap()
    {
        MappingTree tree = new();
        Assert.Null(tree.Find(0));
        Assert.Equal(90 * Page, tree.FindHighestGap(10 * Page, 100 * Page, 10 * Page));
        Assert.Equal(10 * Page, tree.FindLowestGap(10 * Page, 100 * Page, 10 * Page));
        Assert.Equal(0UL, tree.FindHighestGap(10 * Page, 100 * Page, 91 * Page));
    }

    [Fact]
    public void FindGivesTheMappingOrTheNext()
    {
        MappingTree tree = new();
        Mapping low = New(10, 20);
        Mapping high = New(30, 40);
        tree.Insert(high);
        tree.Insert(low);
        Assert.Same(low, tree.Find(5 * Page));
        Assert.Same(low, tree.Find(20 * Page - 1));
        Assert.Same(high, tree.Find(20 * Page));
        Assert.Null(tree.Find(40 * Page));
        Assert.Same(low, tree.FindBefore(30 * Page));
        Assert.Same(high, tree.FindBefore(30 * Page + 1));
        Assert.Null(tree.FindBefore(10 * Page));
    }

    [Fact]
    public void BelowAStackAGapStaysFree()
    {
        MappingTree tree = new();
        tree.Insert(New(1000, 1010, MappingFlags.Read | MappingFlags.GrowsDown));
        ulong found = tree.FindHighestGap(Page, 1010 * Page, 10 * Page);
        Assert.Equal((1000 - 256 - 10) * Page, found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void RandomTracesAgreeWithASortedList(int seed)
    {
        Random random = new(seed);
        MappingTree tree = new();
        List<Mapping> model = [];
        for (int step = 0; step < 3000; step++)
        {
            string where = $"seed {seed}, step {step}";
            switch (random.Next(4))
            {
                case 0 or 1:
                    Insert(random, tree, model);
                    break;
                case 2 when model.Count != 0:
                    Mapping gone = model[random.Next(model.Count)];
                    tree.Remove(gone);
                    model.Remove(gone);
                    break;
                case 3 when model.Count != 0:
                    Shrink(random, tree, model[random.Next(model.Count)]);
                    break;
            }
            if (step % 50 == 0)
                Assert.True(tree.IsConsistent(), where);
            ulong address = (ulong)random.Next(Pages) * Page;
            Assert.True(ReferenceEquals(model.OrderBy(m => m.Start).FirstOrDefault(m => m.End > address), tree.Find(address)), where);
            CheckGaps(random, tree, model, where);
        }
    }

    private static void Insert(Random random, MappingTree tree, List<Mapping> model)
    {
        ulong start = (ulong)random.Next(1, Pages);
        ulong end = start + (ulong)random.Next(1, 20);
        if (model.Any(m => m.Start < end * Page && m.End > start * Page))
            return;
        Mapping mapping = New(start, end);
        tree.Insert(mapping);
        model.Add(mapping);
    }

    private static void Shrink(Random random, MappingTree tree, Mapping mapping)
    {
        ulong pages = mapping.Bytes / Page;
        if (pages < 2)
            return;
        ulong cut = (ulong)random.Next(1, (int)pages) * Page;
        if (random.Next(2) == 0)
            tree.Move(mapping, mapping.Start + cut, mapping.End);
        else
            tree.Move(mapping, mapping.Start, mapping.End - cut);
    }

    private static void CheckGaps(Random random, MappingTree tree, List<Mapping> model, string where)
    {
        ulong low = (ulong)random.Next(1, Pages);
        ulong high = low + (ulong)random.Next(1, Pages);
        ulong wanted = (ulong)random.Next(1, 40);
        bool[] used = new bool[2 * Pages + 64];
        foreach (Mapping mapping in model)
        {
            for (ulong page = mapping.Start / Page; page < mapping.End / Page; page++)
                used[page] = true;
        }

        ulong lowest = 0;
        ulong highest = 0;
        for (ulong start = low; start + wanted <= high; start++)
        {
            bool isFree = true;
            for (ulong page = start; page < start + wanted && isFree; page++)
                isFree = !used[page];
            if (!isFree)
                continue;
            lowest = lowest == 0 ? start : lowest;
            highest = start;
        }

        Assert.True(highest * Page == tree.FindHighestGap(low * Page, high * Page, wanted * Page), where + ", highest");
        Assert.True(lowest * Page == tree.FindLowestGap(low * Page, high * Page, wanted * Page), where + ", lowest");
    }
}
