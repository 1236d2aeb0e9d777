namespace Diesis.Tests.Runtime;

/// <summary>Structs as ValueType and Object see them, and names of types.</summary>
internal static class ValueTypeTests
{
    private struct Plain(int a, long b)
    {
        public int A = a;
        public long B = b;
    }

    private struct WithReference(string text, int number)
    {
        public string Text = text;
        public int Number = number;
    }

    private struct WithFloat(double value)
    {
        public double Value = value;
    }

    private struct Outer(WithReference inner, int tail)
    {
        public WithReference Inner = inner;
        public int Tail = tail;
    }

    private struct Overrides(int value)
    {
        public int Value = value;

        public override readonly bool Equals(object? other) => other is Overrides o && o.Value / 10 == Value / 10;

        public override readonly int GetHashCode() => Value / 10;

        public override readonly string ToString() => "#" + Value;
    }

    private struct HoldsOverrides(Overrides value, string text)
    {
        public Overrides Value = value;
        public string Text = text;
    }

    private struct Empty;

    private struct Generic<T>(T value)
    {
        public T Value = value;
    }

    private class Plainest;

    private enum Colour
    {
        Red,
        Green,
    }

    private sealed class Deep
    {
        internal sealed class Deeper<T>
        {
            internal struct Deepest;
        }
    }

    internal static void Register(TestList tests)
    {
        tests.Add("ValueTypes.EqualsByBytes", static () =>
        {
            Check.True(new Plain(1, 2).Equals(new Plain(1, 2)));
            Check.False(new Plain(1, 2).Equals(new Plain(1, 3)));
            Check.False(new Plain(1, 2).Equals(null));
            Check.False(new Plain(1, 2).Equals(1));
            Check.True(new Empty().Equals(new Empty()));
        });
        tests.Add("ValueTypes.EqualsByFields", static () =>
        {
            Check.True(new WithReference("ab", 1).Equals(new WithReference(new string(['a', 'b']), 1)));
            Check.False(new WithReference("ab", 1).Equals(new WithReference("ab", 2)));
            Check.False(new WithReference(null!, 1).Equals(new WithReference("x", 1)));
            Check.True(new WithReference(null!, 1).Equals(new WithReference(null!, 1)));
        });
        tests.Add("ValueTypes.EqualsOfFloats", static () =>
        {
            Check.True(new WithFloat(double.NaN).Equals(new WithFloat(double.NaN)));
            Check.True(new WithFloat(0.0).Equals(new WithFloat(-0.0)));
        });
        tests.Add("ValueTypes.EqualsNested", static () =>
        {
            Check.True(new Outer(new WithReference("a", 1), 2).Equals(new Outer(new WithReference("a", 1), 2)));
            Check.False(new Outer(new WithReference("a", 1), 2).Equals(new Outer(new WithReference("b", 1), 2)));
            Check.True(new HoldsOverrides(new Overrides(11), "t").Equals(new HoldsOverrides(new Overrides(19), "t")));
        });
        tests.Add("ValueTypes.EqualsGeneric", static () =>
        {
            Check.True(new Generic<string>("a").Equals(new Generic<string>("a")));
            Check.False(new Generic<object>("a").Equals(new Generic<string>("a")));
            Check.True(new Generic<int>(1).Equals(new Generic<int>(1)));
        });
        tests.Add("ValueTypes.HashCodes", static () =>
        {
            Check.Equal(new Plain(1, 2).GetHashCode(), new Plain(1, 2).GetHashCode());
            Check.Equal(new WithReference("a", 1).GetHashCode(), new WithReference("a", 1).GetHashCode());
            Check.Equal(new Outer(new WithReference("a", 1), 2).GetHashCode(), new Outer(new WithReference("a", 1), 2).GetHashCode());
            Check.Equal(4, new Overrides(42).GetHashCode());
        });
        tests.Add("ValueTypes.AsKeys", static () =>
        {
            Dictionary<WithReference, int> map = [];
            for (int i = 0; i < 100; i++)
                map[new WithReference("k" + (i % 10), i % 3)] = i;
            Check.Equal(30, map.Count);
            Check.Equal(90, map[new WithReference("k0", 0)]);
        });
        tests.Add("ValueTypes.ToString", static () =>
        {
            Check.Record(new Plain(1, 2).ToString());
            Check.Record(new Overrides(5).ToString());
            Check.Record(new Generic<int>(5).ToString());
            Check.Record(new Generic<string>("x").ToString());
            Check.Record(((object)Colour.Green).ToString());
        });
        tests.Add("Objects.ToStringAndIdentity", static () =>
        {
            Plainest one = new();
            Plainest two = new();
            Check.Record(one.ToString());
            Check.Record(new object().ToString());
            Check.Record(new int[3].ToString());
            Check.Record(new List<string>().ToString());
            Check.False(one.Equals(two));
            Check.True(one.Equals(one));
            Check.True(Equals(null, null));
            Check.Equal(one.GetHashCode(), one.GetHashCode());
            Check.False(Equals(one, null));
        });
        tests.Add("Objects.MemberwiseCloneOfArrays", static () =>
        {
            string[] texts = ["a", "b"];
            string[] copy = (string[])texts.Clone();
            copy[0] = "c";
            Check.Equal("a", texts[0]);
            Check.Equal("b", copy[1]);
            int[,] grid = { { 1, 2 }, { 3, 4 } };
            Check.Equal(4, ((int[,])grid.Clone())[1, 1]);
        });
        Type[] types =
        [
            typeof(int), typeof(string), typeof(object), typeof(int[]), typeof(string[,]), typeof(int[][,,]), typeof(int?), typeof(List<int>), typeof(Dictionary<string, List<int?>>),
            typeof(Colour), typeof(Deep), typeof(Deep.Deeper<int>), typeof(Deep.Deeper<string>.Deepest), typeof(Plain), typeof(Generic<Colour>), typeof(Action), typeof(Func<int, string>),
            typeof((int, string)), typeof(ValueType), typeof(Enum), typeof(IDisposable), typeof(IEnumerable<KeyValuePair<int, string>>), typeof(Colour[]), typeof(Generic<int>[]), typeof(Span<byte>),
            typeof(nint), typeof(bool), typeof(Exception), typeof(ValueTypeTests),
        ];
        for (int i = 0; i < types.Length; i++)
        {
            Type type = types[i];
            tests.Add("TypeNames." + i.ToString() + "." + type.Name, () =>
            {
                Check.Record(type.Name);
                Check.Record(type.Namespace);
                Check.Record(type.ToString());
                Check.Record(type.IsValueType);
                Check.Record(type.IsEnum);
                Check.Record(type.IsArray);
                Check.Record(type.IsInterface);
                Check.Record(type.IsGenericType);
                Check.Record(type.IsClass);
            });
        }
        foreach (Type plain in (Type[])[typeof(int), typeof(Colour), typeof(Deep), typeof(Plain), typeof(int[]), typeof(string[,]), typeof(IDisposable)])
        {
            Type type = plain;
            tests.Add("TypeNames.FullName." + type.Name, () => Check.Record(type.FullName));
        }
        tests.Add("Types.Identity", static () =>
        {
            object text = "x";
            Check.Same(typeof(string), text.GetType());
            Check.Same(typeof(List<int>), new List<int>().GetType());
            Check.True(typeof(Generic<string>) != typeof(Generic<object>));
            Check.Same(typeof(int), ((object)5).GetType());
            Check.Same(TypeOf<Version>(), typeof(Version));
            Check.Same(TypeOf<int[]>(), new int[2].GetType());
        });
        tests.Add("Types.Relations", static () =>
        {
            Check.Same(typeof(object), typeof(string).BaseType);
            Check.Same(typeof(ValueType), typeof(int).BaseType);
            Check.Same(typeof(Enum), typeof(Colour).BaseType);
            Check.Null(typeof(object).BaseType);
            Check.Same(typeof(Array), typeof(int[]).BaseType);
            Check.Same(typeof(int), typeof(int[]).GetElementType());
            Check.True(typeof(object).IsAssignableFrom(typeof(string)));
            Check.True(typeof(IEnumerable<object>).IsAssignableFrom(typeof(List<string>)));
            Check.False(typeof(string).IsAssignableFrom(typeof(object)));
            Check.True(typeof(Exception).IsAssignableFrom(typeof(ArgumentException)));
            Check.True(typeof(ArgumentException).IsSubclassOf(typeof(Exception)));
            Check.True(typeof(IComparable).IsInstanceOfType(5));
        });
    }

    private static Type TypeOf<T>() => typeof(T);
}
