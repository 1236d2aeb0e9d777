using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Tests.Runtime;

internal static class DictionaryTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Dictionary.ConstructorErrors", static () =>
        {
            Check.RecordThrown(static () => new Dictionary<int, int>(-1));
            Check.RecordThrown(static () => new Dictionary<int, int>((IDictionary<int, int>)null!));
            Check.RecordThrown(static () => new Dictionary<int, int>((IEnumerable<KeyValuePair<int, int>>)null!));
        });
        tests.Add("Dictionary.KeyErrors", static () =>
        {
            Dictionary<string, int> map = new() { ["a"] = 1 };
            Check.RecordThrown(() => map["b"].ToString());
            Check.RecordThrown(() => map.Add("a", 2));
            Check.RecordThrown(() => map.Add(null!, 2));
            Check.RecordThrown(() => map[null!] = 2);
            Check.RecordThrown(() => map[null!].ToString());
            Check.RecordThrown(() => map.ContainsKey(null!));
            Check.RecordThrown(() => map.Remove(null!));
            Check.RecordThrown(() => map.Remove(null!, out _));
            Check.RecordThrown(() => map.TryGetValue(null!, out _));
            Check.RecordThrown(() => map.TryAdd(null!, 1));
            Check.Record(map.Count);
            Dictionary<int, int> numbers = new() { [5] = 1 };
            Check.RecordThrown(() => numbers[7].ToString());
            Check.RecordThrown(() => numbers.Add(5, 2));
        });
        tests.Add("Dictionary.CapacitiesArePrimes", static () =>
        {
            Dictionary<int, int> map = [];
            Check.Record(map.Capacity);
            for (int i = 0; i < 3000; i++)
            {
                map.Add(i * 7, i);
                if (i % 50 == 0)
                    Check.Record(map.Capacity);
            }
            Check.Record(map.EnsureCapacity(10));
            Check.Record(map.EnsureCapacity(10_000));
            Check.Record(new Dictionary<int, int>(100).Capacity);
            Check.Record(new Dictionary<int, int>().EnsureCapacity(1));
            Check.Record(new Dictionary<int, int>().EnsureCapacity(0));
            Check.Record(new Dictionary<byte, byte>(7_199_370).Capacity);
            Check.RecordThrown(() => map.EnsureCapacity(-1));
            map.TrimExcess();
            Check.Record(map.Capacity);
            map.TrimExcess(6000);
            Check.Record(map.Capacity);
            Check.RecordThrown(() => map.TrimExcess(5));
        });
        tests.Add("Dictionary.RemovedPlacesAreReused", static () =>
        {
            Dictionary<int, string> map = [];
            for (int i = 0; i < 10; i++)
                map.Add(i, "v");
            map.Remove(3);
            map.Remove(7);
            map.Remove(5);
            for (int i = 20; i < 25; i++)
                map.Add(i, "w");
            CollectionSamples.RecordAll(map);
            map.Remove(20);
            map.TrimExcess();
            CollectionSamples.RecordAll(map);
            map.Clear();
            map.Add(1, "x");
            CollectionSamples.RecordAll(map);
        });
        tests.Add("Dictionary.ChangeWhileEnumerating", static () =>
        {
            Dictionary<int, int> map = new() { [1] = 1, [2] = 2, [3] = 3 };
            Check.RecordThrown(() =>
            {
                foreach (KeyValuePair<int, int> pair in map)
                    map[pair.Key + 10] = 1;
            });
            Check.RecordThrown(() =>
            {
                foreach (KeyValuePair<int, int> pair in map)
                    map[pair.Key] = 9;
            });
            Check.RecordThrown(() =>
            {
                foreach (KeyValuePair<int, int> pair in map)
                    map.Remove(pair.Key);
            });
            Check.Record(map.Count);
            Dictionary<int, int> cleared = new() { [1] = 1, [2] = 2 };
            Check.RecordThrown(() =>
            {
                foreach (KeyValuePair<int, int> _ in cleared)
                    cleared.Clear();
            });
            Dictionary<int, int> ensured = new() { [1] = 1, [2] = 2 };
            Check.RecordThrown(() =>
            {
                foreach (KeyValuePair<int, int> _ in ensured)
                    ensured.EnsureCapacity(100);
            });
            Check.RecordThrown(() =>
            {
                foreach (KeyValuePair<int, int> _ in ensured)
                    ensured.TrimExcess();
            });
            Check.RecordThrown(() =>
            {
                foreach (int key in ensured.Keys)
                    ensured.Add(key + 10, 1);
            });
            Check.RecordThrown(() =>
            {
                foreach (int value in ensured.Values)
                    ensured.Add(value + 100, 1);
            });
        });
        tests.Add("Dictionary.EnumeratorOutsideItems", static () =>
        {
            Dictionary<int, string> map = new() { [1] = "a" };
            IEnumerator enumerator = ((IEnumerable)map).GetEnumerator();
            Check.RecordThrown(() => _ = enumerator.Current);
            Check.True(enumerator.MoveNext());
            Check.Record(CollectionSamples.Show(enumerator.Current));
            Check.False(enumerator.MoveNext());
            Check.RecordThrown(() => _ = enumerator.Current);
            enumerator.Reset();
            Check.True(enumerator.MoveNext());
            IDictionaryEnumerator entries = ((IDictionary)map).GetEnumerator();
            Check.RecordThrown(() => _ = entries.Key);
            Check.RecordThrown(() => _ = entries.Value);
            Check.RecordThrown(() => _ = entries.Entry);
            Check.True(entries.MoveNext());
            Check.Record(CollectionSamples.Show(entries.Key));
            Check.Record(CollectionSamples.Show(entries.Value));
            Check.True(entries.Current is DictionaryEntry { Key: 1, Value: "a" });
        });
        tests.Add("Dictionary.KeysView", static () =>
        {
            Dictionary<string, int> map = new() { ["a"] = 1, ["b"] = 2 };
            Dictionary<string, int>.KeyCollection keys = map.Keys;
            map["c"] = 3;
            Check.Equal(3, keys.Count);
            Check.Same(keys, map.Keys);
            Check.Record(keys.Contains("b"));
            Check.Record(keys.Contains("z"));
            CollectionSamples.RecordAll(keys);
            ICollection<string> untyped = keys;
            Check.RecordThrown(() => untyped.Add("x"));
            Check.RecordThrown(() => untyped.Remove("a"));
            Check.RecordThrown(() => untyped.Clear());
            Check.Record(untyped.IsReadOnly);
            string[] array = new string[4];
            keys.CopyTo(array, 1);
            CollectionSamples.RecordAll(array);
            Check.RecordThrown(() => keys.CopyTo(array, 2));
            Check.RecordThrown(() => keys.CopyTo(array, -1));
            Check.RecordThrown(() => keys.CopyTo(array, 9));
            Check.RecordThrown(() => keys.CopyTo(null!, 0));
            Check.RecordThrown(() => ((ICollection)keys).CopyTo(new int[5], 0));
            object[] objects = new object[3];
            ((ICollection)keys).CopyTo(objects, 0);
            CollectionSamples.RecordAll(objects);
            Check.RecordThrown(static () => new Dictionary<int, int>.KeyCollection(null!));
        });
        tests.Add("Dictionary.ValuesView", static () =>
        {
            Dictionary<string, int> map = new() { ["a"] = 1, ["b"] = 2 };
            Dictionary<string, int>.ValueCollection values = map.Values;
            map["a"] = 9;
            CollectionSamples.RecordAll(values);
            ICollection<int> untyped = values;
            Check.Record(untyped.Contains(9));
            Check.Record(untyped.Contains(1));
            Check.RecordThrown(() => untyped.Add(3));
            Check.RecordThrown(() => untyped.Remove(9));
            Check.RecordThrown(() => untyped.Clear());
            int[] array = new int[3];
            values.CopyTo(array, 1);
            CollectionSamples.RecordAll(array);
            Check.RecordThrown(() => ((ICollection)values).CopyTo(new string[5], 0));
            Check.RecordThrown(() => ((ICollection)values).CopyTo(new int[2, 2], 0));
        });
        tests.Add("Dictionary.AsIDictionary", static () =>
        {
            IDictionary map = new Dictionary<string, int>();
            map.Add("a", 1);
            Check.RecordThrown(() => map.Add("a", 1));
            Check.RecordThrown(() => map.Add(1, 1));
            Check.RecordThrown(() => map.Add("b", "x"));
            Check.RecordThrown(() => map.Add("b", null));
            Check.RecordThrown(() => map.Add(null!, 1));
            Check.RecordThrown(() => map["q"] = 1L);
            Check.Record(CollectionSamples.Show(map["a"]));
            Check.Record(CollectionSamples.Show(map["zz"]));
            Check.Record(CollectionSamples.Show(map[5]));
            Check.Record(map.Contains("a"));
            Check.Record(map.Contains(4));
            map.Remove(4);
            map.Remove("a");
            Check.Record(map.Count);
            Check.Record(map.IsFixedSize);
            Check.Record(map.IsReadOnly);
        });
        tests.Add("Dictionary.UntypedCopyTo", static () =>
        {
            Dictionary<string, int> map = new() { ["a"] = 1, ["b"] = 2 };
            ICollection untyped = map;
            KeyValuePair<string, int>[] pairs = new KeyValuePair<string, int>[2];
            untyped.CopyTo(pairs, 0);
            CollectionSamples.RecordAll(pairs);
            DictionaryEntry[] entries = new DictionaryEntry[2];
            untyped.CopyTo(entries, 0);
            Check.Record(CollectionSamples.Show(entries[1].Value));
            object[] objects = new object[3];
            untyped.CopyTo(objects, 1);
            CollectionSamples.RecordAll(objects);
            Check.RecordThrown(() => untyped.CopyTo(new int[4], 0));
            Check.RecordThrown(() => untyped.CopyTo(new string[4], 0));
            Check.RecordThrown(() => untyped.CopyTo(pairs, 1));
            Check.RecordThrown(() => untyped.CopyTo(pairs, -1));
            Check.RecordThrown(() => untyped.CopyTo(pairs, 3));
            Check.RecordThrown(() => untyped.CopyTo(null!, 1));
            Check.RecordThrown(() => ((ICollection<KeyValuePair<string, int>>)map).CopyTo(pairs, 1));
        });
        tests.Add("Dictionary.AsCollectionOfPairs", static () =>
        {
            ICollection<KeyValuePair<string, int>> pairs = new Dictionary<string, int>();
            pairs.Add(new("a", 1));
            Check.RecordThrown(() => pairs.Add(new("a", 2)));
            Check.Record(pairs.Contains(new("a", 1)));
            Check.Record(pairs.Contains(new("a", 2)));
            Check.Record(pairs.Remove(new("a", 2)));
            Check.Record(pairs.Remove(new("a", 1)));
            Check.Record(pairs.Count);
            Check.Record(pairs.IsReadOnly);
        });
        tests.Add("Dictionary.TryMethods", static () =>
        {
            Dictionary<string, string> map = [];
            Check.Record(map.TryAdd("a", "1"));
            Check.Record(map.TryAdd("a", "2"));
            Check.Record(map.TryGetValue("a", out string? value));
            Check.Record(value);
            Check.Record(map.TryGetValue("b", out value));
            Check.Record(value);
            Check.Record(map.Remove("a", out value));
            Check.Record(value);
            Check.Record(map.Remove("a", out value));
            Check.Record(value);
            Check.Record(map.GetValueOrDefault("a"));
            Check.Record(map.GetValueOrDefault("a", "d"));
        });
        tests.Add("Dictionary.ContainsValue", static () =>
        {
            Dictionary<int, string?> map = new() { [1] = "a", [2] = null, [3] = "b" };
            map.Remove(3);
            Check.Record(map.ContainsValue("a"));
            Check.Record(map.ContainsValue("b"));
            Check.Record(map.ContainsValue(null));
            map.Remove(2);
            Check.Record(map.ContainsValue(null));
        });
        tests.Add("Dictionary.Marshal", static () =>
        {
            Dictionary<string, int> counts = [];
            foreach (string word in new[] { "a", "b", "a", "c", "a", "b" })
                CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
            CollectionSamples.RecordAll(counts);
            CollectionsMarshal.GetValueRefOrAddDefault(counts, "a", out bool exists);
            Check.Record(exists);
            CollectionsMarshal.GetValueRefOrNullRef(counts, "b") = 77;
            Check.Record(counts["b"]);
            Check.True(Unsafe.IsNullRef(ref CollectionsMarshal.GetValueRefOrNullRef(counts, "zzz")));
            Check.RecordThrown(() => CollectionsMarshal.GetValueRefOrAddDefault(counts, null!, out _));
        });
        tests.Add("Dictionary.Copies", static () =>
        {
            Dictionary<int, int> source = [];
            for (int i = 0; i < 20; i++)
                source.Add(i, i * i);
            for (int i = 0; i < 20; i += 3)
                source.Remove(i);
            Dictionary<int, int> copy = new(source);
            copy.Add(100, 1);
            CollectionSamples.RecordAll(copy);
            Dictionary<int, int> fromPairs = new((IEnumerable<KeyValuePair<int, int>>)source);
            CollectionSamples.RecordAll(fromPairs);
            Check.RecordThrown(() => new Dictionary<int, int>(source, new LastDigitComparer()));
        });
        tests.Add("Dictionary.CustomComparer", static () =>
        {
            LastDigitComparer comparer = new();
            Dictionary<int, string> map = new(comparer) { [12] = "twelve" };
            Check.Same(comparer, map.Comparer);
            Check.Equal("twelve", map[2]);
            map[22] = "x";
            Check.Equal(1, map.Count);
            Check.RecordThrown(() => map.Add(32, "y"));
            CollectionSamples.RecordAll(map.Keys);
        });
        tests.Add("Dictionary.StringComparers", static () =>
        {
            Dictionary<string, int> ordinal = new(StringComparer.Ordinal) { ["a"] = 1 };
            Check.Same(StringComparer.Ordinal, ordinal.Comparer);
            Check.Record(ordinal.ContainsKey("A"));
            Dictionary<string, int> ignoring = new(StringComparer.OrdinalIgnoreCase) { ["Straße"] = 1, ["ÄÖ"] = 2 };
            Check.Same(StringComparer.OrdinalIgnoreCase, ignoring.Comparer);
            Check.Record(ignoring.ContainsKey("sTRAßE"));
            Check.Record(ignoring.ContainsKey("äö"));
            Check.Record(ignoring.ContainsKey("STRASSE"));
            Check.RecordThrown(() => ignoring.Add("äÖ", 3));
            Check.Same(EqualityComparer<string>.Default, new Dictionary<string, int>().Comparer);
            Check.Same(EqualityComparer<int>.Default, new Dictionary<int, int>().Comparer);
        });
        tests.Add("Dictionary.OneBucket", static () =>
        {
            Dictionary<int, int> map = new(new CollidingComparer());
            for (int i = 0; i < 300; i++)
                map[i] = i;
            for (int i = 0; i < 300; i += 2)
                Check.True(map.Remove(i));
            for (int i = 0; i < 300; i++)
                Check.Equal(i % 2 == 1, map.ContainsKey(i));
            CollectionSamples.RecordAll(map.Keys);
        });
        AddProperty(tests, "int", CollectionSamples.Int);
        AddProperty(tests, "byte", CollectionSamples.Byte);
        AddProperty(tests, "long", CollectionSamples.Long);
        AddProperty(tests, "double", CollectionSamples.Double);
        AddProperty(tests, "string", CollectionSamples.Text);
        AddProperty(tests, "enum", CollectionSamples.Color);
        AddProperty(tests, "struct", CollectionSamples.Point);
        AddProperty(tests, "tuple", CollectionSamples.Pair);
        AddProperty(tests, "class", CollectionSamples.Name);
        AddProperty(tests, "colliding", CollectionSamples.Int, new CollidingComparer());
        AddProperty(tests, "ignoringCase", static number => number % 2 == 0 ? "k" + number.ToString() : "K" + (number - 1).ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Random operations on a dictionary and on two parallel lists.</summary>
    private static void AddProperty<TKey>(TestList tests, string name, Func<int, TKey> make, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull => tests.Add("Dictionary.RandomOperations." + name, () =>
    {
        SeededRandom random = new(name.Length * 991 + name[0]);
        Dictionary<TKey, int> map = new(comparer);
        List<TKey> keys = [];
        List<int> values = [];
        for (int step = 0; step < 1500; step++)
        {
            TKey key = make(random.Next(150));
            int known = IndexOf(keys, key, comparer);
            switch (random.Next(9))
            {
                case 0 or 1:
                    map[key] = step;
                    Put(keys, values, known, key, step);
                    break;
                case 2:
                    Check.Equal(known < 0, map.TryAdd(key, step));
                    if (known < 0)
                        Put(keys, values, known, key, step);
                    break;
                case 3 or 4:
                    Check.Equal(known >= 0, map.Remove(key, out int removed));
                    if (known >= 0)
                    {
                        Check.Equal(values[known], removed);
                        keys.RemoveAt(known);
                        values.RemoveAt(known);
                    }
                    break;
                case 5:
                    CollectionsMarshal.GetValueRefOrAddDefault(map, key, out bool exists) += 3;
                    Check.Equal(known >= 0, exists);
                    Put(keys, values, known, key, known < 0 ? 3 : values[known] + 3);
                    break;
                case 6 when step % 97 == 0:
                    map.TrimExcess();
                    break;
                case 7 when step % 301 == 0:
                    map.Clear();
                    keys.Clear();
                    values.Clear();
                    break;
                default:
                    Check.Equal(known >= 0, map.TryGetValue(key, out int value));
                    if (known >= 0)
                        Check.Equal(values[known], value);
                    break;
            }
            Check.Equal(keys.Count, map.Count);
            if (step % 50 == 0)
            {
                Check.Record(map.Capacity);
                CollectionSamples.RecordAll(map);
            }
        }
        for (int i = 0; i < keys.Count; i++)
            Check.Equal(values[i], map[keys[i]]);
        CollectionSamples.RecordAll(map.Keys);
        CollectionSamples.RecordAll(map.Values);
    });

    private static void Put<TKey>(List<TKey> keys, List<int> values, int known, TKey key, int value)
    {
        if (known >= 0)
        {
            values[known] = value;
            return;
        }
        keys.Add(key);
        values.Add(value);
    }

    private static int IndexOf<TKey>(List<TKey> keys, TKey key, IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        for (int i = 0; i < keys.Count; i++)
        {
            if (comparer is null ? keys[i].Equals(key) : comparer.Equals(keys[i], key))
                return i;
        }
        return -1;
    }
}
