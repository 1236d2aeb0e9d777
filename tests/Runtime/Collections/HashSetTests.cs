using System.Collections;

namespace Diesis.Tests.Runtime;

internal static class HashSetTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("HashSet.ConstructorErrors", static () =>
        {
            Check.RecordThrown(static () => new HashSet<int>(-1));
            Check.RecordThrown(static () => new HashSet<int>((IEnumerable<int>)null!));
        });
        tests.Add("HashSet.NullArguments", static () =>
        {
            HashSet<int> set = [1];
            Check.RecordThrown(() => set.UnionWith(null!));
            Check.RecordThrown(() => set.IntersectWith(null!));
            Check.RecordThrown(() => set.ExceptWith(null!));
            Check.RecordThrown(() => set.SymmetricExceptWith(null!));
            Check.RecordThrown(() => set.IsSubsetOf(null!));
            Check.RecordThrown(() => set.IsProperSubsetOf(null!));
            Check.RecordThrown(() => set.IsSupersetOf(null!));
            Check.RecordThrown(() => set.IsProperSupersetOf(null!));
            Check.RecordThrown(() => set.Overlaps(null!));
            Check.RecordThrown(() => set.SetEquals(null!));
            Check.RecordThrown(() => set.RemoveWhere(null!));
            Check.RecordThrown(() => set.CopyTo(null!));
        });
        tests.Add("HashSet.CopyToErrors", static () =>
        {
            HashSet<int> set = [1, 2, 3];
            Check.RecordThrown(() => set.CopyTo(new int[2]));
            Check.RecordThrown(() => set.CopyTo(new int[3], 1));
            Check.RecordThrown(() => set.CopyTo(new int[3], -1));
            Check.RecordThrown(() => set.CopyTo(new int[3], 0, -1));
            Check.RecordThrown(() => set.CopyTo(new int[3], 4, 0));
            int[] array = new int[5];
            set.CopyTo(array, 1, 2);
            CollectionSamples.RecordAll(array);
        });
        tests.Add("HashSet.Capacities", static () =>
        {
            HashSet<int> set = [];
            for (int i = 0; i < 1000; i++)
            {
                set.Add(i);
                if (i % 20 == 0)
                    Check.Record(set.Capacity);
            }
            Check.Record(set.EnsureCapacity(5000));
            Check.RecordThrown(() => set.EnsureCapacity(-1));
            set.TrimExcess(3000);
            Check.Record(set.Capacity);
            set.TrimExcess();
            Check.Record(set.Capacity);
            Check.RecordThrown(() => set.TrimExcess(5));
            Check.Record(new HashSet<int>(50).Capacity);
            Check.Record(new HashSet<int>(new int[100]).Capacity);
        });
        tests.Add("HashSet.CopiesKeepFreePlaces", static () =>
        {
            HashSet<int> source = [];
            for (int i = 0; i < 10; i++)
                source.Add(i);
            source.Remove(4);
            source.Remove(2);
            HashSet<int> near = new(source) { 50, 51, 52 };
            CollectionSamples.RecordAll(near);
            for (int i = 0; i < 500; i++)
                source.Add(i);
            for (int i = 3; i < 480; i++)
                source.Remove(i);
            HashSet<int> far = new(source) { 1000, 1001 };
            CollectionSamples.RecordAll(far);
            Check.Record(far.Capacity);
            HashSet<int> other = new(source, new LastDigitComparer());
            CollectionSamples.RecordAll(other);
        });
        tests.Add("HashSet.NullIsAnItem", static () =>
        {
            HashSet<string?> set = [null, "a", null];
            Check.Equal(2, set.Count);
            Check.True(set.Contains(null));
            CollectionSamples.RecordAll(set);
            Check.True(set.Remove(null));
            Check.False(set.Remove(null));
        });
        tests.Add("HashSet.TryGetValue", static () =>
        {
            HashSet<string> set = new(StringComparer.OrdinalIgnoreCase) { "Abc" };
            Check.Record(set.TryGetValue("aBC", out string? found));
            Check.Record(found);
            Check.Record(set.TryGetValue("x", out found));
            Check.Record(found);
        });
        tests.Add("HashSet.ChangeWhileEnumerating", static () =>
        {
            HashSet<int> set = [1, 2, 3];
            Check.RecordThrown(() =>
            {
                foreach (int item in set)
                    set.Add(item + 10);
            });
            Check.RecordThrown(() =>
            {
                foreach (int item in set)
                    set.Remove(item);
            });
            Check.Record(set.Count);
            HashSet<int> again = [1, 2];
            Check.RecordThrown(() =>
            {
                foreach (int _ in again)
                    again.Add(1);
            });
            Check.RecordThrown(() =>
            {
                foreach (int _ in again)
                    again.EnsureCapacity(100);
            });
            Check.RecordThrown(() =>
            {
                foreach (int _ in again)
                    again.TrimExcess();
            });
            Check.RecordThrown(() =>
            {
                foreach (int _ in again)
                    again.Clear();
            });
            set.Add(76);
            IEnumerator enumerator = ((IEnumerable)set).GetEnumerator();
            set.Add(77);
            Check.RecordThrown(() => enumerator.MoveNext());
            Check.RecordThrown(() => enumerator.Reset());
        });
        tests.Add("HashSet.RemoveWhere", static () =>
        {
            HashSet<int> set = [];
            for (int i = 0; i < 50; i++)
                set.Add(i);
            Check.Record(set.RemoveWhere(static n => n % 3 == 0));
            for (int i = 100; i < 120; i++)
                set.Add(i);
            CollectionSamples.RecordAll(set);
        });
        tests.Add("HashSet.WithItself", static () =>
        {
            HashSet<int> set = [1, 2, 3];
            Check.Record(set.IsSubsetOf(set));
            Check.Record(set.IsProperSubsetOf(set));
            Check.Record(set.IsSupersetOf(set));
            Check.Record(set.IsProperSupersetOf(set));
            Check.Record(set.Overlaps(set));
            Check.Record(set.SetEquals(set));
            set.IntersectWith(set);
            Check.Record(set.Count);
            set.SymmetricExceptWith(set);
            Check.Record(set.Count);
            set.UnionWith([4, 5]);
            set.ExceptWith(set);
            Check.Record(set.Count);
        });
        tests.Add("HashSet.OtherComparer", static () =>
        {
            HashSet<string> plain = ["a", "B", "c"];
            HashSet<string> ignoring = new(StringComparer.OrdinalIgnoreCase) { "A", "b" };
            Check.Record(ignoring.IsSubsetOf(plain));
            Check.Record(plain.IsSupersetOf(ignoring));
            Check.Record(ignoring.IsProperSubsetOf(plain));
            Check.Record(ignoring.SetEquals(plain));
            Check.Record(ignoring.SetEquals(["a", "A", "B"]));
            Check.Record(plain.Overlaps(ignoring));
            Check.Record(ignoring.Overlaps(plain));
            ignoring.SymmetricExceptWith(["A", "a", "z", "Z"]);
            CollectionSamples.RecordAll(ignoring);
            Check.Same(StringComparer.OrdinalIgnoreCase, ignoring.Comparer);
        });
        tests.Add("HashSet.AsICollection", static () =>
        {
            ICollection<int> set = new HashSet<int>();
            set.Add(3);
            set.Add(3);
            Check.Equal(1, set.Count);
            Check.Record(set.IsReadOnly);
            Check.Record(((ISet<int>)set).Add(3));
            Check.Record(((IReadOnlySet<int>)set).Contains(3));
        });
        AddOperations(tests, "hashSet", static items => new HashSet<int>(items));
        AddOperations(tests, "list", static items => new List<int>(items));
        AddOperations(tests, "sortedSet", static items => new SortedSet<int>(items));
        AddOperations(tests, "lazy", static items => Lazy(items));
        AddProperty(tests, "int", CollectionSamples.Int);
        AddProperty(tests, "byte", CollectionSamples.Byte);
        AddProperty(tests, "string", CollectionSamples.TextOrNull);
        AddProperty(tests, "enum", CollectionSamples.Color);
        AddProperty(tests, "struct", CollectionSamples.Point);
        AddProperty(tests, "tuple", CollectionSamples.Pair);
        AddProperty(tests, "class", CollectionSamples.Name);
        AddProperty(tests, "nullable", CollectionSamples.NullableInt);
    }

    /// <summary>Each set operation with another collection, for random pairs of sets.</summary>
    private static void AddOperations(TestList tests, string kind, Func<int[], IEnumerable<int>> make)
    {
        tests.Add("HashSet.Changes." + kind, () => ForRandomPairs((first, second) =>
        {
            HashSet<int> set = new(first);
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
        tests.Add("HashSet.Questions." + kind, () => ForRandomPairs((first, second) =>
        {
            HashSet<int> set = new(first);
            Check.Record(set.IsSubsetOf(make(second)));
            Check.Record(set.IsProperSubsetOf(make(second)));
            Check.Record(set.IsSupersetOf(make(second)));
            Check.Record(set.IsProperSupersetOf(make(second)));
            Check.Record(set.Overlaps(make(second)));
            Check.Record(set.SetEquals(make(second)));
        }));
    }

    internal static void ForRandomPairs(Action<int[], int[]> body)
    {
        SeededRandom random = new(77);
        for (int round = 0; round < 120; round++)
        {
            int range = 2 + random.Next(12);
            int[] first = new int[random.Next(8)];
            int[] second = new int[random.Next(8)];
            for (int i = 0; i < first.Length; i++)
                first[i] = random.Next(range);
            for (int i = 0; i < second.Length; i++)
                second[i] = random.Next(range);
            body(first, second);
        }
    }

    internal static IEnumerable<T> Lazy<T>(T[] items)
    {
        foreach (T item in items)
            yield return item;
    }

    private static void AddProperty<T>(TestList tests, string name, Func<int, T> make) => tests.Add("HashSet.RandomOperations." + name, () =>
    {
        SeededRandom random = new(name.Length * 577 + name[0]);
        HashSet<T> set = [];
        List<T> model = [];
        for (int step = 0; step < 1500; step++)
        {
            T item = make(random.Next(120));
            bool known = model.Contains(item);
            switch (random.Next(6))
            {
                case 0 or 1:
                    Check.Equal(!known, set.Add(item));
                    if (!known)
                        model.Add(item);
                    break;
                case 2:
                    Check.Equal(known, set.Remove(item));
                    model.Remove(item);
                    break;
                case 3 when step % 83 == 0:
                    set.TrimExcess();
                    break;
                case 4 when step % 251 == 0:
                    set.Clear();
                    model.Clear();
                    break;
                default:
                    Check.Equal(known, set.Contains(item));
                    break;
            }
            Check.Equal(model.Count, set.Count);
            if (step % 50 == 0)
            {
                Check.Record(set.Capacity);
                CollectionSamples.RecordAll(set);
            }
        }
        Check.True(set.SetEquals(model), "same items as the model");
    });
}
