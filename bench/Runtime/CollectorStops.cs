namespace Diesis.Bench.Runtime;

/// <summary>Allocates while a heap of a given size is alive and changing, so that the collector's counters tell how long it stops threads.</summary>
internal static class CollectorStops
{
    /// <summary>A node and its share of the arrays.</summary>
    private const int BytesPerEntry = 40 + 8;

    private const long AllocatedPerLiveByte = 24;

    internal static int Run(int liveMegabytes)
    {
        int entries = (int)((long)liveMegabytes * (1 << 20) / BytesPerEntry);
        Entry?[] live = new Entry?[entries];
        for (int i = 0; i < entries; i++)
        {
            live[i] = new Entry { Number = i };
        }

        // Old entries are replaced by new ones that refer to others: no collection finds the graph that the last one saw.
        Generator generator = new(8);
        long allocations = Math.Max(entries * AllocatedPerLiveByte, 10_000_000);
        for (long i = 0; i < allocations; i++)
        {
            int at = generator.Next(entries);
            Entry? neighbour = live[(at + 1) % entries];
            if (neighbour != null)
            {
                neighbour.Next = null;
            }

            live[at] = new Entry { Next = neighbour, Number = at };
        }

        return live[0]!.Number;
    }

    private sealed class Entry
    {
        internal Entry? Next;
        internal int Number;
    }
}
