using System.Diagnostics.CodeAnalysis;

namespace Diesis.Tests.Runtime;

/// <summary>What C# 11 to 14 brought: extension members, the field keyword, null-conditional assignment, compound operators, partial and required members.</summary>
internal static partial class ModernTests
{
    private sealed class Thermometer
    {
        public int Degrees
        {
            get;
            set => field = value < -273 ? -273 : value;
        }

        public string Label { get => field ?? "none"; set; }

        public int Lazy => field == 0 ? field = 41 + 1 : field;
    }

    private sealed class Settings
    {
        public required string Name { get; init; }

        public required int Size;

        public Settings? Next { get; set; }

        public int[]? Values { get; set; }

        public event Action? Changed;

        public int Handlers => Changed?.GetInvocationList().Length ?? 0;
    }

    private sealed class Derived : Base
    {
        [SetsRequiredMembers]
        public Derived() => Id = 3;
    }

    private class Base
    {
        public required int Id { get; init; }
    }

    private sealed class Tally
    {
        public int Count;
        public int Allocations = 1;

        public void operator +=(int added) => Count += added;

        public void operator ++() => Count++;

        public static Tally operator +(Tally left, int right) => new() { Count = left.Count + right, Allocations = left.Allocations + 1 };
    }

    private struct Vector(int x, int y)
    {
        public int X = x;
        public int Y = y;

        public void operator *=(int factor)
        {
            X *= factor;
            Y *= factor;
        }

        public static explicit operator checked byte(Vector vector) => checked((byte)vector.X);

        public static explicit operator byte(Vector vector) => unchecked((byte)vector.X);

        public static Vector operator >>>(Vector vector, int count) => new(vector.X >>> count, vector.Y >>> count);
    }

    private sealed partial class Split
    {
        public partial Split(string name);

        public partial string Name { get; }

        public partial int this[int index] { get; }

        private partial int Twice(int value);

        public int Run(int value) => Twice(value);
    }

    private sealed partial class Split
    {
        private readonly string _name;

        public partial Split(string name) => _name = name + "!";

        public partial string Name => _name;

        public partial int this[int index] => index * 3;

        private partial int Twice(int value) => value * 2;
    }

    private sealed class Primary(int start, params string[] words)
    {
        private int _calls = 1;

        public string Next() => words[_calls++ % words.Length] + start;
    }

    private sealed class Point(int x)
    {
        public int X => x;

        public static bool operator true(Point point) => point.X != 0;

        public static bool operator false(Point point) => point.X == 0;

        public static Point operator &(Point left, Point right) => new(left.X & right.X);

        public static Point operator |(Point left, Point right) => new(left.X | right.X);

        public static implicit operator Point(int value) => new(value);
    }

    internal static void Register(TestList tests)
    {
        tests.Add("CSharp14.FieldKeyword", static () =>
        {
            Thermometer thermometer = new() { Degrees = -500 };
            Check.Equal(-273, thermometer.Degrees);
            thermometer.Degrees = 20;
            Check.Equal(20, thermometer.Degrees);
            Check.Equal("none", thermometer.Label);
            thermometer.Label = "x";
            Check.Equal("x", thermometer.Label);
            Check.Equal(42, thermometer.Lazy);
        });
        tests.Add("CSharp14.ExtensionMembers", static () =>
        {
            Check.True("".IsBlank);
            Check.False("a".IsBlank);
            Check.Equal("ababab", "ab".Times(3));
            Check.Equal("-", string.Dash);
            Check.Equal("a-b", string.Dashed("a", "b"));
            int[] numbers = [4, 5, 6];
            Check.Equal(6, numbers.LastItem);
            Check.Equal("b", new List<string> { "a", "b" }.ToArray().LastItem);
            Check.Equal("abab", "ab" * 2);
        });
        tests.Add("CSharp14.NullConditionalAssignment", static () =>
        {
            Settings? none = null;
            Settings? some = new() { Name = "n", Size = 1, Values = [1, 2] };
            int evaluated = 0;
            int Next()
            {
                evaluated++;
                return 9;
            }
            none?.Size = Next();
            some?.Size = Next();
            some?.Next?.Size = Next();
            some?.Values?[1] += Next();
            none?.Changed += static () => { };
            some?.Changed += static () => { };
            Check.Equal(2, evaluated);
            Check.Equal(9, some!.Size);
            Check.Equal(11, some.Values![1]);
            Check.Equal(1, some.Handlers);
        });
        tests.Add("CSharp14.CompoundOperatorsInPlace", static () =>
        {
            Tally tally = new();
            Tally same = tally;
            tally += 5;
            tally++;
            Check.Same(same, tally);
            Check.Equal(6, tally.Count);
            Tally other = tally + 4;
            Check.Equal(10, other.Count);
            Check.Equal(2, other.Allocations);
            Vector vector = new(2, 3);
            vector *= 10;
            Check.Equal(50, vector.X + vector.Y);
        });
        tests.Add("CSharp14.PartialMembers", static () =>
        {
            Split split = new("n");
            Check.Equal("n!", split.Name);
            Check.Equal(12, split[4]);
            Check.Equal(10, split.Run(5));
        });
        tests.Add("CSharp14.LambdaModifiersWithoutTypes", static () =>
        {
            TryParse parse = static (text, out result) => (result = text.Length) > 2;
            Check.True(parse("abc", out int length));
            Check.Equal(3, length);
        });
        tests.Add("CSharp14.UnboundNameof", static () => Check.Equal("List", nameof(List<>)));
        tests.Add("CSharp14.SpanConversions", static () =>
        {
            string text = "needle in hay";
            Check.Equal(7, IndexOf(text, "in"));
            char[] letters = ['a', 'b'];
            Check.Equal(1, IndexOf(letters, "b"));
        });
        tests.Add("Modern.RequiredMembers", static () =>
        {
            Settings settings = new() { Name = "n", Size = 2 };
            Check.Equal("n2", settings.Name + settings.Size);
            Check.Equal(3, new Derived().Id);
            Check.Equal(4, new Base { Id = 4 }.Id);
        });
        tests.Add("Modern.CheckedOperators", static () =>
        {
            Vector vector = new(300, 0);
            Check.Equal(44, (byte)vector);
            Check.Throws<OverflowException>(() => _ = checked((byte)vector));
            Check.Equal(75, (vector >>> 2).X);
        });
        tests.Add("Modern.PrimaryConstructors", static () =>
        {
            Primary primary = new(1, "a", "b", "c");
            Check.Equal("b1c1a1", primary.Next() + primary.Next() + primary.Next());
        });
        tests.Add("Modern.UserDefinedLogic", static () =>
        {
            Point zero = 0;
            Point six = 6;
            Point three = 3;
            Check.Equal(2, (six && three).X);
            Check.Equal(0, (zero && three).X);
            Check.Equal(6, (six || three).X);
            Check.Equal(3, (zero || three).X);
            Check.Equal("yes", six ? "yes" : "no");
        });
        tests.Add("Modern.RawStringsAndInterpolation", static () =>
        {
            int number = 42;
            string text = $$"""
                {"n": {{number}}, "half": {{number / 2.0}}}
                  "quoted"
                """;
            Check.Record(text);
            Check.Record($"[{number,6}|{number,-6}|{number:x4}|{(number > 1 ? "big" : "small")}]");
            const string Name = "x";
            const string Constant = $"<{Name}>";
            Check.Equal("<x>", Constant);
        });
        tests.Add("Modern.ListPatternsOnSpans", static () =>
        {
            ReadOnlySpan<char> text = "GET /index";
            Check.True(text is ['G', 'E', 'T', ' ', .. var path] && path.Length == 6);
            Check.True(text is "GET /index");
        });
        tests.Add("Modern.StaticLocalsAndTargetTypedNew", static () =>
        {
            Dictionary<string, List<int>> map = new() { ["a"] = new() { 1 }, ["b"] = [2, 3] };
            map["a"].AddRange([4, 5]);
            Check.Equal(3, map["a"].Count);
            Check.Equal(2, map["b"].Count);
        });
        tests.Add("Modern.ScopedAndRefReadonlyParameters", static () =>
        {
            int value = 4;
            Check.Equal(9, Add(ref value, 5));
        });
        tests.Add("Modern.ForeachWithExtensionEnumerator", static () =>
        {
            int sum = 0;
            foreach (int i in 2..5)
                sum = sum * 10 + i;
            Check.Equal(234, sum);
        });
        tests.Add("Modern.LockStatementOnLock", static () =>
        {
            System.Threading.Lock gate = new();
            lock (gate)
                Check.True(gate.IsHeldByCurrentThread);
            Check.False(gate.IsHeldByCurrentThread);
        });
    }

    private delegate bool TryParse(string text, out int result);

    private static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> part) => text.IndexOf(part);

    private static int Add(scoped ref readonly int left, int right) => left + right;

    private static IEnumerator<int> GetEnumerator(this Range range)
    {
        for (int i = range.Start.Value; i < range.End.Value; i++)
            yield return i;
    }

    extension(string text)
    {
        private bool IsBlank => text.Length == 0;

        private string Times(int count)
        {
            string result = "";
            for (int i = 0; i < count; i++)
                result += text;
            return result;
        }

        private static string Dash => "-";

        private static string Dashed(string left, string right) => left + string.Dash + right;

        public static string operator *(string left, int count) => left.Times(count);
    }

    extension<T>(T[] items)
    {
        private T LastItem => items[^1];
    }
}
