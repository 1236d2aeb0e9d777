using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>What a collection must keep: one test for each way in which an object may be reachable.</summary>
internal static class ReachabilityTests
{
    private sealed class Box(int value)
    {
        public int Value = value;
        public Box? Next;
        public string Text = value.ToString();
    }

    private struct Entry
    {
        public int Number;
        public Box? Box;
        public long Filler;
        public string? Text;
    }

    private static class Generic<T>
    {
        public static Box? Kept;
        public static Entry Struct;
    }

    private interface IValue
    {
        int Value { get; }
    }

    private struct BoxedStruct : IValue
    {
        public Box Inner;

        public readonly int Value => Inner.Value;
    }

    private static Box? s_static;
    private static readonly Box s_readOnly = new(77);
    private static Entry s_struct;

    [ThreadStatic]
    private static Box? t_box;

    internal static void Register(TestList tests)
    {
        tests.Add("Collector.Local", static () => Keeps(new Box(1), static box => box.Value));
        tests.Add("Collector.Array", static () => Keeps(new[] { new Box(2), null, new Box(3) }, static array => array[0]!.Value + array[2]!.Value));
        tests.Add("Collector.ArrayOfStructs", static () => Keeps(Entries(50), static entries => SumOf(entries)));
        tests.Add("Collector.MultiDimensional", static () => Keeps(Grid(), static grid => grid[2, 3].Value + grid[0, 0].Value));
        tests.Add("Collector.Jagged", static () => Keeps<Box[][]>([[new(1)], [new(2), new(3)]], static rows => rows[1][1].Value));
        tests.Add("Collector.BoxedStruct", static () => Keeps<IValue>(new BoxedStruct { Inner = new Box(5) }, static value => value.Value));
        tests.Add("Collector.BoxedTuple", static () => Keeps<object>((1, new Box(6), "x"), static value => (((int, Box, string))value).Item2.Value));
        tests.Add("Collector.Closure", static () => Keeps(Capture(8), static function => function()));
        tests.Add("Collector.Multicast", static () => Keeps(Many(), static action => Run(action)));
        tests.Add("Collector.String", static () => Keeps(12345.ToString() + "abc", static text => text.Length + text[0]));
        tests.Add("Collector.List", static () => Keeps(Boxes(1000), static list => list[999].Value + list.Count));
        tests.Add("Collector.Dictionary", static () => Keeps(Table(500), static table => table["77"].Value + table.Count));
        tests.Add("Collector.Iterator", static () => Keeps(Iterate(5).GetEnumerator(), static items => Next(items) + Next(items)));
        tests.Add("Collector.Nullable", static () => Keeps<object>(new KeyValuePair<Box?, int?>(new Box(4), 5), static value => ((KeyValuePair<Box?, int?>)value).Key!.Value));
        tests.Add("Collector.DeepList", static () => Keeps(Chain(300_000), static box => Length(box)));
        tests.Add("Collector.WideArray", static () => Keeps(Wide(200_000), static array => array[199_999].Value));
        tests.Add("Collector.Cycle", Cycle);
        tests.Add("Collector.Static", Static);
        tests.Add("Collector.StaticStruct", StaticStruct);
        tests.Add("Collector.GenericStatic", GenericStatic);
        tests.Add("Collector.ReadOnlyStaticChanged", ReadOnlyStaticChanged);
        tests.Add("Collector.ThreadStatic", ThreadStatic);
        tests.Add("Collector.Span", InteriorSpan);
        tests.Add("Collector.RefToElement", InteriorElement);
        tests.Add("Collector.RefToField", InteriorField);
        tests.Add("Collector.SpanOfString", InteriorString);
        tests.Add("Collector.SpanOfLarge", InteriorLarge);
        tests.Add("Collector.Registers", Registers);
        tests.Add("Collector.Exception", InException);
        tests.Add("Collector.HashStays", HashStays);
        tests.Add("Collector.LockStays", LockStays);
        for (int size = 0; size <= 40_000; size = size * 2 + 1)
        {
            int length = size;
            tests.Add("Collector.ZeroedArray." + length.ToString(), () => Zeroed(length));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Churn()
    {
        Box? list = null;
        for (int i = 0; i < 3000; i++)
        {
            list = (i & 15) == 0 ? null : new Box(i) { Next = list };
            GC.KeepAlive(new byte[i & 511]);
        }
        GC.KeepAlive(list);
        GC.Collect();
    }

    private static void Keeps<T>(T value, Func<T, int> look)
    {
        int before = look(value);
        Churn();
        Check.Equal(before, look(value));
        Check.Record(before);
    }

    private static Entry[] Entries(int count)
    {
        Entry[] entries = new Entry[count];
        for (int i = 0; i < count; i++)
            entries[i] = new Entry { Number = i, Box = new Box(i * 3), Text = i.ToString() };
        return entries;
    }

    private static int SumOf(Entry[] entries)
    {
        int sum = 0;
        foreach (Entry entry in entries)
            sum += entry.Number + entry.Box!.Value + entry.Text!.Length + int.Parse(entry.Box.Text);
        return sum;
    }

    private static Box[,] Grid()
    {
        Box[,] grid = new Box[3, 4];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 4; column++)
                grid[row, column] = new Box(row * 10 + column);
        }
        return grid;
    }

    private static Func<int> Capture(int value)
    {
        Box box = new(value);
        return () => box.Value + box.Text.Length;
    }

    private static int s_sum;

    private static Action Many()
    {
        Action? action = null;
        for (int i = 0; i < 5; i++)
        {
            Box box = new(i);
            action += () => s_sum += box.Value;
        }
        return action!;
    }

    private static int Run(Action action)
    {
        s_sum = 0;
        action();
        return s_sum;
    }

    private static List<Box> Boxes(int count)
    {
        List<Box> list = [];
        for (int i = 0; i < count; i++)
            list.Add(new Box(i));
        return list;
    }

    private static Dictionary<string, Box> Table(int count)
    {
        Dictionary<string, Box> table = [];
        for (int i = 0; i < count; i++)
            table[i.ToString()] = new Box(i);
        return table;
    }

    private static IEnumerable<int> Iterate(int value)
    {
        Box box = new(value);
        while (true)
            yield return box.Value++ - box.Value + 1;
    }

    private static int Next(IEnumerator<int> items)
    {
        items.MoveNext();
        return items.Current;
    }

    private static Box? Chain(int length)
    {
        Box? head = null;
        for (int i = 0; i < length; i++)
            head = new Box(i & 7) { Next = head };
        return head;
    }

    private static int Length(Box? box)
    {
        int length = 0;
        for (; box is not null; box = box.Next)
            length += box.Text.Length;
        return length;
    }

    private static Box[] Wide(int length)
    {
        Box[] array = new Box[length];
        for (int i = 0; i < length; i++)
            array[i] = new Box(i & 1023);
        return array;
    }

    private static void Cycle()
    {
        Box first = new(1);
        first.Next = new Box(2) { Next = first };
        Churn();
        Check.Equal(2, first.Next.Value);
        Check.True(ReferenceEquals(first, first.Next.Next), "the cycle is closed");
    }

    private static void Static()
    {
        s_static = new Box(31);
        Churn();
        Check.Equal("31", s_static.Text);
        s_static = null;
    }

    private static void StaticStruct()
    {
        s_struct = new Entry { Number = 3, Box = new Box(32), Text = 33.ToString() };
        Churn();
        Check.Equal("33", s_struct.Text);
        Check.Equal("32", s_struct.Box!.Text);
        s_struct = default;
    }

    private static void GenericStatic()
    {
        Generic<string>.Kept = new Box(41);
        Generic<List<int>>.Kept = new Box(42);
        Generic<int>.Kept = new Box(43);
        Generic<(int, string)>.Struct.Box = new Box(44);
        Churn();
        Check.Equal(41, Generic<string>.Kept.Value);
        Check.Equal(42, Generic<List<int>>.Kept.Value);
        Check.Equal("43", Generic<int>.Kept.Text);
        Check.Equal("44", Generic<(int, string)>.Struct.Box.Text);
    }

    private static void ReadOnlyStaticChanged()
    {
        // The compiler may have put this object into the image: what it refers to later must live all the same.
        s_readOnly.Next = new Box(51);
        Churn();
        Check.Equal("51", s_readOnly.Next.Text);
        Check.Equal(77, s_readOnly.Value);
    }

    private static void ThreadStatic()
    {
        t_box = new Box(61);
        Churn();
        Check.Equal("61", t_box.Text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<int> MakeSpan() => new int[] { 1, 2, 3, 4, 5 }.AsSpan(2, 2);

    private static void InteriorSpan()
    {
        Span<int> span = MakeSpan();
        Churn();
        Check.Equal(3, span[0]);
        Check.Equal(4, span[1]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref Entry MakeElement() => ref Entries(9)[7];

    private static void InteriorElement()
    {
        ref Entry entry = ref MakeElement();
        Churn();
        Check.Equal("21", entry.Box!.Text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref string MakeField() => ref new Box(71).Text;

    private static void InteriorField()
    {
        ref string text = ref MakeField();
        Churn();
        Check.Equal("71", text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<char> MakeText() => 1234567.ToString().AsSpan(4);

    private static void InteriorString()
    {
        ReadOnlySpan<char> text = MakeText();
        Churn();
        Check.True(text.SequenceEqual("567"), "the end of a string");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<byte> MakeLarge()
    {
        byte[] bytes = new byte[300_000];
        bytes[250_000] = 9;
        return bytes.AsSpan(250_000);
    }

    private static void InteriorLarge()
    {
        Span<byte> span = MakeLarge();
        Churn();
        Check.Equal(9, (int)span[0]);
        Check.Equal(50_000, span.Length);
    }

    private static void Registers()
    {
        Box a = new(1), b = new(2), c = new(3), d = new(4), e = new(5), f = new(6), g = new(7), h = new(8);
        int sum = 0;
        for (int i = 0; i < 5; i++)
        {
            Churn();
            sum += a.Text.Length + b.Value + c.Value + d.Value + e.Value + f.Value + g.Value + h.Text.Length;
            (a, b, c, d, e, f, g, h) = (b, c, d, e, f, g, h, a);
        }
        Check.Record(sum);
    }

    private static void InException()
    {
        try
        {
            throw new InvalidOperationException(91.ToString(), new ArgumentException(92.ToString()));
        }
        catch (InvalidOperationException exception) when (Filter())
        {
            Churn();
            Check.Equal("91", exception.Message);
            Check.Equal("92", exception.InnerException!.Message);
        }
    }

    private static bool Filter()
    {
        Churn();
        return true;
    }

    private static void HashStays()
    {
        object[] objects = new object[100];
        int[] hashes = new int[objects.Length];
        for (int i = 0; i < objects.Length; i++)
        {
            objects[i] = new object();
            hashes[i] = objects[i].GetHashCode();
        }
        Churn();
        for (int i = 0; i < objects.Length; i++)
            Check.Equal(hashes[i], objects[i].GetHashCode());
    }

    private static void LockStays()
    {
        object gate = new Box(1);
        lock (gate)
        {
            lock (gate)
            {
                Churn();
                Check.True(System.Threading.Monitor.IsEntered(gate), "the lock is held");
            }
        }
        Check.True(!System.Threading.Monitor.IsEntered(gate), "the lock is free");
    }

    private static void Zeroed(int length)
    {
        for (int round = 0; round < 3; round++)
        {
            byte[] bytes = new byte[length];
            foreach (byte value in bytes)
                Check.Equal(0, (int)value);
            Array.Fill(bytes, (byte)0xff);
            object?[] objects = new object?[length / 8];
            foreach (object? value in objects)
                Check.True(value is null, "a new array holds null");
            Array.Fill(objects, bytes);
            GC.Collect();
        }
    }
}
