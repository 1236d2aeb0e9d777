namespace Diesis.Bench.Runtime;

/// <summary>Sorting of a thousand items; each call sorts a fresh copy.</summary>
internal static class SortBenchmarks
{
    private const int Count = 1000;

    internal static void Register(BenchmarkList benchmarks)
    {
        AddSort(benchmarks, "Sort.Int", static generator => generator.Next(int.MaxValue));
        AddSort(benchmarks, "Sort.Double", static generator => generator.Next(int.MaxValue) / 7.0);
        AddSort(benchmarks, "Sort.String", static generator => "item" + generator.Next(1_000_000));
        int[] scratch = new int[Count];
        int[] source = Make(static generator => generator.Next(int.MaxValue));
        benchmarks.Add("Sort.IntAlreadySorted", Count, () =>
        {
            source.CopyTo(scratch, 0);
            Array.Sort(scratch);
            Array.Sort(scratch);
            Array.Sort(scratch);
            Array.Sort(scratch);
            return scratch[0];
        });
        Point[] points = Make(static generator => new Point(generator.Next(100), generator.Next(100)));
        Point[] scratchPoints = new Point[Count];
        benchmarks.Add("Sort.StructByComparison", Count, () =>
        {
            points.CopyTo(scratchPoints, 0);
            Array.Sort(scratchPoints, static (a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
            return scratchPoints[0].Y;
        });
        string[] names = Make(static generator => "item" + generator.Next(1_000_000));
        string[] scratchNames = new string[Count];
        benchmarks.Add("Sort.StringOrdinal", Count, () =>
        {
            names.CopyTo(scratchNames, 0);
            Array.Sort(scratchNames, StringComparer.Ordinal);
            return scratchNames[0].Length;
        });
        int[] sorted = Make(static generator => generator.Next(int.MaxValue));
        Array.Sort(sorted);
        benchmarks.Add("Sort.BinarySearch", Count, () =>
        {
            int sum = 0;
            foreach (int number in source)
            {
                sum ^= Array.BinarySearch(sorted, number);
            }

            return sum;
        });
    }

    private static void AddSort<T>(BenchmarkList benchmarks, string name, Func<Generator, T> make)
    {
        T[] source = Make(make);
        T[] scratch = new T[Count];
        benchmarks.Add(name, Count, () =>
        {
            source.CopyTo(scratch, 0);
            Array.Sort(scratch);
            return scratch.Length;
        });
    }

    private static T[] Make<T>(Func<Generator, T> make)
    {
        Generator generator = new(3);
        T[] items = new T[Count];
        for (int i = 0; i < Count; i++)
        {
            items[i] = make(generator);
        }

        return items;
    }

    private readonly record struct Point(int X, int Y);
}
