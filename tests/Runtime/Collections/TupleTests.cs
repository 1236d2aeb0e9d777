using System.Collections;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

internal static class TupleTests
{
    internal static void Register(TestList tests)
    {
        AddValue(tests, "0", static _ => ValueTuple.Create());
        AddValue(tests, "1", static n => ValueTuple.Create(n));
        AddValue(tests, "2", static n => (n, n.ToString()));
        AddValue(tests, "3", static n => (n, n.ToString(), n % 2));
        AddValue(tests, "4", static n => (1, n % 2, n.ToString(), n));
        AddValue(tests, "5", static n => (1, n % 2, n.ToString(), n, (string?)null));
        AddValue(tests, "6", static n => (1, n % 2, n.ToString(), n, (string?)null, 'c'));
        AddValue(tests, "7", static n => (1, n % 2, n.ToString(), n, (string?)null, 'c', n % 3));
        AddValue(tests, "8", static n => (1, n % 2, n.ToString(), n, (string?)null, 'c', n % 3, n));
        AddValue(tests, "9", static n => (1, 2, 3, 4, 5, 6, 7, n % 3, n));
        AddValue(tests, "16", static n => (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, n % 3, n));
        AddReference(tests, "1", static n => Tuple.Create(n));
        AddReference(tests, "2", static n => Tuple.Create(n, n.ToString()));
        AddReference(tests, "3", static n => Tuple.Create(n % 2, n.ToString(), n));
        AddReference(tests, "4", static n => Tuple.Create(1, n % 2, n.ToString(), n));
        AddReference(tests, "5", static n => Tuple.Create(1, n % 2, n.ToString(), n, (string?)null));
        AddReference(tests, "6", static n => Tuple.Create(1, n % 2, n.ToString(), n, (string?)null, 'c'));
        AddReference(tests, "7", static n => Tuple.Create(1, n % 2, n.ToString(), n, (string?)null, 'c', n % 3));
        AddReference(tests, "8", static n => Tuple.Create(1, n % 2, n.ToString(), n, (string?)null, 'c', n % 3, n));
        tests.Add("Tuple.HashCodesOfNumbers", static () =>
        {
            Check.Record(Tuple.Create(1).GetHashCode());
            Check.Record(Tuple.Create(1, 2).GetHashCode());
            Check.Record(Tuple.Create(1, 2, 3).GetHashCode());
            Check.Record(Tuple.Create(1, 2, 3, 4).GetHashCode());
            Check.Record(Tuple.Create(1, 2, 3, 4, 5).GetHashCode());
            Check.Record(Tuple.Create(1, 2, 3, 4, 5, 6).GetHashCode());
            Check.Record(Tuple.Create(1, 2, 3, 4, 5, 6, 7).GetHashCode());
            Check.Record(Tuple.Create(1, 2, 3, 4, 5, 6, 7, 8).GetHashCode());
        });
        tests.Add("Tuple.Deconstructs", static () =>
        {
            (int number, string text) = Tuple.Create(1, "a");
            Check.Record(number);
            Check.Record(text);
            (int a, int b, int c, int d, int e, int f, int g) = Tuple.Create(1, 2, 3, 4, 5, 6, 7);
            Check.Record(a + b + c + d + e + f + g);
        });
        tests.Add("Tuple.AsITuple", static () =>
        {
            foreach (ITuple tuple in new ITuple[] { (1, "b"), (1, 2, 3, 4, 5, 6, 7, 8, 9), Tuple.Create(1, "x", 'c'), Tuple.Create(1, 2, 3, 4, 5, 6, 7, 8) })
            {
                Check.Record(tuple.Length);
                for (int i = 0; i < tuple.Length; i++)
                    Check.Record(CollectionSamples.Show(tuple[i]));
                Check.RecordThrown(() => _ = tuple[tuple.Length]);
                Check.RecordThrown(() => _ = tuple[-1]);
            }
            object boxed = (1, 5);
            Check.Record(boxed is (1, int five) && five == 5);
        });
        tests.Add("Tuple.Errors", static () =>
        {
            Check.Throws<ArgumentException>(static () => ((IComparable)(1, 2)).CompareTo((1, "a")));
            Check.Throws<ArgumentException>(static () => ((IComparable)Tuple.Create(1)).CompareTo(Tuple.Create("a")));
            Check.RecordThrown(static () => new Tuple<int, int, int, int, int, int, int, string>(1, 2, 3, 4, 5, 6, 7, "x"));
        });
        tests.Add("Tuple.Structural", static () =>
        {
            IStructuralEquatable pair = ("A", 2);
            IEqualityComparer ignoring = StringComparer.OrdinalIgnoreCase;
            Check.Record(pair.Equals(("a", 2), ignoring));
            Check.Record(pair.Equals(("b", 2), ignoring));
            Check.Record(pair.Equals(("a", 2, 3), ignoring));
            IStructuralComparable order = Tuple.Create("b", "a");
            Check.Record(order.CompareTo(Tuple.Create("B", "b"), StringComparer.OrdinalIgnoreCase));
            Check.Record(order.CompareTo(null, StringComparer.Ordinal));
        });
        tests.Add("Tuple.AsKeys", static () =>
        {
            Dictionary<(string, int), string> map = [];
            for (int i = 0; i < 100; i++)
                map[("k" + (i % 10).ToString(), i % 7)] = i.ToString();
            Check.Record(map.Count);
            Check.Record(map[("k3", 3)]);
            SortedDictionary<(int, string), int> sorted = [];
            for (int i = 0; i < 30; i++)
                sorted[(i % 4, (i % 5).ToString())] = i;
            CollectionSamples.RecordAll(sorted);
        });
        tests.Add("KeyValuePair.Shows", static () =>
        {
            KeyValuePair<string, int?> pair = KeyValuePair.Create("a", (int?)null);
            Check.Record(pair.ToString());
            (string key, int? value) = pair;
            Check.Record(key);
            Check.Record(value is null);
            Check.Record(default(KeyValuePair<string, string>).ToString());
            Check.Record(new DictionaryEntry("k", 5).ToString());
            (object entryKey, object? entryValue) = new DictionaryEntry("k", null);
            Check.Record(CollectionSamples.Show(entryKey) + CollectionSamples.Show(entryValue));
        });
    }

    private static void AddValue<T>(TestList tests, string size, Func<int, T> make)
        where T : struct, IEquatable<T>, IComparable<T>, IComparable => tests.Add("ValueTuple.Of" + size, () => RecordPairs(make, static (x, y) => x.Equals(y), static (x, y) => x.CompareTo(y)));

    private static void AddReference<T>(TestList tests, string size, Func<int, T> make)
        where T : class, IComparable => tests.Add("Tuple.Of" + size, () => RecordPairs(make, static (x, y) => x.Equals(y), static (x, y) => x.CompareTo(y)));

    private static void RecordPairs<T>(Func<int, T> make, Func<T, T, bool> equals, Func<T, T, int> compare)
        where T : notnull, IComparable
    {
        for (int i = 0; i < 7; i++)
        {
            T left = make(i);
            Check.Record(left.ToString());
            Check.Record(left.CompareTo(null));
            for (int j = 0; j < 7; j++)
            {
                T right = make(j);
                bool equal = equals(left, right);
                Check.Record(equal);
                Check.Record(left.Equals((object)right));
                Check.Record(Math.Sign(compare(left, right)));
                Check.Record(Math.Sign(left.CompareTo(right)));
                if (equal)
                    Check.Equal(left.GetHashCode(), right.GetHashCode());
            }
        }
    }
}
