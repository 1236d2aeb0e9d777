using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>Virtual methods, covariant returns, static abstract members, generic classes.</summary>
internal static class VirtualTests
{
    private abstract class Animal
    {
        public abstract string Sound();

        public virtual string Twice() => Sound() + Sound();

        public virtual Animal Clone() => this;

        public virtual object Tag => "animal";

        public override string ToString() => "<" + Sound() + ">";
    }

    private class Dog : Animal
    {
        public override string Sound() => "w";

        public override Dog Clone() => new();

        public override string Tag => "dog";
    }

    private sealed class Puppy : Dog
    {
        public sealed override string Sound() => base.Sound() + "i";

        public override Puppy Clone() => new();

        public override string Tag => "puppy " + base.Tag;
    }

    private sealed class Cat : Animal
    {
        public override string Sound() => "m";

        public override string Twice() => "purr " + base.Twice();
    }

    private class Hiding
    {
        public virtual string Name() => "A";
    }

    private class HidingMore : Hiding
    {
        public new virtual string Name() => "B";
    }

    private sealed class HidingMost : HidingMore
    {
        public override string Name() => "C";
    }

    private interface IZero<TSelf> where TSelf : IZero<TSelf>
    {
        static abstract TSelf Zero { get; }

        static abstract TSelf operator +(TSelf left, TSelf right);

        static virtual string Describe(TSelf value) => "value " + value.ToString();
    }

    private readonly struct Metres(int count) : IZero<Metres>
    {
        public static Metres Zero => new(0);

        public static Metres operator +(Metres left, Metres right) => new(left.Count + right.Count);

        public int Count { get; } = count;

        public override string ToString() => Count.ToString() + " m";
    }

    private sealed class Word(string text) : IZero<Word>
    {
        public static Word Zero => new("");

        public static Word operator +(Word left, Word right) => new(left.ToString() + right.ToString());

        public static string Describe(Word value) => "word " + value.ToString();

        public override string ToString() => text;
    }

    private class Counter<T>
    {
        public static int Made;

        public static readonly List<T> All = [];

        public Counter(T value)
        {
            Made++;
            All.Add(value);
        }

        public virtual string Show(T value) => typeof(T).Name + ":" + value;
    }

    private sealed class SpecialCounter<T>(T value) : Counter<T>(value)
    {
        public override string Show(T value) => "special " + base.Show(value);
    }

    private abstract class Curious<TSelf> where TSelf : Curious<TSelf>, new()
    {
        public static TSelf Make() => new();

        public abstract string Who();
    }

    private sealed class First : Curious<First>
    {
        public override string Who() => "first";
    }

    private sealed class Second : Curious<Second>
    {
        public override string Who() => "second";
    }

    private class CallsVirtualInConstructor
    {
        public string Seen;

        public CallsVirtualInConstructor() => Seen = Name();

        protected virtual string Name() => "base";
    }

    private sealed class SetsInInitializer : CallsVirtualInConstructor
    {
        private readonly string _before = "initialized";
        private readonly string? _after;

        public SetsInInitializer() => _after = "constructed";

        protected override string Name() => _before + "," + (_after ?? "null");
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Virtual.AbstractAndOverride", static () =>
        {
            string text = "";
            foreach (Animal animal in (Animal[])[new Dog(), new Puppy(), new Cat()])
                text += animal.Twice() + animal + ";";
            Check.Equal("ww<w>;wiwi<wi>;purr mm<m>;", text);
        });
        tests.Add("Virtual.CovariantReturn", static () =>
        {
            Animal animal = new Puppy();
            Dog dog = new Puppy();
            Check.True(animal.Clone() is Puppy, "through the base");
            Check.True(dog.Clone() is Puppy, "through the middle");
            Check.False(ReferenceEquals(animal, animal.Clone()));
            Check.True(new Dog().Clone().GetType() == typeof(Dog));
            Animal cat = new Cat();
            Check.Same(cat, cat.Clone());
        });
        tests.Add("Virtual.CovariantProperty", static () =>
        {
            Animal animal = new Puppy();
            Check.Equal("puppy dog", (string)animal.Tag);
            Dog dog = new();
            Check.Equal(3, dog.Tag.Length);
            Check.Equal("animal", (string)new Cat().Tag);
        });
        tests.Add("Virtual.NewSlot", static () =>
        {
            HidingMost value = new();
            Check.Equal("A C C", ((Hiding)value).Name() + " " + ((HidingMore)value).Name() + " " + value.Name());
        });
        tests.Add("Virtual.CalledInConstructor", static () => Check.Equal("initialized,null", new SetsInInitializer().Seen));
        tests.Add("Virtual.NullReceiver", static () =>
        {
            Animal? none = Nothing();
            Check.Throws<NullReferenceException>(() => none!.Sound());
        });
        tests.Add("Virtual.SealedOnNull", static () =>
        {
            Puppy? none = Nothing() as Puppy;
            Check.Throws<NullReferenceException>(() => none!.Sound());
        });
        tests.Add("Virtual.NonVirtualOnNull", static () =>
        {
            string? none = Nothing()?.ToString();
            Check.Throws<NullReferenceException>(() => none!.Substring(1));
        });
        tests.Add("Virtual.StaticAbstractOnStruct", static () => Check.Equal("value 6 m", Sum([new Metres(1), new Metres(2), new Metres(3)])));
        tests.Add("Virtual.StaticAbstractOnClass", static () => Check.Equal("word abc", Sum([new Word("a"), new Word("b"), new Word("c")])));
        tests.Add("Virtual.GenericStaticsPerInstantiation", static () =>
        {
            int before = Counter<Version>.Made;
            _ = new Counter<Version>(new Version(1, 0));
            _ = new SpecialCounter<Version>(new Version(2, 0));
            _ = new Counter<Uri2>(new Uri2());
            _ = new Counter<long>(5);
            Check.Equal(before + 2, Counter<Version>.Made);
            Check.Equal(1, Counter<Uri2>.Made);
            Check.Equal(1, Counter<long>.All.Count);
            Check.Equal("2.0", Counter<Version>.All[^1].ToString());
        });
        tests.Add("Virtual.SharedGenericKnowsItsArgument", static () =>
        {
            Counter<string> text = new SpecialCounter<string>("x");
            Counter<object> thing = new SpecialCounter<object>("y");
            Check.Equal("special String:a", text.Show("a"));
            Check.Equal("special Object:b", thing.Show("b"));
        });
        tests.Add("Virtual.CuriouslyRecurring", static () => Check.Equal("first second", First.Make().Who() + " " + Second.Make().Who()));
        tests.Add("Virtual.GenericMethodTypeArguments", static () =>
        {
            Check.Equal("String,Int32", Names<string, int>());
            Check.Equal("Object,List`1", Names<object, List<string>>());
            Check.Equal("Int64[],Nullable`1", Names<long[], int?>());
        });
        tests.Add("Virtual.GenericRecursionThroughStructs", static () => Check.Equal(4, Depth<int>(3)));
        tests.Add("Virtual.NewConstraint", static () =>
        {
            Check.Equal(0, Create<List<int>>().Count);
            Check.Equal(0, Create<int>());
            Check.Equal("first", Create<First>().Who());
            Check.Equal(5, Create<WithConstructor>().Number);
            Check.Equal("made", Create<SharedWithConstructor<string>>().Text);
            Check.Equal("made", Create<SharedWithConstructor<int>>().Text);
            Check.RecordThrown(static () => _ = Create<FailsToConstruct>());
        });
        tests.Add("Virtual.DefaultOfTypeParameter", static () =>
        {
            Check.Null(Default<string>());
            Check.Equal(0, Default<int>());
            Check.True(Default<int?>() is null);
            Check.Equal(0L, Default<(long, string)>().Item1);
        });
        tests.Add("Virtual.ConstrainedCallDoesNotBox", static () =>
        {
            Mutable value = new();
            Increment(ref value);
            Increment(ref value);
            Check.Equal(2, value.Count);
        });
        tests.Add("Virtual.ConstrainedCallToObjectMethod", static () =>
        {
            Check.Equal("7 m", Text(new Metres(7)));
            Check.Equal("Diesis.Tests.Runtime.VirtualTests+Mutable", Text(new Mutable()));
            Check.Equal("x", Text("x"));
        });
    }

    private sealed class Uri2;

    private struct WithConstructor()
    {
        public int Number = 5;
    }

    private struct SharedWithConstructor<T>()
    {
        public string Text = "made";
    }

    private sealed class FailsToConstruct
    {
        public FailsToConstruct() => throw new InvalidOperationException("cannot be");
    }

    private interface IIncrement
    {
        void Increment();
    }

    private struct Mutable : IIncrement
    {
        public int Count;

        public void Increment() => Count++;
    }

    private static void Increment<T>(ref T value) where T : IIncrement => value.Increment();

    private static string? Text<T>(T value) where T : notnull => value.ToString();

    private static T Create<T>() where T : new() => new();

    private static T? Default<T>() => default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Animal? Nothing() => null;

    private static string Sum<T>(T[] values) where T : IZero<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value;
        return T.Describe(sum);
    }

    private static string Names<TFirst, TSecond>() => typeof(TFirst).Name + "," + typeof(TSecond).Name;

    private static int Depth<T>(int left) => left == 0 ? 1 : 1 + Depth<T>(left - 1);
}
