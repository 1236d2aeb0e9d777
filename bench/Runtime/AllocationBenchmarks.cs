namespace Diesis.Bench.Runtime;

/// <summary>Objects that die young, trees that live for a while, and what a large live heap costs them.</summary>
internal static class AllocationBenchmarks
{
    private const int Count = 1000;

    private static object? s_keep;
    private static Node? s_live;

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Allocation.Small24", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                s_keep = new Pair();
            }

            return Count;
        });
        benchmarks.Add("Allocation.Small64", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                s_keep = new Wide();
            }

            return Count;
        });
        benchmarks.Add("Allocation.Boxing", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                s_keep = i;
            }

            return Count;
        });
        benchmarks.Add("Allocation.Closure", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                int captured = i;
                Func<int> closure = () => captured;
                s_keep = closure;
                sum += closure();
            }

            return sum;
        });
        AddArrays(benchmarks, "Allocation.Bytes32", 32);
        AddArrays(benchmarks, "Allocation.Bytes1K", 1024);
        AddArrays(benchmarks, "Allocation.Bytes100K", 100_000);
        benchmarks.Add("Allocation.References16", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                s_keep = new object[16];
            }

            return Count;
        });
        benchmarks.Add("Allocation.String20", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += new string('x', 20).Length;
            }

            return sum;
        });
        AddTrees(benchmarks, "Allocation.Trees10", 10, 0);
        AddTrees(benchmarks, "Allocation.Trees16", 16, 0);
        AddTrees(benchmarks, "Allocation.Trees10Live40MB", 10, 20);
        benchmarks.Add("Allocation.LinkedListChurn", Count, static () =>
        {
            Node? head = null;
            for (int i = 0; i < Count; i++)
            {
                head = new Node { Left = head, Value = i };
                if ((i & 63) == 63)
                {
                    head = null;
                }
            }

            return head == null ? 0 : head.Value;
        });
    }

    private static void AddArrays(BenchmarkList benchmarks, string name, int length) => benchmarks.Add(name, 100, () =>
    {
        int sum = 0;
        for (int i = 0; i < 100; i++)
        {
            byte[] array = new byte[length];
            s_keep = array;
            sum += array[length - 1];
        }

        return sum;
    });

    /// <param name="liveDepth">A tree of this depth stays alive meanwhile; 0 for none.</param>
    private static void AddTrees(BenchmarkList benchmarks, string name, int depth, int liveDepth) => benchmarks.Add(name, (2 << depth) - 1, () =>
    {
        // The last benchmark that wants no live heap must not find another's.
        if (liveDepth == 0)
        {
            s_live = null;
        }
        else
        {
            s_live ??= Node.Tree(liveDepth);
        }

        return Node.Tree(depth).CountNodes();
    });

    private sealed class Pair
    {
        internal int First = 1;
    }

    private sealed class Wide
    {
        internal long A = 1, B = 2, C = 3, D = 4, E = 5;
        internal string F = "";
    }

    private sealed class Node
    {
        internal Node? Left;
        internal Node? Right;
        internal int Value;

        internal static Node Tree(int depth)
        {
            Node node = new() { Value = depth };
            if (depth > 0)
            {
                node.Left = Tree(depth - 1);
                node.Right = Tree(depth - 1);
            }

            return node;
        }

        internal int CountNodes() => 1 + (Left?.CountNodes() ?? 0) + (Right?.CountNodes() ?? 0);
    }
}
