using System.Collections;

namespace Diesis.Tests.Runtime;

internal static class SortedTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("SortedSet.Errors", static () =>
        {
            SortedSet<int> set = [1, 2, 3];
            Check.RecordThrown(static () => new SortedSet<int>((IEnumerable<int>)null!));
            Check.RecordThrown(() => set.UnionWith(null!));
            Check.RecordThrown(() => set.IntersectWith(null!));
            Check.RecordThrown(() => set.ExceptWith(null!));
            Check.RecordThrown(() => set.SymmetricExceptWith(null!));
            Check.RecordThrown(() => set.IsSubsetOf(null!));
            Check.RecordThrown(() => set.IsSupersetOf(null!));
            Check.RecordThrown(() => set.SetEquals(null!));
            Check.RecordThrown(() => set.Overlaps(null!));
            Check.RecordThrown(() => set.RemoveWhere(null!));
            Check.RecordThrown(() => set.CopyTo(null!));
            Check.RecordThrown(() => set.CopyTo(new int[2]));
            Check.RecordThrown(() => set.CopyTo(new int[3], -1));
            Check.RecordThrown(() => set.CopyTo(new int[3], 0, -1));
            Check.RecordThrown(() => set.GetViewBetween(3, 2));
            Check.RecordThrown(() => ((ICollection)set).CopyTo(new string[3], 0));
            Check.RecordThrown(() => ((ICollection)set).CopyTo(new int[2, 2], 0));
        });
        tests.Add("SortedSet.MinAndMax", static () =>
        {
            SortedSet<int> set = [];
            Check.Record(set.Min);
            Check.Record(set.Max);
            set.UnionWith([5, 1, 9]);
            Check.Record(set.Min);
            Check.Record(set.Max);
            Check.Null(new SortedSet<string>().Min);
        });
        tests.Add("SortedSet.ChangeWhileEnumerating", static () =>
        {
            SortedSet<int> set = [1, 2, 3];
            Check.RecordThrown(() =>
            {
                foreach (int item in set)
                    set.Add(item + 1);
            });
            Check.RecordThrown(() =>
            {
                foreach (int item in set)
                    set.Remove(99);
            });
            IEnumerator enumerator = ((IEnumerable)set).GetEnumerator();
            Check.RecordThrown(() => _ = enumerator.Current);
            while (enumerator.MoveNext())
                Check.Record(CollectionSamples.Show(enumerator.Current));
            Check.RecordThrown(() => _ = enumerator.Current);
            enumerator.Reset();
            Check.True(enumerator.MoveNext());
        });
        tests.Add("SortedSet.TryGetValue", static () =>
        {
            SortedSet<string> set = new(StringComparer.OrdinalIgnoreCase) { "Abc" };
            Check.Record(set.TryGetValue("aBC", out string? found));
            Check.Record(found);
            Check.Record(set.TryGetValue("x", out found));
            Check.Record(found);
        });
        tests.Add("SortedSet.FromUnsorted", static () =>
        {
            for (int size = 0; size < 70; size++)
            {
                int[] items = new int[size];
                for (int i = 0; i < size; i++)
                    items[i] = i * 31 % 47;
                SortedSet<int> set = new(items);
                CollectionSamples.RecordAll(set);
                // The tree that is built at once must stand insertions and deletions.
                for (int i = 0; i < size; i += 2)
                {
                    set.Remove(items[i]);
                    set.Add(items[i] + 100);
                }
                CollectionSamples.RecordAll(set);
                CollectionSamples.RecordAll(new SortedSet<int>(set));
            }
        });
        tests.Add("SortedSet.Views", static () =>
        {
            SortedSet<int> set = [];
            for (int i = 0; i < 50; i += 2)
                set.Add(i);
            SortedSet<int> view = set.GetViewBetween(11, 31);
            CollectionSamples.RecordAll(view);
            CollectionSamples.RecordAll(view.Reverse());
            Check.Record(view.Count);
            Check.Record(view.Min);
            Check.Record(view.Max);
            set.Add(15);
            set.Remove(20);
            Check.Record(view.Count);
            Check.Record(view.Contains(15));
            Check.Record(view.Contains(40));
            Check.Record(view.Add(17));
            Check.Record(set.Contains(17));
            Check.RecordThrown(() => view.Add(40));
            Check.Record(view.Remove(40));
            Check.Record(view.Remove(12));
            Check.RecordThrown(() => view.GetViewBetween(10, 20));
            Check.RecordThrown(() => view.GetViewBetween(12, 40));
            SortedSet<int> inner = view.GetViewBetween(14, 18);
            CollectionSamples.RecordAll(inner);
            inner.Clear();
            CollectionSamples.RecordAll(set);
            Check.Record(view.RemoveWhere(static n => n % 4 == 0));
            CollectionSamples.RecordAll(set);
            view.UnionWith([12, 13]);
            view.IntersectWith([12, 13, 14, 22, 50]);
            CollectionSamples.RecordAll(set);
            SortedSet<int> none = set.GetViewBetween(1000, 2000);
            Check.Record(none.Count);
            Check.Record(none.Min);
            CollectionSamples.RecordAll(none);
            int[] array = new int[view.Count];
            view.CopyTo(array);
            CollectionSamples.RecordAll(array);
        });
        tests.Add("SortedSet.WithItself", static () =>
        {
            SortedSet<int> set = [1, 2, 3];
            Check.Record(set.IsSubsetOf(set));
            Check.Record(set.IsProperSubsetOf(set));
            Check.Record(set.IsSupersetOf(set));
            Check.Record(set.IsProperSupersetOf(set));
            Check.Record(set.Overlaps(set));
            Check.Record(set.SetEquals(set));
            set.IntersectWith(set);
            set.UnionWith(set);
            Check.Record(set.Count);
            set.SymmetricExceptWith(set);
            Check.Record(set.Count);
        });
        AddOperations(tests, "hashSet", static items => new HashSet<int>(items));
        AddOperations(tests, "list", static items => new List<int>(items));
        AddOperations(tests, "sortedSet", static items => new SortedSet<int>(items));
        AddSetProperty(tests, "int", CollectionSamples.Int, null);
        AddSetProperty(tests, "double", CollectionSamples.Double, null);
        AddSetProperty(tests, "string", CollectionSamples.TextOrNull, null);
        AddSetProperty(tests, "struct", CollectionSamples.Point, null);
        AddSetProperty(tests, "enum", CollectionSamples.Color, null);
        AddSetProperty(tests, "tuple", CollectionSamples.Pair, null);
        AddSetProperty(tests, "class", CollectionSamples.Name, null);
        AddSetProperty(tests, "nullable", CollectionSamples.NullableInt, null);
        AddSetProperty(tests, "lastDigit", CollectionSamples.Int, new LastDigitComparer());
        tests.Add("SortedDictionary.Errors", static () =>
        {
            SortedDictionary<string, int> map = new() { ["b"] = 1, ["a"] = 2 };
            Check.RecordThrown(static () => new SortedDictionary<int, int>((IDictionary<int, int>)null!));
            Check.RecordThrown(() => map.Add("a", 3));
            Check.RecordThrown(() => map.Add(null!, 3));
            Check.RecordThrown(() => map["zz"].ToString());
            Check.RecordThrown(() => map[null!] = 1);
            Check.RecordThrown(() => map.Remove(null!));
            Check.RecordThrown(() => map.ContainsKey(null!));
            Check.RecordThrown(() => map.TryGetValue(null!, out _));
            Check.RecordThrown(() => ((ICollection<string>)map.Keys).Add("x"));
            Check.RecordThrown(() => ((ICollection<int>)map.Values).Clear());
            Check.RecordThrown(() => map.Keys.CopyTo(new string[1], 0));
            Check.RecordThrown(() => map.Values.CopyTo(new int[2], -1));
            Check.RecordThrown(() => ((IDictionary)map).Add(1, 1));
            Check.RecordThrown(() => ((IDictionary)map).Add("q", "x"));
            Check.RecordThrown(() =>
            {
                foreach (KeyValuePair<string, int> pair in map)
                    map[pair.Key] = 5;
            });
        });
        tests.Add("SortedDictionary.Views", static () =>
        {
            SortedDictionary<string, int> map = new(StringComparer.Ordinal) { ["b"] = 1, ["a"] = 2 };
            CollectionSamples.RecordAll(map.Keys);
            map["c"] = 0;
            CollectionSamples.RecordAll(map.Keys);
            CollectionSamples.RecordAll(map.Values);
            Check.Record(map.ContainsValue(0));
            Check.Record(map.ContainsValue(7));
            Check.Same(map.Keys, map.Keys);
            Check.Same(StringComparer.Ordinal, map.Comparer);
            IDictionaryEnumerator entries = ((IDictionary)map).GetEnumerator();
            Check.RecordThrown(() => _ = entries.Key);
            Check.True(entries.MoveNext());
            Check.Record(CollectionSamples.Show(entries.Key));
            Check.True(entries.Current is DictionaryEntry { Key: "a", Value: 2 });
            IEnumerator keys = ((IEnumerable)map.Keys).GetEnumerator();
            Check.RecordThrown(() => _ = keys.Current);
            Check.True(keys.MoveNext());
            keys.Reset();
            Check.True(keys.MoveNext());
            Check.Record(CollectionSamples.Show(keys.Current));
            KeyValuePair<string, int>[] pairs = new KeyValuePair<string, int>[3];
            map.CopyTo(pairs, 0);
            CollectionSamples.RecordAll(pairs);
        });
        AddDictionaryProperty(tests, "int", CollectionSamples.Int, null);
        AddDictionaryProperty(tests, "string", CollectionSamples.Text, null);
        AddDictionaryProperty(tests, "struct", CollectionSamples.Point, null);
        AddDictionaryProperty(tests, "ignoringCase", CollectionSamples.Text, StringComparer.OrdinalIgnoreCase);
    }

    private static void AddOperations(TestList tests, string kind, Func<int[], IEnumerable<int>> make)
    {
        tests.Add("SortedSet.Changes." + kind, () => HashSetTests.ForRandomPairs((first, second) =>
        {
            SortedSet<int> set = new(first);
            set.UnionWith(make(second));
            CollectionSamples.RecordAll(set);
            set = new(first);
            set.IntersectWith(make(second));
            CollectionSamples.RecordAll(set);
            set = new(first);
            set.ExceptWith(make(second));
            CollectionSamples.RecordAll(set);
            set = new(first);
            set.SymmetricExceptWith(make(second));
            CollectionSamples.RecordAll(set);
        }));
        tests.Add("SortedSet.Questions." + kind, () => HashSetTests.ForRandomPairs((first, second) =>
        {
            SortedSet<int> set = new(first);
            Check.Record(set.IsSubsetOf(make(second)));
            Check.Record(set.IsProperSubsetOf(make(second)));
            Check.Record(set.IsSupersetOf(make(second)));
            Check.Record(set.IsProperSupersetOf(make(second)));
            Check.Record(set.Overlaps(make(second)));
            Check.Record(set.SetEquals(make(second)));
        }));
    }

    private static void AddSetProperty<T>(TestList tests, string name, Func<int, T> make, IComparer<T>? comparer) =>
        tests.Add("SortedSet.RandomOperations." + name, () =>
        {
            SeededRandom random = new(name.Length * 13);
            SortedSet<T> set = new(comparer);
            List<T> model = [];
            for (int step = 0; step < 2000; step++)
            {
                T item = make(random.Next(step < 1000 ? 200 : 60));
                int index = model.BinarySearch(item, comparer);
                switch (random.Next(5))
                {
                    case 0 or 1:
                        Check.Equal(index < 0, set.Add(item));
                        if (index < 0)
                            model.Insert(~index, item);
                        break;
                    case 2 or 3:
                        Check.Equal(index >= 0, set.Remove(item));
                        if (index >= 0)
                            model.RemoveAt(index);
                        break;
                    default:
                        Check.Equal(index >= 0, set.Contains(item));
                        break;
                }
                Check.Equal(model.Count, set.Count);
                if (step % 20 == 0)
                {
                    T[] items = new T[set.Count];
                    set.CopyTo(items);
                    Check.Sequence(model.ToArray(), items);
                }
                if (step % 200 == 0)
                {
                    CollectionSamples.RecordAll(set);
                    CollectionSamples.RecordAll(set.Reverse());
                }
            }
        });

    private static void AddDictionaryProperty<TKey>(TestList tests, string name, Func<int, TKey> make, IComparer<TKey>? comparer)
        where TKey : notnull => tests.Add("SortedDictionary.RandomOperations." + name, () =>
        {
            SeededRandom random = new(name.Length * 17);
            SortedDictionary<TKey, int> map = new(comparer);
            Dictionary<TKey, int> model = [];
            for (int step = 0; step < 1500; step++)
            {
                TKey key = make(random.Next(100));
                switch (random.Next(4))
                {
                    case 0 or 1:
                        map[key] = step;
                        model[key] = step;
                        break;
                    case 2:
                        Check.Equal(model.Remove(key), map.Remove(key));
                        break;
                    default:
                        Check.Equal(model.TryGetValue(key, out int expected), map.TryGetValue(key, out int actual));
                        Check.Equal(expected, actual);
                        break;
                }
                Check.Equal(model.Count, map.Count);
                if (step % 100 == 0)
                    CollectionSamples.RecordAll(map);
            }
        });
}
