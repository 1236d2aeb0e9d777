using Diesis.Core.Memory;

namespace Diesis.Unit.Tests.UserMemory;

/// <summary>The tree of a file's pages against a dictionary.</summary>
public sealed class PageTreeTests
{
    [Fact]
    public void ASmallFileHasOneLeaf()
    {
        PageTree tree = default;
        PageLeaf leaf = tree.FindOrAdd(5);
        Assert.Same(leaf, tree.Find(63));
        Assert.Null(tree.Find(64));
        Assert.Same(leaf, tree.FindNext(0));
        Assert.Null(tree.FindNext(64));
        tree.Remove(leaf);
        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void APageFarOutNeedsNoneBefore()
    {
        PageTree tree = default;
        const long Far = long.MaxValue >> 12;
        PageLeaf leaf = tree.FindOrAdd(Far);
        Assert.Same(leaf, tree.FindNext(0));
        Assert.Same(leaf, tree.Find(Far));
        Assert.Null(tree.Find(0));
        PageLeaf first = tree.FindOrAdd(0);
        Assert.Same(first, tree.FindNext(0));
        Assert.Same(leaf, tree.FindNext(64));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void RandomTracesAgreeWithADictionary(int seed)
    {
        Random random = new(seed);
        PageTree tree = default;
        SortedDictionary<long, PageLeaf> model = [];
        for (int step = 0; step < 5000; step++)
        {
            long page = random.NextInt64(1L << random.Next(1, 40));
            long first = page & ~63L;
            switch (random.Next(3))
            {
                case 0:
                    PageLeaf leaf = tree.FindOrAdd(page);
                    Assert.True(!model.TryGetValue(first, out PageLeaf? known) || ReferenceEquals(known, leaf), $"seed {seed}, step {step}");
                    Assert.Equal(first, leaf.First);
                    model[first] = leaf;
                    break;
                case 1 when model.Count != 0:
                    PageLeaf gone = model.Values.ElementAt(random.Next(model.Count));
                    tree.Remove(gone);
                    model.Remove(gone.First);
                    break;
                default:
                    Assert.True(ReferenceEquals(model.GetValueOrDefault(first), tree.Find(page)), $"seed {seed}, step {step}");
                    PageLeaf? next = model.FirstOrDefault(pair => pair.Key + PageLeaf.Pages > page).Value;
                    Assert.True(ReferenceEquals(next, tree.FindNext(page)), $"seed {seed}, step {step}, next");
                    break;
            }
        }

        Assert.Equal(model.Count == 0, tree.IsEmpty);
    }

    [Fact]
    public void AQuotaGivesNoMoreThanItHas()
    {
        PageQuota quota = new(10);
        Assert.True(quota.TryTake(7));
        Assert.False(quota.TryTake(4));
        Assert.True(quota.TryTake(3));
        quota.Give(5);
        Assert.Equal(5, quota.Used);
    }
}
