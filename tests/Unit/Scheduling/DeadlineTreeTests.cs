using Diesis.Core.Scheduling;
using Diesis.Platform.Threads;

namespace Diesis.Unit.Tests.Scheduling;

/// <summary>The tree against a sorted list, under random traces.</summary>
public sealed class DeadlineTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AgreesWithASortedList(int seed)
    {
        Random random = new(seed);
        DeadlineTree tree = new();
        List<SimulatedThread> model = [];
        Stack<SimulatedThread> free = new(Enumerable.Range(0, 600).Select(id => new SimulatedThread { Id = id }));
        for (int step = 0; step < 20_000; step++)
        {
            bool adds = random.Next(1000) < (step / 4000 % 2 == 0 ? 600 : 400);
            if (adds && free.TryPop(out SimulatedThread? thread))
            {
                thread.VirtualDeadline = random.Next(200);
                thread.VirtualRuntime = random.Next(1000);
                thread.Sequence = step;
                tree.Add(thread);
                model.Add(thread);
            }
            else if (model.Count != 0)
            {
                int index = random.Next(model.Count);
                tree.Remove(model[index]);
                free.Push(model[index]);
                model.RemoveAt(index);
            }

            Assert.Equal(model.Count, tree.Count);
            long limit = random.Next(1100);
            SimulatedThread? expected = model.Where(candidate => candidate.VirtualRuntime <= limit).MinBy(candidate => (candidate.VirtualDeadline, candidate.Sequence));
            Assert.True(ReferenceEquals(expected, tree.FirstEligible(limit)), $"seed {seed}, step {step}");
            if (step % 100 == 0)
            {
                Assert.Same(model.MinBy(candidate => (candidate.VirtualDeadline, candidate.Sequence)), tree.First);
                CheckShape(tree.Root, $"seed {seed}, step {step}");
            }
        }
    }

    [Fact]
    public void CollectsTheLatestThatMayMove()
    {
        DeadlineTree tree = new();
        for (int i = 0; i < 100; i++)
            tree.Add(new SimulatedThread { Id = i, VirtualDeadline = i, Affinity = i % 2 == 0 ? 1UL : 3UL });
        Schedulable?[] found = new Schedulable?[4];
        Assert.Equal(4, tree.CollectLast(found, forProcessor: 1));
        Assert.Equal([99, 97, 95, 93], found.Select(thread => ((SimulatedThread)thread!).Id));
        Assert.Equal(0, tree.CollectLast(found, forProcessor: 2));
        Assert.Equal(4, tree.CollectLast(found, forProcessor: -1));
        Assert.Equal([99, 98, 97, 96], found.Select(thread => ((SimulatedThread)thread!).Id));
    }

    [Fact]
    public void IsAsDeepAsABalancedTree()
    {
        DeadlineTree tree = new();
        for (int i = 0; i < 100_000; i++)
            tree.Add(new SimulatedThread { VirtualDeadline = i });
        Assert.InRange(tree.Root!.TreeHeight, 17, 24);
    }

    private static (int Height, long Minimum) CheckShape(Schedulable? node, string where)
    {
        if (node is null)
            return (0, long.MaxValue);
        (int leftHeight, long leftMinimum) = CheckShape(node.Left, where);
        (int rightHeight, long rightMinimum) = CheckShape(node.Right, where);
        Assert.True(Math.Abs(leftHeight - rightHeight) <= 1, where);
        Assert.Equal(Math.Max(leftHeight, rightHeight) + 1, node.TreeHeight);
        Assert.Equal(Math.Min(node.VirtualRuntime, Math.Min(leftMinimum, rightMinimum)), node.TreeMinimum);
        return (node.TreeHeight, node.TreeMinimum);
    }
}
