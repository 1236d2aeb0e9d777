using Diesis.Platform.Locks;

namespace Diesis.Unit.Tests.Locks;

/// <summary>The graph of lock classes against a search over plain sets.</summary>
public sealed class LockOrderGraphTests
{
    [Fact]
    public void TheOppositeOrderIsACycle()
    {
        LockOrderGraph graph = new();
        Assert.True(graph.TryAdd(1, 2));
        Assert.True(graph.TryAdd(1, 2));
        Assert.False(graph.TryAdd(2, 1));
        Assert.False(graph.Has(2, 1));
    }

    [Fact]
    public void ACycleIsFoundOverOtherClasses()
    {
        LockOrderGraph graph = new();
        for (int i = 0; i < LockOrderGraph.MaximumClasses - 1; i++)
            Assert.True(graph.TryAdd(i, i + 1));
        Assert.False(graph.TryAdd(LockOrderGraph.MaximumClasses - 1, 0));
        Assert.True(graph.TryAdd(0, LockOrderGraph.MaximumClasses - 1));
        Assert.False(graph.TryAdd(100, 63));
    }

    [Fact]
    public void AClassUnderItselfIsACycle() => Assert.False(new LockOrderGraph().TryAdd(5, 5));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AgreesWithASearchOverSets(int seed)
    {
        Random random = new(seed);
        LockOrderGraph graph = new();
        Dictionary<int, HashSet<int>> model = Enumerable.Range(0, LockOrderGraph.MaximumClasses).ToDictionary(node => node, _ => new HashSet<int>());
        for (int step = 0; step < 5000; step++)
        {
            int outer = random.Next(LockOrderGraph.MaximumClasses);
            int inner = random.Next(LockOrderGraph.MaximumClasses);
            bool known = model[outer].Contains(inner);
            bool closes = !known && Reaches(model, inner, outer);
            Assert.True(graph.TryAdd(outer, inner) == !closes, $"seed {seed}, step {step}");
            if (!closes)
                model[outer].Add(inner);
        }
    }

    private static bool Reaches(Dictionary<int, HashSet<int>> edges, int from, int to)
    {
        HashSet<int> seen = [from];
        Queue<int> open = new([from]);
        while (open.TryDequeue(out int node))
        {
            if (node == to)
                return true;
            foreach (int next in edges[node].Where(seen.Add))
                open.Enqueue(next);
        }

        return false;
    }
}
