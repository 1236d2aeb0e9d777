namespace Diesis.Tests.Runtime;

internal static class SortTests
{
    internal static void Register(TestList tests)
    {
        AddNatural(tests, "int", static random => random.Next(-1000, 1000));
        AddNatural(tests, "intFewValues", static random => random.Next(4));
        AddNatural(tests, "uint", static random => (uint)random.NextULong());
        AddNatural(tests, "long", static random => random.NextLong());
        AddNatural(tests, "ulong", static random => random.NextULong() >> 20);
        AddNatural(tests, "short", static random => (short)random.Next(-300, 300));
        AddNatural(tests, "ushort", static random => (ushort)random.Next(65536));
        AddNatural(tests, "byte", static random => (byte)random.Next(256));
        AddNatural(tests, "sbyte", static random => (sbyte)random.Next(-128, 128));
        AddNatural(tests, "char", static random => (char)random.Next('a', 'z'));
        AddNatural(tests, "double", static random => random.Next(20) switch { 0 => double.NaN, 1 => -0.0, 2 => double.NegativeInfinity, _ => random.NextDouble() - 0.5 });
        AddNatural(tests, "float", static random => random.Next(20) == 0 ? float.NaN : (float)random.NextDouble());
        AddNatural(tests, "nint", static random => (nint)random.Next(-99, 99));
        AddNatural(tests, "bool", static random => random.NextBool());
        AddNatural(tests, "string", static random => random.NextString(6, 'a', 'd'));
        AddNatural(tests, "stringOrNull", static random => random.Next(9) == 0 ? null : random.NextString(3, 'A', 'z'));
        AddNatural(tests, "enum", static random => (SampleColor)random.Next(300));
        AddNatural(tests, "signedEnum", static random => (DayOfWeek)random.Next(-3, 4));
        AddNatural(tests, "struct", static random => CollectionSamples.Point(random.Next(200)));
        AddNatural(tests, "tuple", static random => (random.Next(5), random.NextString(2, 'a', 'c')));
        AddNatural(tests, "nullable", static random => random.Next(5) == 0 ? (int?)null : random.Next(50));
        AddNatural(tests, "class", static random => random.Next(9) == 0 ? null : CollectionSamples.Name(random.Next(100)));
        AddNatural(tests, "object", static random => (object)random.Next(50));
        AddShapes(tests, "ascending", static (i, _) => i);
        AddShapes(tests, "descending", static (i, n) => n - i);
        AddShapes(tests, "equal", static (_, _) => 7);
        AddShapes(tests, "organPipe", static (i, n) => i < n / 2 ? i : n - i);
        AddShapes(tests, "sawtooth", static (i, _) => i % 7);
        AddShapes(tests, "alternating", static (i, _) => (i & 1) == 0 ? i : -i);
        AddShapes(tests, "almostSorted", static (i, n) => i == n / 3 ? 0 : i);
        tests.Add("Sort.QuadraticInputFallsBackToHeap", static () =>
        {
            // McIlroy, A killer adversary for quicksort (1999): the comparison decides the values as it is asked.
            const int Count = 3000;
            int[] values = new int[Count];
            int[] order = new int[Count];
            int solid = 0;
            int candidate = 0;
            long comparisons = 0;
            for (int i = 0; i < Count; i++)
            {
                order[i] = i;
                values[i] = Count;
            }
            Array.Sort(order, (x, y) =>
            {
                comparisons++;
                if (values[x] == Count && values[y] == Count)
                    values[x == candidate ? x : y] = solid++;
                if (values[x] == Count)
                    candidate = x;
                else if (values[y] == Count)
                    candidate = y;
                return values[x].CompareTo(values[y]);
            });
            Check.True(comparisons < 300_000, "fewer than 300,000 comparisons for 3,000 items");
            Check.Record(comparisons);
            CollectionSamples.RecordAll(order);
            int[] killer = new int[Count];
            int[] items = new int[Count];
            for (int i = 0; i < Count; i++)
            {
                killer[i] = values[i];
                items[i] = i;
            }
            Array.Sort(killer, items);
            CollectionSamples.RecordAll(items);
        });
        AddKeysAndItems(tests, "int", static random => random.Next(30));
        AddKeysAndItems(tests, "double", static random => random.Next(9) == 0 ? double.NaN : random.Next(20) / 2.0);
        AddKeysAndItems(tests, "string", static random => random.NextString(2, 'a', 'c'));
        AddKeysAndItems(tests, "struct", static random => CollectionSamples.Point(random.Next(30)));
        AddKeysAndItems(tests, "enum", static random => (SampleColor)random.Next(10));
        AddKeysAndItems(tests, "class", static random => CollectionSamples.Name(random.Next(20)));
        tests.Add("Sort.WithComparer", static () =>
        {
            SeededRandom random = new(6);
            for (int size = 0; size < 100; size++)
            {
                int[] keys = Fill(size, () => random.Next(100));
                int[] items = Fill(size, () => random.Next(1000));
                int[] copy = (int[])keys.Clone();
                Array.Sort(keys, items, new LastDigitComparer());
                CollectionSamples.RecordAll(keys);
                CollectionSamples.RecordAll(items);
                Array.Sort(copy, static (x, y) => (y % 10).CompareTo(x % 10));
                CollectionSamples.RecordAll(copy);
            }
        });
        tests.Add("Sort.ComparisonThatNeverSaysEqual", static () =>
        {
            SeededRandom random = new(8);
            for (int size = 0; size <= 16; size++)
            {
                int[] keys = Fill(size, () => random.Next(10));
                int[] items = Fill(size, () => random.Next(1000));
                keys.AsSpan().Sort(items.AsSpan(), static (x, y) => x > y ? 1 : -1);
                CollectionSamples.RecordAll(items);
            }
        });
        tests.Add("Sort.Parts", static () =>
        {
            int[] keys = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
            Array.Sort(keys, 2, 5);
            CollectionSamples.RecordAll(keys);
            Array.Sort(keys, 0, 4, Comparer<int>.Create(static (x, y) => y - x));
            CollectionSamples.RecordAll(keys);
            string[] items = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
            Array.Sort(keys, items, 5, 5);
            CollectionSamples.RecordAll(items);
            Array.Sort(keys, (string[]?)null);
            CollectionSamples.RecordAll(keys);
        });
        tests.Add("Sort.Errors", static () =>
        {
            int[] keys = [3, 2, 1];
            Check.RecordThrown(static () => Array.Sort<int>(null!));
            Check.RecordThrown(() => Array.Sort(keys, 1, 3));
            Check.RecordThrown(() => Array.Sort(keys, -1, 3));
            Check.RecordThrown(() => Array.Sort(keys, 1, -3));
            Check.RecordThrown(() => Array.Sort(keys, (Comparison<int>)null!));
            Check.RecordThrown(() => Array.Sort(keys, new int[2]));
            Check.RecordThrown(() => Array.Sort(keys, new int[2], 1, 2));
            Check.RecordThrown(static () => Array.Sort<int, int>(null!, new int[2]));
            Check.RecordThrown(static () => new int[3].AsSpan().Sort(new int[2].AsSpan()));
            Check.RecordThrown(static () => new int[3].AsSpan().Sort((Comparison<int>)null!));
        });
        tests.Add("Sort.ComparerFailures", static () =>
        {
            int[] keys = [3, 2, 1];
            Check.RecordThrown(() => Array.Sort(keys, static (_, _) => throw new InvalidOperationException("inner")));
            try
            {
                Array.Sort(keys, static (_, _) => throw new NotSupportedException("inner"));
            }
            catch (InvalidOperationException exception)
            {
                Check.Record(exception.InnerException!.Message);
            }
            Check.RecordThrown(static () => Array.Sort(new object[] { new(), new() }));
            Check.RecordThrown(static () => Array.Sort(new object[] { 1, "a" }));
            Check.RecordThrown(static () => new List<object> { new(), new() }.Sort());
            Check.Throws<ArgumentException>(static () => Array.Sort(new int[40], static (_, _) => -1));
        });
        tests.Add("Sort.ArraysOfDerivedTypes", static () =>
        {
            string[] strings = ["c", "a", "b"];
            Array.Sort<object>(strings, Comparer<object>.Create(static (x, y) => string.CompareOrdinal((string)x, (string)y)));
            CollectionSamples.RecordAll(strings);
            Array.Reverse<object>(strings);
            CollectionSamples.RecordAll(strings);
            object[] keys = strings;
            Array.Sort(keys, new int[3]);
            CollectionSamples.RecordAll(strings);
        });
        tests.Add("BinarySearch.Arrays", static () =>
        {
            SeededRandom random = new(9);
            for (int size = 0; size < 40; size++)
            {
                int[] array = Fill(size, () => random.Next(60));
                Array.Sort(array);
                for (int value = -1; value < 61; value++)
                    Check.Record(Array.BinarySearch(array, value));
                Check.Record(Array.BinarySearch(array, size / 3, size / 2, 30));
                Check.Record(Array.BinarySearch(array, 30, new LastDigitComparer()));
            }
            Check.Record(Array.BinarySearch(["a", "c", "e"], "d"));
            Check.Record(Array.BinarySearch([null, "a"], null));
            Check.Record(Array.BinarySearch([double.NaN, 1.0, 2.0], double.NaN));
        });
        tests.Add("BinarySearch.Spans", static () =>
        {
            ReadOnlySpan<int> span = [1, 3, 5, 7, 9, 9, 9, 11];
            for (int value = 0; value < 13; value++)
            {
                Check.Record(span.BinarySearch(value));
                Check.Record(span.BinarySearch(value, Comparer<int>.Default));
            }
        });
        tests.Add("BinarySearch.Errors", static () =>
        {
            int[] array = [1, 2, 3];
            Check.RecordThrown(static () => Array.BinarySearch(null!, 3));
            Check.RecordThrown(() => Array.BinarySearch(array, -1, 1, 3));
            Check.RecordThrown(() => Array.BinarySearch(array, 1, -1, 3));
            Check.RecordThrown(() => Array.BinarySearch(array, 2, 2, 3));
            Check.RecordThrown(static () => Array.BinarySearch(new object[] { new() }, new object()));
            Check.RecordThrown(static () => new int[2].AsSpan().BinarySearch<int>(null!));
            Check.RecordThrown(static () => new int[2].AsSpan().BinarySearch(1, (IComparer<int>)null!));
        });
    }

    private static T[] Fill<T>(int size, Func<T> next)
    {
        T[] array = new T[size];
        for (int i = 0; i < size; i++)
            array[i] = next();
        return array;
    }

    /// <summary>Every small size, some large ones; the result is checked and recorded.</summary>
    private static void AddNatural<T>(TestList tests, string name, Func<SeededRandom, T> next) => tests.Add("Sort.Natural." + name, () =>
    {
        SeededRandom random = new(name.Length);
        Comparer<T> comparer = Comparer<T>.Default;
        for (int size = 0; size < 70; size = size < 40 ? size + 1 : size + 7)
            Sort(size == 63 ? 2500 : size);

        void Sort(int size)
        {
            T[] array = Fill(size, () => next(random));
            T[] viaSpan = (T[])array.Clone();
            Array.Sort(array);
            viaSpan.AsSpan().Sort();
            for (int i = 1; i < size; i++)
                Check.True(comparer.Compare(array[i - 1], array[i]) <= 0, "ascending");
            Check.Sequence(array, viaSpan);
            if (typeof(T) != typeof(double) && typeof(T) != typeof(float))
                CollectionSamples.RecordAll(array);
        }
    });

    private static void AddShapes(TestList tests, string name, Func<int, int, int> value) => tests.Add("Sort.Shape." + name, () =>
    {
        foreach (int size in new[] { 2, 3, 4, 15, 16, 17, 18, 33, 100, 1000, 5000 })
        {
            int[] keys = new int[size];
            int[] items = new int[size];
            for (int i = 0; i < size; i++)
            {
                keys[i] = value(i, size);
                items[i] = i;
            }
            int[] alone = (int[])keys.Clone();
            Array.Sort(alone);
            Array.Sort(keys, items);
            Check.Sequence(alone, keys);
            CollectionSamples.RecordAll(items);
        }
    });

    private static void AddKeysAndItems<T>(TestList tests, string name, Func<SeededRandom, T> next) => tests.Add("Sort.KeysAndItems." + name, () =>
    {
        SeededRandom random = new(name.Length + 40);
        for (int size = 0; size < 400; size = size < 40 ? size + 1 : size * 2)
        {
            T[] keys = Fill(size, () => next(random));
            T[] before = (T[])keys.Clone();
            int[] items = new int[size];
            for (int i = 0; i < size; i++)
                items[i] = i;
            Array.Sort(keys, items);
            for (int i = 0; i < size; i++)
                Check.Equal(before[items[i]], keys[i]);
            CollectionSamples.RecordAll(items);
        }
    });
}
