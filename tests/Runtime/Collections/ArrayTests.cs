using System.Collections;

namespace Diesis.Tests.Runtime;

internal static class ArrayTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("Array.CopyErrors", static () =>
        {
            int[] array = [1, 2, 3];
            Check.RecordThrown(() => Array.Copy(array, array, -1));
            Check.RecordThrown(() => Array.Copy(array, -1, array, 0, 1));
            Check.RecordThrown(() => Array.Copy(array, 0, array, -1, 1));
            Check.RecordThrown(() => Array.Copy(array, 2, array, 0, 2));
            Check.RecordThrown(() => Array.Copy(array, 0, array, 2, 2));
            Check.RecordThrown(() => Array.Copy(array, int.MaxValue, array, 0, int.MaxValue));
            Check.RecordThrown(() => Array.Copy(null!, array, 1));
            Check.RecordThrown(() => Array.Copy(array, null!, 1));
            Check.RecordThrown(() => Array.Copy(array, new int[2, 2], 1));
            Check.RecordThrown(() => Array.Copy(array, array, 5_000_000_000));
        });
        tests.Add("Array.CopyOverlapping", static () =>
        {
            for (int from = 0; from < 10; from++)
            {
                for (int to = 0; to < 10; to++)
                {
                    int[] numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
                    string[] texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
                    int length = 10 - Math.Max(from, to);
                    Array.Copy(numbers, from, numbers, to, length);
                    Array.Copy(texts, from, texts, to, length);
                    CollectionSamples.RecordAll(numbers);
                    CollectionSamples.RecordAll(texts);
                }
            }
        });
        AddWidening(tests, "sbyte", new sbyte[] { -1, 0, 127 });
        AddWidening(tests, "byte", new byte[] { 0, 200, 255 });
        AddWidening(tests, "short", new short[] { -300, 0, 300 });
        AddWidening(tests, "ushort", new ushort[] { 0, 7, 65535 });
        AddWidening(tests, "char", new[] { 'a', '\0', '\uffff' });
        AddWidening(tests, "int", new[] { int.MinValue, 0, 99 });
        AddWidening(tests, "uint", new[] { 0u, 5u, uint.MaxValue });
        AddWidening(tests, "long", new[] { long.MinValue, 3L, 12L });
        AddWidening(tests, "ulong", new[] { 0ul, 9ul, ulong.MaxValue });
        AddWidening(tests, "bool", new[] { true, false, true });
        AddWidening(tests, "nint", new nint[] { 1, 2, -3 });
        AddWidening(tests, "float", new[] { 1.5f, -2f, 0f });
        AddWidening(tests, "double", new[] { 1.5, -2, 0 });
        AddWidening(tests, "enum", new[] { SampleColor.Red, SampleColor.Green, SampleColor.Blue });
        tests.Add("Array.CopyBoxesAndUnboxes", static () =>
        {
            object[] objects = new object[3];
            Array.Copy(new[] { 1, 2, 3 }, objects, 3);
            CollectionSamples.RecordAll(objects);
            IComparable[] comparables = new IComparable[3];
            Array.Copy(new[] { 1, 2, 3 }, comparables, 3);
            CollectionSamples.RecordAll(comparables);
            int[] numbers = new int[3];
            Array.Copy(objects, numbers, 3);
            CollectionSamples.RecordAll(numbers);
            int?[] nullables = new int?[3];
            objects[1] = null!;
            Array.Copy(objects, nullables, 3);
            CollectionSamples.RecordAll(nullables);
            Check.RecordThrown(() => Array.Copy(objects, numbers, 3));
            Check.RecordThrown(static () => Array.Copy(new object[] { 1, 2L }, new int[2], 2));
            SamplePoint[] points = new SamplePoint[1];
            Array.Copy(new object[] { new SamplePoint(3, 4) }, points, 1);
            CollectionSamples.RecordAll(points);
        });
        tests.Add("Array.CopyCastsReferences", static () =>
        {
            object[] objects = new object[3];
            string[] strings = ["a", null!, "c"];
            Array.Copy(strings, objects, 3);
            CollectionSamples.RecordAll(objects);
            Array.Copy(objects, 1, strings, 0, 2);
            CollectionSamples.RecordAll(strings);
            objects[0] = 5;
            Check.RecordThrown(() => Array.Copy(objects, strings, 3));
            Check.RecordThrown(() => Array.Copy(strings, new int[3], 3));
            Check.RecordThrown(() => Array.Copy(strings, new Exception[3], 3));
            Check.RecordThrown(() => Array.Copy(strings, new Exception[3], 0));
            Check.RecordThrown(static () => Array.Copy(new int[2], new string[2], 2));
            Check.RecordThrown(static () => Array.Copy(new SamplePoint[2], new KeyValuePair<int, int>[2], 2));
            Check.RecordThrown(static () => Array.Copy(new int?[2], new int[2], 2));
            Check.RecordThrown(static () => Array.Copy(new int[2], new int?[2], 2));
            Check.RecordThrown(static () => Array.Copy(new IComparable[] { "a" }, new IDisposable[1], 1));
            string[] fromInterface = new string[1];
            Array.Copy(new IComparable[] { "a" }, fromInterface, 1);
            Check.Record(fromInterface[0]);
        });
        tests.Add("Array.CopyMultiDimensional", static () =>
        {
            int[,] source = { { 1, 2, 3 }, { 4, 5, 6 } };
            int[,] destination = new int[3, 3];
            Array.Copy(source, 1, destination, 2, 5);
            foreach (int item in destination)
                Check.Record(item);
            int[,] clone = (int[,])source.Clone();
            source[0, 0] = 77;
            Check.Record(clone[0, 0]);
            Check.Record(clone.GetLength(1));
            Array.Clear(clone);
            Check.Record(clone[1, 2]);
        });
        tests.Add("Array.ConstrainedCopy", static () =>
        {
            string[] strings = ["a", "b"];
            object[] objects = new object[2];
            Array.ConstrainedCopy(strings, 0, objects, 0, 2);
            CollectionSamples.RecordAll(objects);
            Check.RecordThrown(() => Array.ConstrainedCopy(objects, 0, strings, 0, 2));
        });
        tests.Add("Array.CopyTo", static () =>
        {
            int[] array = [1, 2, 3];
            int[] destination = new int[5];
            array.CopyTo(destination, 1);
            CollectionSamples.RecordAll(destination);
            Check.RecordThrown(() => array.CopyTo(null!, 0));
            Check.RecordThrown(() => array.CopyTo(new int[3, 3], 0));
            Check.RecordThrown(() => array.CopyTo(new int[3], 1));
            Check.RecordThrown(() => new int[3, 3].CopyTo(new int[9], 0));
        });
        tests.Add("Array.Clear", static () =>
        {
            int[] array = [1, 2, 3];
            Check.RecordThrown(static () => Array.Clear(null!));
            Check.RecordThrown(() => Array.Clear(array, 2, 2));
            Check.RecordThrown(() => Array.Clear(array, -1, 2));
            Check.RecordThrown(() => Array.Clear(array, 1, -2));
            Array.Clear(array, 1, 1);
            CollectionSamples.RecordAll(array);
            string?[] texts = ["a", "b", "c"];
            Array.Clear(texts, 0, 2);
            CollectionSamples.RecordAll(texts);
            Array.Clear(texts);
            CollectionSamples.RecordAll(texts);
        });
        tests.Add("Array.GetAndSetValue", static () =>
        {
            int[] array = [1, 2, 3];
            Check.Record(CollectionSamples.Show(array.GetValue(2)));
            array.SetValue(9, 1);
            array.SetValue((short)7, 0);
            array.SetValue(null, 2);
            CollectionSamples.RecordAll(array);
            Check.RecordThrown(() => array.GetValue(3));
            Check.RecordThrown(() => array.GetValue(-1));
            Check.RecordThrown(() => array.SetValue(1, 5));
            Check.RecordThrown(() => array.SetValue("x", 0));
            Check.RecordThrown(() => array.SetValue(1L, 0));
            Check.RecordThrown(() => new string[1].SetValue(1, 0));
            int[,] matrix = { { 1, 2 }, { 3, 4 } };
            Check.Record(CollectionSamples.Show(matrix.GetValue(1, 0)));
            matrix.SetValue(8, 0, 1);
            Check.Record(matrix[0, 1]);
            Check.RecordThrown(() => matrix.GetValue(1));
            Check.RecordThrown(() => matrix.GetValue(1, 3));
            Check.RecordThrown(() => matrix.GetValue(1, 1, 1));
            int[,,] cube = new int[2, 3, 4];
            cube[1, 2, 3] = 5;
            Check.Record(CollectionSamples.Show(cube.GetValue(1, 2, 3)));
        });
        tests.Add("Array.Resize", static () =>
        {
            int[]? array = null;
            Array.Resize(ref array, 2);
            Check.Equal(2, array.Length);
            array[0] = 5;
            Array.Resize(ref array, 4);
            CollectionSamples.RecordAll(array);
            Array.Resize(ref array, 1);
            CollectionSamples.RecordAll(array);
            int[] same = array;
            Array.Resize(ref array, 1);
            Check.Same(same, array);
            Check.RecordThrown(() => Array.Resize(ref same, -1));
        });
        tests.Add("Array.Fill", static () =>
        {
            int[] array = new int[5];
            Array.Fill(array, 3);
            Array.Fill(array, 4, 1, 2);
            CollectionSamples.RecordAll(array);
            Check.RecordThrown(() => Array.Fill(array, 1, 2, 4));
            Check.RecordThrown(() => Array.Fill(array, 1, 6, 0));
            Check.RecordThrown(() => Array.Fill(array, 1, -1, 0));
            Check.RecordThrown(static () => Array.Fill<int>(null!, 0));
            object[] covariant = new string[2];
            Array.Fill(covariant, "x");
            CollectionSamples.RecordAll(covariant);
            Check.RecordThrown(() => Array.Fill(covariant, 5));
            Check.RecordThrown(() => Array.Fill(covariant, 5, 0, 1));
        });
        tests.Add("Array.Reverse", static () =>
        {
            for (int size = 0; size < 20; size++)
            {
                int[] array = new int[size];
                byte[] bytes = new byte[size];
                string[] texts = new string[size];
                for (int i = 0; i < size; i++)
                {
                    array[i] = i;
                    bytes[i] = (byte)i;
                    texts[i] = i.ToString();
                }
                Array.Reverse(array);
                Array.Reverse(bytes);
                Array.Reverse(texts, size / 3, size / 2);
                CollectionSamples.RecordAll(array);
                CollectionSamples.RecordAll(bytes);
                CollectionSamples.RecordAll(texts);
            }
            Check.RecordThrown(static () => Array.Reverse<int>(null!));
            Check.RecordThrown(static () => Array.Reverse(new int[3], 2, 2));
            Check.RecordThrown(static () => Array.Reverse(new int[3], -2, 2));
        });
        AddSearch(tests, "int", CollectionSamples.Int);
        AddSearch(tests, "byte", CollectionSamples.Byte);
        AddSearch(tests, "char", static number => (char)('a' + number));
        AddSearch(tests, "long", CollectionSamples.Long);
        AddSearch(tests, "double", CollectionSamples.Double);
        AddSearch(tests, "string", CollectionSamples.TextOrNull);
        AddSearch(tests, "enum", CollectionSamples.Color);
        AddSearch(tests, "struct", CollectionSamples.Point);
        AddSearch(tests, "tuple", CollectionSamples.Pair);
        AddSearch(tests, "class", CollectionSamples.Name);
        AddSearch(tests, "nullable", CollectionSamples.NullableInt);
        AddSearch(tests, "bool", static number => number % 3 == 0);
        tests.Add("Array.SearchErrors", static () =>
        {
            int[] array = [1, 2, 3];
            Check.RecordThrown(static () => Array.IndexOf(null!, 1));
            Check.RecordThrown(() => Array.IndexOf(array, 1, 4));
            Check.RecordThrown(() => Array.IndexOf(array, 1, -1));
            Check.RecordThrown(() => Array.IndexOf(array, 1, 1, 3));
            Check.RecordThrown(() => Array.IndexOf(array, 1, 1, -1));
            Check.Record(Array.IndexOf(array, 1, 3));
            Check.RecordThrown(static () => Array.LastIndexOf(null!, 1));
            Check.RecordThrown(() => Array.LastIndexOf(array, 1, 3));
            Check.RecordThrown(() => Array.LastIndexOf(array, 1, -1));
            Check.RecordThrown(() => Array.LastIndexOf(array, 1, 1, 3));
            Check.RecordThrown(() => Array.LastIndexOf(array, 1, 1, -1));
            Check.Record(Array.LastIndexOf(new int[0], 1));
            Check.RecordThrown(static () => Array.LastIndexOf(new int[0], 1, 5));
            Check.RecordThrown(static () => Array.LastIndexOf(new int[0], 1, 0, 2));
            Check.RecordThrown(() => Array.FindIndex(array, 4, static _ => true));
            Check.RecordThrown(() => Array.FindIndex(array, 2, 2, static _ => true));
            Check.RecordThrown(() => Array.FindIndex(array, null!));
            Check.RecordThrown(() => Array.FindLastIndex(array, 3, static _ => true));
            Check.RecordThrown(() => Array.FindLastIndex(array, 1, 3, static _ => true));
            Check.RecordThrown(() => Array.Find(array, null!));
            Check.RecordThrown(() => Array.FindLast(array, null!));
            Check.RecordThrown(() => Array.FindAll(array, null!));
            Check.RecordThrown(() => Array.Exists(array, null!));
            Check.RecordThrown(() => Array.TrueForAll(array, null!));
            Check.RecordThrown(() => Array.ForEach(array, null!));
            Check.RecordThrown(() => Array.ConvertAll<int, int>(array, null!));
            Check.RecordThrown(static () => Array.ConvertAll<int, int>(null!, static n => n));
            Check.RecordThrown(static () => Array.AsReadOnly<int>(null!));
        });
        tests.Add("Array.Finds", static () =>
        {
            int[] array = new int[20];
            for (int i = 0; i < 20; i++)
                array[i] = i;
            Check.Record(Array.Find(array, static n => n > 5));
            Check.Record(Array.FindLast(array, static n => n < 5));
            Check.Record(Array.FindIndex(array, 7, static n => n % 5 == 0));
            Check.Record(Array.FindIndex(array, 11, 4, static n => n % 5 == 0));
            Check.Record(Array.FindLastIndex(array, static n => n % 6 == 0));
            Check.Record(Array.FindLastIndex(array, 17, 5, static n => n % 6 == 0));
            Check.Record(Array.Exists(array, static n => n == 19));
            Check.Record(Array.TrueForAll(array, static n => n < 19));
            CollectionSamples.RecordAll(Array.FindAll(array, static n => n % 3 == 1));
            CollectionSamples.RecordAll(Array.ConvertAll(array, static n => "v" + n.ToString()));
            Array.ForEach(array, static n => Check.Record(n));
        });
        tests.Add("Array.AsReadOnly", static () =>
        {
            string[] array = ["a", "b"];
            IList<string> view = Array.AsReadOnly(array);
            array[1] = "c";
            CollectionSamples.RecordAll(view);
            Check.RecordThrown(() => view.Add("x"));
            Check.Same(Array.Empty<string>(), Array.Empty<string>());
            Check.Same(Array.AsReadOnly(new int[0]), Array.AsReadOnly(new int[0]));
        });
        tests.Add("Array.AsIList", static () =>
        {
            IList list = new[] { 1, 2, 3 };
            Check.RecordThrown(() => list.Add(1));
            Check.RecordThrown(() => list.Remove(1));
            Check.RecordThrown(() => list.RemoveAt(1));
            Check.RecordThrown(() => list.Insert(0, 1));
            Check.RecordThrown(() => list[3]!.ToString());
            Check.RecordThrown(() => list[-1]!.ToString());
            Check.RecordThrown(() => list[0] = "x");
            Check.Record(list.Contains("x"));
            Check.Record(list.Contains(2));
            Check.Record(list.IndexOf(3));
            list[0] = 8;
            Check.Record(CollectionSamples.Show(list[0]));
            Check.Record(list.IsFixedSize);
            Check.Record(list.IsReadOnly);
            Check.Record(list.Count);
            list.Clear();
            Check.Record(CollectionSamples.Show(list[2]));
            Check.RecordThrown(static () => ((IList)new int[2, 2])[1]!.ToString());
        });
        tests.Add("Array.AsGenericIList", static () =>
        {
            int[] array = [1, 2, 3];
            IList<int> list = array;
            Check.RecordThrown(() => list.Add(1));
            Check.RecordThrown(() => list.Clear());
            Check.RecordThrown(() => list.Remove(1));
            Check.RecordThrown(() => list.RemoveAt(1));
            Check.RecordThrown(() => list.Insert(0, 1));
            Check.RecordThrown(() => list[3]!.ToString());
            Check.RecordThrown(() => list[-1] = 4);
            list[1] = 9;
            Check.Record(array[1]);
            Check.Record(list.IsReadOnly);
            Check.Record(list.Count);
            Check.Record(list.Contains(9));
            Check.Record(list.IndexOf(3));
            int[] copy = new int[4];
            list.CopyTo(copy, 1);
            CollectionSamples.RecordAll(copy);
            IReadOnlyList<int> readOnly = array;
            Check.Record(readOnly[2]);
            Check.Record(readOnly.Count);
            IList<object> covariant = new string[] { "a" };
            Check.Record(CollectionSamples.Show(covariant[0]));
            Check.RecordThrown(() => covariant[0] = new object());
            IReadOnlyCollection<IComparable> contravariant = new[] { "q", "r" };
            Check.Record(contravariant.Count);
            CollectionSamples.RecordAll(contravariant);
            IEnumerable<uint> unsigned = (IEnumerable<uint>)(object)new[] { 1, -1 };
            CollectionSamples.RecordAll(unsigned);
        });
        tests.Add("Array.Enumerators", static () =>
        {
            int[] array = [1, 2];
            IEnumerator untyped = array.GetEnumerator();
            Check.RecordThrown(() => _ = untyped.Current);
            Check.True(untyped.MoveNext());
            Check.Record(CollectionSamples.Show(untyped.Current));
            Check.True(untyped.MoveNext());
            Check.False(untyped.MoveNext());
            Check.RecordThrown(() => _ = untyped.Current);
            untyped.Reset();
            Check.True(untyped.MoveNext());
            IEnumerator<int> typed = ((IEnumerable<int>)array).GetEnumerator();
            Check.RecordThrown(() => typed.Current.ToString());
            Check.True(typed.MoveNext());
            Check.Record(typed.Current);
            Check.True(typed.MoveNext());
            Check.False(typed.MoveNext());
            Check.RecordThrown(() => typed.Current.ToString());
            Check.RecordThrown(static () => ((IEnumerable<int>)new int[0]).GetEnumerator().Current.ToString());
            foreach (object item in (IEnumerable)new[,] { { 1, 2 }, { 3, 4 } })
                Check.Record(CollectionSamples.Show(item));
        });
        tests.Add("Array.Structural", static () =>
        {
            IStructuralEquatable numbers = new[] { 1, 2, 3 };
            Check.Record(numbers.Equals(new[] { 1, 2, 3 }, EqualityComparer<object>.Default));
            Check.Record(numbers.Equals(new[] { 1, 2 }, EqualityComparer<object>.Default));
            Check.Record(numbers.Equals(new[] { 1, 2, 4 }, EqualityComparer<object>.Default));
            Check.Equal(
                numbers.GetHashCode(EqualityComparer<object>.Default),
                ((IStructuralEquatable)new[] { 1, 2, 3 }).GetHashCode(EqualityComparer<object>.Default));
            IStructuralComparable order = new[] { 1, 2, 3 };
            Check.Record(order.CompareTo(new[] { 1, 3, 0 }, Comparer<object>.Default));
            Check.Record(order.CompareTo(null, Comparer<object>.Default));
            Check.RecordThrown(() => order.CompareTo(new[] { 1 }, Comparer<object>.Default));
        });
        tests.Add("ArraySegment.Parts", static () =>
        {
            int[] array = [0, 1, 2, 3, 4, 5];
            ArraySegment<int> segment = new(array, 2, 3);
            CollectionSamples.RecordAll(segment);
            segment[0] = 9;
            Check.Record(array[2]);
            Check.Record(segment.Count);
            Check.Record(segment.Offset);
            Check.Same(array, segment.Array);
            CollectionSamples.RecordAll(segment.Slice(1));
            CollectionSamples.RecordAll(segment.Slice(1, 1));
            CollectionSamples.RecordAll(segment.ToArray());
            CollectionSamples.RecordAll(segment[1..]);
            Check.True(segment == new ArraySegment<int>(array, 2, 3));
            Check.True(segment != new ArraySegment<int>(array, 2, 2));
            Check.Equal(segment.GetHashCode(), new ArraySegment<int>(array, 2, 3).GetHashCode());
            int[] copy = new int[4];
            segment.CopyTo(copy, 1);
            CollectionSamples.RecordAll(copy);
            IList<int> list = segment;
            Check.Record(list.IndexOf(4));
            Check.Record(list.Contains(0));
            Check.Record(list.IsReadOnly);
            ArraySegment<int> whole = array;
            Check.Record(whole.Count);
        });
        tests.Add("ArraySegment.Errors", static () =>
        {
            int[] array = [0, 1, 2, 3];
            ArraySegment<int> segment = new(array, 1, 2);
            Check.RecordThrown(static () => new ArraySegment<int>(null!));
            Check.RecordThrown(static () => new ArraySegment<int>(null!, 0, 0));
            Check.RecordThrown(() => new ArraySegment<int>(array, -1, 0));
            Check.RecordThrown(() => new ArraySegment<int>(array, 1, -1));
            Check.RecordThrown(() => new ArraySegment<int>(array, 2, 3));
            Check.RecordThrown(() => segment[2].ToString());
            Check.RecordThrown(() => segment[-1] = 1);
            Check.RecordThrown(() => segment.Slice(3));
            Check.RecordThrown(() => segment.Slice(1, 2));
            Check.RecordThrown(static () => default(ArraySegment<int>).ToArray());
            Check.RecordThrown(static () => default(ArraySegment<int>).GetEnumerator());
            Check.RecordThrown(() => ((IList<int>)segment).Add(1));
            Check.RecordThrown(() => ((IList<int>)segment)[5].ToString());
            Check.RecordThrown(() => segment.CopyTo(new ArraySegment<int>(array, 0, 1)));
            Check.RecordThrown(() =>
            {
                ArraySegment<int>.Enumerator enumerator = segment.GetEnumerator();
                _ = enumerator.Current;
            });
        });
    }

    /// <summary>What each primitive array may be copied to, and how its elements come out.</summary>
    private static void AddWidening(TestList tests, string name, Array source) => tests.Add("Array.CopyWidens." + name, () =>
    {
        Array[] destinations =
        [
            new sbyte[3], new byte[3], new short[3], new ushort[3], new char[3], new int[3], new uint[3], new long[3], new ulong[3],
            new nint[3], new float[3], new double[3], new bool[3], new DayOfWeek[3], new SampleColor[3],
        ];
        foreach (Array destination in destinations)
        {
            Check.RecordThrown(() => Array.Copy(source, destination, 3));
            switch (destination)
            {
                case double[] doubles:
                    foreach (double item in doubles)
                        Check.Record(item);
                    break;
                case float[] floats:
                    foreach (float item in floats)
                        Check.Record(item);
                    break;
                case SampleColor[] or DayOfWeek[]:
                    break;
                default:
                    foreach (object item in destination)
                        Check.Record(CollectionSamples.Show(item));
                    break;
            }
        }
    });

    private static void AddSearch<T>(TestList tests, string name, Func<int, T> make) => tests.Add("Array.IndexOf." + name, () =>
    {
        SeededRandom random = new(name.Length + 5);
        for (int size = 0; size < 80; size += 1 + size / 20)
        {
            T[] array = new T[size];
            for (int i = 0; i < size; i++)
                array[i] = make(random.Next(25));
            for (int round = 0; round < 12; round++)
            {
                T wanted = make(random.Next(28));
                Check.Record(Array.IndexOf(array, wanted));
                Check.Record(Array.LastIndexOf(array, wanted));
                int start = random.Next(size + 1);
                Check.Record(Array.IndexOf(array, wanted, start));
                Check.Record(Array.IndexOf(array, wanted, start, random.Next(size - start + 1)));
                if (start < size)
                {
                    Check.Record(Array.LastIndexOf(array, wanted, start));
                    Check.Record(Array.LastIndexOf(array, wanted, start, random.Next(start + 2)));
                }
            }
        }
    });
}
