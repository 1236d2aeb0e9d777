using System.Collections;
using System.Runtime.InteropServices;

namespace Diesis.Tests.Runtime;

internal static class ListTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("List.GrowsByDoubling", static () =>
        {
            List<int> list = [];
            Check.Record(list.Capacity);
            for (int i = 0; i < 70; i++)
            {
                list.Add(i);
                Check.Record(list.Capacity);
            }
            list.AddRange(new int[200]);
            Check.Record(list.Capacity);
            list.TrimExcess();
            Check.Record(list.Capacity);
            Check.Record(list.EnsureCapacity(271));
            Check.Record(list.EnsureCapacity(1000));
            Check.Record(list.EnsureCapacity(5));
        });
        tests.Add("List.CapacityCanBeSet", static () =>
        {
            List<string> list = ["a", "b"];
            list.Capacity = 10;
            Check.Record(list.Capacity);
            list.Capacity = 2;
            Check.Record(list.Capacity);
            Check.RecordThrown(() => list.Capacity = 1);
            list.Clear();
            list.Capacity = 0;
            Check.Record(list.Capacity);
        });
        tests.Add("List.ConstructorErrors", static () =>
        {
            Check.RecordThrown(static () => new List<int>(-1));
            Check.RecordThrown(static () => new List<int>((IEnumerable<int>)null!));
        });
        tests.Add("List.FromEnumerable", static () =>
        {
            List<int> list = new(Numbers(11));
            Check.Equal(11, list.Count);
            Check.Record(list.Capacity);
            List<int> copy = new(list);
            Check.Record(copy.Capacity);
            CollectionSamples.RecordAll(copy);
        });
        tests.Add("List.IndexErrors", static () =>
        {
            List<int> list = [1, 2, 3];
            Check.RecordThrown(() => list[3].ToString());
            Check.RecordThrown(() => list[-1].ToString());
            Check.RecordThrown(() => list[3] = 1);
            Check.RecordThrown(() => list.RemoveAt(3));
            Check.RecordThrown(() => list.RemoveAt(-1));
            Check.RecordThrown(() => list.Insert(4, 1));
            Check.RecordThrown(() => list.Insert(-1, 1));
            Check.RecordThrown(() => list.InsertRange(4, [1]));
            Check.RecordThrown(() => list.InsertRange(0, null!));
            Check.RecordThrown(() => list.AddRange(null!));
        });
        tests.Add("List.RangeErrors", static () =>
        {
            List<int> list = [1, 2, 3];
            Check.RecordThrown(() => list.RemoveRange(-1, 1));
            Check.RecordThrown(() => list.RemoveRange(1, -1));
            Check.RecordThrown(() => list.RemoveRange(2, 2));
            Check.RecordThrown(() => list.GetRange(-1, 1));
            Check.RecordThrown(() => list.GetRange(1, 3));
            Check.RecordThrown(() => list.Reverse(2, 2));
            Check.RecordThrown(() => list.Reverse(-1, 2));
            Check.RecordThrown(() => list.Sort(2, 2, null));
            Check.RecordThrown(() => list.Sort(0, -2, null));
            Check.RecordThrown(() => list.Sort((Comparison<int>)null!));
            Check.RecordThrown(() => list.BinarySearch(1, 3, 1, null));
        });
        tests.Add("List.SearchErrors", static () =>
        {
            List<int> list = [1, 2, 3];
            List<int> empty = [];
            Check.RecordThrown(() => list.IndexOf(1, 4));
            Check.RecordThrown(() => list.IndexOf(1, -1));
            Check.RecordThrown(() => list.IndexOf(1, 1, 3));
            Check.RecordThrown(() => list.IndexOf(1, 1, -1));
            Check.RecordThrown(() => list.LastIndexOf(1, 3));
            Check.RecordThrown(() => list.LastIndexOf(1, -1));
            Check.RecordThrown(() => list.LastIndexOf(1, 1, 3));
            Check.RecordThrown(() => list.LastIndexOf(1, 3, 1));
            Check.Record(empty.LastIndexOf(1, 5, 7));
            Check.RecordThrown(() => list.FindIndex(4, static _ => true));
            Check.RecordThrown(() => list.FindIndex(1, 3, static _ => true));
            Check.RecordThrown(() => list.FindIndex(null!));
            Check.RecordThrown(() => list.FindLastIndex(3, static _ => true));
            Check.RecordThrown(() => list.FindLastIndex(1, 3, static _ => true));
            Check.RecordThrown(() => empty.FindLastIndex(0, 0, static _ => true));
            Check.RecordThrown(() => list.Find(null!));
            Check.RecordThrown(() => list.FindAll(null!));
            Check.RecordThrown(() => list.FindLast(null!));
            Check.RecordThrown(() => list.Exists(null!));
            Check.RecordThrown(() => list.TrueForAll(null!));
            Check.RecordThrown(() => list.RemoveAll(null!));
            Check.RecordThrown(() => list.ForEach(null!));
            Check.RecordThrown(() => list.ConvertAll<int>(null!));
        });
        tests.Add("List.CopyToErrors", static () =>
        {
            List<int> list = [1, 2, 3];
            Check.RecordThrown(() => list.CopyTo(null!));
            Check.RecordThrown(() => list.CopyTo(new int[2]));
            Check.RecordThrown(() => list.CopyTo(new int[3], 1));
            Check.RecordThrown(() => list.CopyTo(new int[3], -1));
            Check.RecordThrown(() => list.CopyTo(2, new int[3], 0, 2));
        });
        tests.Add("List.ChangeWhileEnumeratingFails", static () =>
        {
            List<int> list = [1, 2, 3];
            Check.RecordThrown(() =>
            {
                foreach (int item in list)
                    list.Add(item);
            });
            Check.RecordThrown(() =>
            {
                foreach (int item in list)
                    list[0] = item;
            });
            Check.RecordThrown(() => list.ForEach(_ => list.Clear()));
            CollectionSamples.RecordAll(list);
        });
        tests.Add("List.EnumeratorOutsideItems", static () =>
        {
            List<int> list = [1];
            IEnumerator enumerator = ((IEnumerable)list).GetEnumerator();
            Check.RecordThrown(() => _ = enumerator.Current);
            Check.True(enumerator.MoveNext());
            Check.Record(CollectionSamples.Show(enumerator.Current));
            Check.False(enumerator.MoveNext());
            Check.RecordThrown(() => _ = enumerator.Current);
            Check.False(enumerator.MoveNext());
            enumerator.Reset();
            Check.True(enumerator.MoveNext());
            list.Add(2);
            Check.RecordThrown(() => enumerator.MoveNext());
            Check.RecordThrown(() => enumerator.Reset());
        });
        tests.Add("List.InsertsItselfIntoItself", static () =>
        {
            List<int> list = [1, 2, 3, 4];
            list.InsertRange(1, list);
            CollectionSamples.RecordAll(list);
            list.InsertRange(8, list);
            CollectionSamples.RecordAll(list);
            list.AddRange(list);
            CollectionSamples.RecordAll(list);
        });
        tests.Add("List.InsertRangeOfLazySequence", static () =>
        {
            List<int> list = [1, 2, 3, 4];
            list.InsertRange(2, Numbers(9));
            list.AddRange(Numbers(3));
            CollectionSamples.RecordAll(list);
        });
        tests.Add("List.Spans", static () =>
        {
            List<string> list = ["a", "b"];
            list.AddRange("c", "d", "e");
            list.InsertRange(1, "x", "y");
            CollectionSamples.RecordAll(list);
            string[] copy = new string[7];
            list.CopyTo(copy.AsSpan());
            CollectionSamples.RecordAll(copy);
            Check.RecordThrown(() => list.CopyTo(new string[6].AsSpan()));
            CollectionsMarshal.AsSpan(list)[0] = "z";
            Check.Equal("z", list[0]);
            Check.Equal(0, CollectionsMarshal.AsSpan<int>(null).Length);
        });
        tests.Add("List.SetCount", static () =>
        {
            List<int> list = [1, 2, 3];
            CollectionsMarshal.SetCount(list, 2);
            CollectionSamples.RecordAll(list);
            CollectionsMarshal.SetCount(list, 40);
            Check.Equal(40, list.Count);
            Check.Record(list.Capacity);
            Check.RecordThrown(() => CollectionsMarshal.SetCount(list, -1));
            List<string?> texts = ["a", "b"];
            CollectionsMarshal.SetCount(texts, 1);
            CollectionsMarshal.SetCount(texts, 2);
            CollectionSamples.RecordAll(texts);
        });
        tests.Add("List.CollectionExpressionSpreads", static () =>
        {
            int[] some = [4, 5];
            List<int> list = [1, .. some, 6, .. Numbers(2)];
            CollectionSamples.RecordAll(list);
            int[] array = [.. list, 9];
            CollectionSamples.RecordAll(array);
        });
        tests.Add("List.Finds", static () =>
        {
            List<int> list = new(Numbers(20));
            Check.Record(list.Find(static n => n > 5));
            Check.Record(list.FindLast(static n => n < 5));
            Check.Record(list.Find(static n => n > 500));
            Check.Record(list.FindIndex(7, static n => n % 5 == 0));
            Check.Record(list.FindIndex(11, 4, static n => n % 5 == 0));
            Check.Record(list.FindIndex(11, 5, static n => n % 5 == 0));
            Check.Record(list.FindLastIndex(static n => n % 6 == 0));
            Check.Record(list.FindLastIndex(17, static n => n % 6 == 0));
            Check.Record(list.FindLastIndex(17, 5, static n => n % 6 == 0));
            Check.Record(list.Exists(static n => n == 19));
            Check.Record(list.TrueForAll(static n => n < 19));
            CollectionSamples.RecordAll(list.FindAll(static n => n % 3 == 1));
            CollectionSamples.RecordAll(list.ConvertAll(static n => "v" + n.ToString()));
        });
        tests.Add("List.RemoveAllKeepsOrder", static () =>
        {
            List<int> list = new(Numbers(20));
            Check.Record(list.RemoveAll(static n => n % 3 == 0));
            Check.Record(list.RemoveAll(static n => n > 100));
            CollectionSamples.RecordAll(list);
        });
        tests.Add("List.BinarySearch", static () =>
        {
            List<int> list = [];
            for (int i = 0; i < 50; i++)
                list.Add(i * 2);
            for (int i = -2; i < 102; i++)
                Check.Record(list.BinarySearch(i));
            Check.Record(list.BinarySearch(10, 5, 24, Comparer<int>.Default));
            Check.Record(list.BinarySearch(10, 5, 40, null));
        });
        tests.Add("List.SortAndReverse", static () =>
        {
            List<int> list = [5, 3, 9, 1, 7];
            list.Sort(1, 3, null);
            CollectionSamples.RecordAll(list);
            list.Reverse(0, 4);
            CollectionSamples.RecordAll(list);
            list.Sort(static (x, y) => y.CompareTo(x));
            CollectionSamples.RecordAll(list);
            list.Sort(new LastDigitComparer());
            list.Reverse();
            CollectionSamples.RecordAll(list);
        });
        tests.Add("List.AsIList", static () =>
        {
            IList list = new List<int>();
            Check.Record(list.Add(4));
            Check.RecordThrown(() => list.Add("x"));
            Check.RecordThrown(() => list.Add(null));
            Check.RecordThrown(() => list[0] = "x");
            Check.RecordThrown(() => list[0] = null);
            Check.RecordThrown(() => list.Insert(0, 3L));
            list.Insert(0, 3);
            Check.Record(list.Contains(4));
            Check.Record(list.Contains("4"));
            Check.Record(list.IndexOf(4));
            Check.Record(list.IndexOf(null));
            list.Remove("x");
            list.Remove(3);
            Check.Record(list.Count);
            Check.Record(list.IsReadOnly);
            Check.Record(list.IsFixedSize);
            Check.Record(list.IsSynchronized);
            Check.Same(list, list.SyncRoot);
        });
        tests.Add("List.UntypedCopyTo", static () =>
        {
            ICollection list = new List<string> { "a", "b" };
            object[] objects = new object[3];
            list.CopyTo(objects, 1);
            CollectionSamples.RecordAll(objects);
            Check.RecordThrown(() => list.CopyTo(new int[3], 0));
            Check.RecordThrown(() => list.CopyTo(new string[1], 0));
            Check.RecordThrown(() => list.CopyTo(null!, 0));
            Check.RecordThrown(() => list.CopyTo(new string[2, 2], 0));
        });
        tests.Add("List.ToArrayIsACopy", static () =>
        {
            List<int> list = [1, 2, 3];
            int[] array = list.ToArray();
            array[0] = 9;
            Check.Equal(1, list[0]);
        });
        tests.Add("List.Slices", static () =>
        {
            List<int> list = new(Numbers(10));
            CollectionSamples.RecordAll(list[2..5]);
            CollectionSamples.RecordAll(list.Slice(7, 3));
            Check.Record(list[^1]);
        });
        tests.Add("List.AsReadOnly", static () =>
        {
            List<int> list = [1, 2];
            IList<int> view = list.AsReadOnly();
            list.Add(3);
            Check.Equal(3, view.Count);
            Check.Record(view.IndexOf(3));
            Check.Record(view.IsReadOnly);
            Check.RecordThrown(() => view.Add(1));
            Check.RecordThrown(() => view.Clear());
            Check.RecordThrown(() => view.Remove(1));
            Check.RecordThrown(() => view[0] = 1);
            Check.RecordThrown(() => view.RemoveAt(0));
        });
        AddProperty(tests, "int", CollectionSamples.Int);
        AddProperty(tests, "byte", CollectionSamples.Byte);
        AddProperty(tests, "long", CollectionSamples.Long);
        AddProperty(tests, "double", CollectionSamples.Double);
        AddProperty(tests, "string", CollectionSamples.TextOrNull);
        AddProperty(tests, "enum", CollectionSamples.Color);
        AddProperty(tests, "struct", CollectionSamples.Point);
        AddProperty(tests, "tuple", CollectionSamples.Pair);
        AddProperty(tests, "class", CollectionSamples.Name);
        AddProperty(tests, "nullable", CollectionSamples.NullableInt);
    }

    /// <summary>Random operations on a list and on an array that is rebuilt at each step.</summary>
    private static void AddProperty<T>(TestList tests, string typeName, Func<int, T> make) => tests.Add("List.RandomOperations." + typeName, () =>
    {
        SeededRandom random = new(typeName.Length * 1000 + typeName[0]);
        List<T> list = [];
        T[] model = [];
        for (int step = 0; step < 600; step++)
        {
            T item = make(random.Next(40));
            int at = random.Next(model.Length + 1);
            switch (random.Next(10))
            {
                case 0 or 1 or 2:
                    list.Add(item);
                    model = Spliced(model, model.Length, 0, item);
                    break;
                case 3:
                    list.Insert(at, item);
                    model = Spliced(model, at, 0, item);
                    break;
                case 4:
                    list.InsertRange(at, [item, item, make(1)]);
                    model = Spliced(model, at, 0, item, item, make(1));
                    break;
                case 5 when at < model.Length:
                    list.RemoveAt(at);
                    model = Spliced(model, at, 1);
                    break;
                case 6:
                    int count = random.Next(model.Length - at + 1) / 3;
                    list.RemoveRange(at, count);
                    model = Spliced(model, at, count);
                    break;
                case 7:
                    int found = IndexIn(model, item);
                    Check.Equal(found, list.IndexOf(item));
                    Check.Equal(found >= 0, list.Remove(item));
                    if (found >= 0)
                        model = Spliced(model, found, 1);
                    break;
                case 8 when at < model.Length:
                    list[at] = item;
                    model[at] = item;
                    break;
                default:
                    Check.Equal(IndexIn(model, item) >= 0, list.Contains(item));
                    Check.Record(list.LastIndexOf(item));
                    break;
            }
            Check.Sequence(model, CollectionsMarshal.AsSpan(list));
            Check.Record(list.Capacity);
        }
        CollectionSamples.RecordAll(list);
    });

    private static T[] Spliced<T>(T[] source, int at, int removed, params T[] added)
    {
        T[] result = new T[source.Length - removed + added.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = i < at ? source[i]
                : i < at + added.Length ? added[i - at]
                : source[i - added.Length + removed];
        }
        return result;
    }

    private static int IndexIn<T>(T[] items, T item)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is null ? item is null : items[i]!.Equals(item))
                return i;
        }
        return -1;
    }

    private static IEnumerable<int> Numbers(int count)
    {
        for (int i = 0; i < count; i++)
            yield return i;
    }
}
