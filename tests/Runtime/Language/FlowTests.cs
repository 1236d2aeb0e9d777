using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>Iterators, pattern matching, switches, records, tuples, ranges, collection expressions.</summary>
internal static class FlowTests
{
    private abstract record Shape(string Name);

    private sealed record Circle(int Radius) : Shape("circle");

    private sealed record Box(int Width, int Height) : Shape("box");

    private record struct Pixel(int X, int Y)
    {
        public readonly int Sum => X + Y;
    }

    private readonly record struct Tagged<T>(T Value, string? Tag = null);

    private record Person(string First, string Last)
    {
        public int Age { get; init; }

        protected virtual bool PrintMembers(StringBuilder builder)
        {
            builder.Append("who = ").Append(First).Append(' ').Append(Last);
            return true;
        }
    }

    private sealed record Employee(string First, string Last, Person? Boss) : Person(First, Last);

    private sealed class Log : IDisposable
    {
        public static string Text = "";

        public void Dispose() => Text += "disposed;";
    }

    private sealed class Bag : IEnumerable<int>
    {
        private readonly List<int> _items = [];

        public void Add(int item) => _items.Add(item * 2);

        public IEnumerator<int> GetEnumerator() => _items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Window(int[] items)
    {
        public int Count => items.Length;

        public int this[int index] => items[index];

        public int[] Slice(int start, int length) => items[start..(start + length)];
    }

    internal static void Register(TestList tests)
    {
        AddIterators(tests);
        AddPatterns(tests);
        AddRecords(tests);
        AddCollections(tests);
    }

    private static void AddIterators(TestList tests)
    {
        tests.Add("Iterators.Lazy", static () =>
        {
            Log.Text = "";
            IEnumerable<int> numbers = Numbers(3);
            Check.Equal("", Log.Text);
            int sum = 0;
            foreach (int number in numbers)
                sum += number;
            Check.Equal(6, sum);
            Check.Equal("start;1;2;3;end;disposed;", Log.Text);
        });
        tests.Add("Iterators.BreakRunsFinally", static () =>
        {
            Log.Text = "";
            foreach (int number in Numbers(10))
            {
                if (number == 2)
                    break;
            }
            Check.Equal("start;1;2;disposed;", Log.Text);
        });
        tests.Add("Iterators.EnumeratedTwice", static () =>
        {
            IEnumerable<int> numbers = Numbers(2);
            int sum = 0;
            foreach (int outer in numbers)
            {
                foreach (int inner in numbers)
                    sum += outer * 10 + inner;
            }
            Check.Equal(66, sum);
        });
        tests.Add("Iterators.Nested", static () =>
        {
            string text = "";
            foreach (string leaf in Walk(3))
                text += leaf;
            Check.Equal("abacaba", text);
        });
        tests.Add("Iterators.Generic", static () =>
        {
            string text = "";
            foreach (string item in Repeat("x", 3))
                text += item;
            foreach (int item in Repeat(7, 2))
                text += item;
            Check.Equal("xxx77", text);
        });
        tests.Add("Iterators.ThrowInTheMiddle", static () =>
        {
            int seen = 0;
            Check.Throws<InvalidOperationException>(
                () =>
                {
                    foreach (int item in Failing())
                        seen += item;
                },
                "in the middle");
            Check.Equal(3, seen);
        });
        tests.Add("Iterators.NonGeneric", static () =>
        {
            System.Collections.IEnumerable numbers = Numbers(3);
            int sum = 0;
            foreach (object number in numbers)
                sum += (int)number;
            Check.Equal(6, sum);
        });
    }

    private static IEnumerable<int> Numbers(int count)
    {
        using Log log = new();
        Log.Text += "start;";
        for (int i = 1; i <= count; i++)
        {
            Log.Text += i + ";";
            yield return i;
        }
        Log.Text += "end;";
    }

    private static IEnumerable<string> Walk(int depth)
    {
        if (depth == 0)
            yield break;
        foreach (string item in Walk(depth - 1))
            yield return item;
        yield return ((char)('a' + depth - 1)).ToString();
        foreach (string item in Walk(depth - 1))
            yield return item;
    }

    private static IEnumerable<T> Repeat<T>(T item, int count)
    {
        while (count-- > 0)
            yield return item;
    }

    private static IEnumerable<int> Failing()
    {
        yield return 1;
        yield return 2;
        throw new InvalidOperationException("in the middle");
    }

    private static void AddPatterns(TestList tests)
    {
        object?[] values =
        [
            null, 0, 1, -5, 42, 100, 2L, 3.5, "", "abc", "abcdef", 'x', true, new Circle(3), new Box(2, 2), new Box(2, 5), new int[0], (int[])[1, 2, 3], (int[])[1, 9],
            (1, 2), (0, "z"), new Pixel(3, 4), DayOfWeek.Friday, new List<int> { 1, 2 }, typeof(string), new Exception("e"),
        ];
        for (int i = 0; i < values.Length; i++)
        {
            object? value = values[i];
            tests.Add("Patterns.Classify" + i.ToString(), () => Check.Record(Classify(value)));
        }

        foreach (string text in (string[])["", "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "Ten", "eleven"])
        {
            string word = text;
            tests.Add("Patterns.StringSwitch:" + word, () => Check.Record(NumberOf(word)));
        }

        tests.Add("Patterns.SwitchWithoutMatch", static () =>
        {
            object value = 5;
#pragma warning disable CS8509 // Not exhaustive: that is the question.
            Check.RecordThrown(() => _ = value switch { string => 1, long => 2 });
#pragma warning restore CS8509
        });
        tests.Add("Patterns.GotoCase", static () =>
        {
            string log = "";
            for (int i = 0; i < 4; i++)
            {
                switch (i)
                {
                    case 0:
                        log += "0";
                        goto case 2;
                    case 1:
                        log += "1";
                        break;
                    case 2:
                        log += "2";
                        goto default;
                    default:
                        log += "d";
                        break;
                }
            }
            Check.Equal("02d12dd", log);
        });
        tests.Add("Patterns.SparseAndDenseSwitch", static () =>
        {
            long sum = 0;
            foreach (long key in (long[])[0, 1, 2, 3, 4, 5, 1000, 1_000_000, -1, long.MaxValue, long.MinValue, 4_294_967_296])
            {
                sum = sum * 17 + key switch
                {
                    0 => 1, 1 => 2, 2 => 3, 3 => 5, 4 => 7, 5 => 11, 1000 => 13, 1_000_000 => 17, long.MaxValue => 19, long.MinValue => 23, 4_294_967_296 => 29, _ => 31,
                };
            }
            Check.Record(sum);
        });
    }

    private static string Classify(object? value) => value switch
    {
        null => "null",
        0 => "zero",
        int and > 0 and < 10 => "digit",
        int n when n < 0 => "negative " + n,
        42 or 43 => "answer",
        int => "int",
        long l => "long " + l,
        double and > 3 => "big double",
        "" => "empty",
        string { Length: 3 } s => "three " + s,
        string s => "string " + s.Length,
        char c and >= 'a' and <= 'z' => "letter " + c,
        bool b => b ? "yes" : "no",
        Circle { Radius: var r } => "circle " + r,
        Box(var w, var h) when w == h => "square " + w,
        Box { Name.Length: 3, Height: > 4 } => "tall box",
        int[] and [] => "no ints",
        int[] and [1, .. var rest, 3] => "1.." + rest.Length + "..3",
        int[] and [var first, not 2] => "pair from " + first,
        (int a, int b) => "tuple " + (a + b),
        (0, string s) => "mixed " + s,
        Pixel { Sum: 7 } => "pixel of seven",
        DayOfWeek.Friday or DayOfWeek.Saturday => "day",
        List<int> { Count: var count } and [_, 2] => "list " + count,
        Type t => t.Name,
        _ => "other",
    };

    private static int NumberOf(string word) => word switch
    {
        "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, "nine" => 9, "ten" => 10, "" => 0, _ => -1,
    };

    private static void AddRecords(TestList tests)
    {
        tests.Add("Records.ToString", static () =>
        {
            Check.Record(new Circle(2).ToString());
            Check.Record(new Box(1, 2).ToString());
            Check.Record(new Pixel(1, 2).ToString());
            Check.Record(new Tagged<string>("v").ToString());
            Check.Record(new Tagged<int>(4, "t").ToString());
            Check.Record(new Person("A", "B").ToString());
            Check.Record(new Employee("C", "D", new Person("A", "B")).ToString());
        });
        tests.Add("Records.Equality", static () =>
        {
            Check.True(new Circle(2) == new Circle(2));
            Check.True(new Circle(2) != new Circle(3));
            Shape shape = new Circle(2);
            Check.True(shape.Equals(new Circle(2)));
            Check.False(new Person("A", "B") == new Employee("A", "B", null));
            Check.Equal(new Box(1, 2).GetHashCode(), new Box(1, 2).GetHashCode());
            Check.True(new Pixel(1, 2) == new Pixel(1, 2));
            Check.True(new Tagged<string>("a", "b").Equals(new Tagged<string>("a", "b")));
            Check.False(new Tagged<string>("a").Equals(new Tagged<string>("a", "b")));
        });
        tests.Add("Records.With", static () =>
        {
            Person person = new("A", "B") { Age = 3 };
            Person older = person with { Age = 4 };
            Check.Equal(3, person.Age);
            Check.Equal(4, older.Age);
            Check.Equal("B", older.Last);
            Pixel pixel = new Pixel(1, 2) with { Y = 5 };
            Check.Equal(6, pixel.Sum);
            Person boss = new Employee("E", "F", person) with { First = "G" };
            Check.True(boss is Employee { First: "G", Boss.Age: 3 });
        });
        tests.Add("Records.Deconstruct", static () =>
        {
            (int width, int height) = new Box(3, 4);
            var (x, y) = new Pixel(5, 6);
            Check.Equal(3456, width * 1000 + height * 100 + x * 10 + y);
        });
        tests.Add("Records.AnonymousTypes", static () =>
        {
            var one = new { Name = "n", Count = 2 };
            var two = new { Name = "n", Count = 2 };
            Check.True(one.Equals(two));
            Check.Equal("{ Name = n, Count = 2 }", one.ToString());
            Check.Equal(3, (one with { Count = 3 }).Count);
            Check.Equal(one.GetHashCode(), two.GetHashCode());
        });
        tests.Add("Records.TupleAssignment", static () =>
        {
            int a = 1, b = 2, c = 3;
            (a, b, c) = (c, a, b);
            Check.Equal(312, a * 100 + b * 10 + c);
            Check.True((a, b) == (3, 1));
            Check.True((a, "x") != (3, "y"));
        });
    }

    private static void AddCollections(TestList tests)
    {
        tests.Add("Collections.ExpressionsAndSpreads", static () =>
        {
            int[] first = [1, 2];
            List<int> second = [3, .. first, 4];
            ReadOnlySpan<int> third = [.. second, .. first];
            Span<string> texts = ["a", "b"];
            IEnumerable<int> fourth = [5, .. third];
            HashSet<int> fifth = [1, 1, 2];
            string text = "";
            foreach (int item in fourth)
                text += item;
            Check.Equal("531241" + "2", text);
            Check.Equal("b", texts[1]);
            Check.Equal(2, fifth.Count);
            IReadOnlyList<int> frozen = [7, 8];
            Check.Equal(8, frozen[1]);
        });
        tests.Add("Collections.Initializers", static () =>
        {
            Bag bag = new() { 1, 2, 3 };
            int sum = 0;
            foreach (int item in bag)
                sum += item;
            Check.Equal(12, sum);
            Dictionary<string, int> map = new() { ["a"] = 1, ["b"] = 2 };
            Check.Equal(3, map["a"] + map["b"]);
        });
        tests.Add("Collections.RangesAndIndexes", static () =>
        {
            int[] numbers = [0, 1, 2, 3, 4, 5];
            Check.Equal(5, numbers[^1]);
            Check.Sequence((int[])[2, 3], numbers[2..4]);
            Check.Sequence((int[])[4, 5], numbers[^2..]);
            Check.Equal("bcd", "abcde"[1..^1]);
            Check.Sequence<int>([1, 2], numbers.AsSpan()[1..3]);
            Window window = new(numbers);
            Check.Equal(4, window[^2]);
            Check.Sequence((int[])[1, 2, 3, 4], window[1..^1]);
            Check.RecordThrown(() => _ = numbers[4..3]);
            Check.RecordThrown(() => _ = numbers[^7]);
            Check.RecordThrown(() => _ = "abc"[2..5]);
        });
        tests.Add("Collections.ForeachOverSpans", static () =>
        {
            Span<int> numbers = [1, 2, 3];
            foreach (ref int number in numbers)
                number *= 2;
            int sum = 0;
            foreach (int number in numbers)
                sum += number;
            Check.Equal(12, sum);
        });
        tests.Add("Collections.ParamsSpans", static () => Check.Equal(10, Sum(1, 2, 3, 4) + Sum()));
    }

    private static int Sum(params ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int value in values)
            sum += value;
        return sum;
    }
}
