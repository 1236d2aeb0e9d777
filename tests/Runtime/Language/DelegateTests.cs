using System.Runtime.CompilerServices;

namespace Diesis.Tests.Runtime;

/// <summary>Delegates, lambdas, function pointers, events.</summary>
internal static unsafe class DelegateTests
{
    private delegate int Combiner(ref int value, int added);

    private delegate string Describer<in T>(T value);

    private delegate TResult Maker<out TResult>();

    private static string s_log = "";

    private sealed class Publisher
    {
        public event Action<string>? Changed;

        public void Raise(string text) => Changed?.Invoke(text);
    }

    private class Named(string name)
    {
        public string Name() => name;

        public virtual string Greeting() => "hello " + name;

        public string Join(string other) => name + other;

        public static string Static(string text) => "<" + text + ">";
    }

    private sealed class Louder(string name) : Named(name)
    {
        public override string Greeting() => base.Greeting() + "!";
    }

    private struct Holder(int value)
    {
        public int Value = value;

        public int Next() => ++Value;
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Delegates.ClosedOverInstance", static () => Check.Equal("n", new Func<string>(new Named("n").Name)()));
        tests.Add("Delegates.VirtualMethod", static () =>
        {
            Named named = new Louder("x");
            Func<string> greeting = named.Greeting;
            Check.Equal("hello x!", greeting());
            Check.Same(named, greeting.Target);
        });
        tests.Add("Delegates.StaticMethod", static () => Check.Equal("<a>", new Func<string, string>(Named.Static)("a")));
        tests.Add("Delegates.ExtensionMethodClosed", static () =>
        {
            Func<string> shout = "abc".Shout;
            Check.Equal("abc!", shout());
        });
        tests.Add("Delegates.ClosedOverBoxedStruct", static () =>
        {
            Holder holder = new(5);
            Func<int> next = holder.Next;
            Check.Equal(6, next());
            Check.Equal(7, next());
            Check.Equal(5, holder.Value);
        });
        tests.Add("Delegates.MulticastInOrder", static () =>
        {
            s_log = "";
            Action a = static () => s_log += "a";
            Action b = static () => s_log += "b";
            Action c = static () => s_log += "c";
            (a + b + c + a)();
            Check.Equal("abca", s_log);
        });
        tests.Add("Delegates.MulticastReturnsTheLast", static () =>
        {
            Func<int> one = static () => 1;
            Func<int> two = static () => 2;
            Check.Equal(2, (one + two)());
        });
        tests.Add("Delegates.MulticastSharesByReference", static () =>
        {
            Combiner add = static (ref int value, int added) => value += added;
            Combiner twice = add + add;
            int total = 1;
            Check.Equal(11, twice(ref total, 5));
            Check.Equal(11, total);
        });
        tests.Add("Delegates.MulticastStopsAtAThrow", static () =>
        {
            s_log = "";
            Action good = static () => s_log += "g";
            Action bad = static () => throw new InvalidOperationException("stop");
            Check.Throws<InvalidOperationException>(() => (good + bad + good)(), "stop");
            Check.Equal("g", s_log);
        });
        tests.Add("Delegates.RemoveTheLastOccurrence", static () =>
        {
            s_log = "";
            Action a = static () => s_log += "a";
            Action b = static () => s_log += "b";
            Action? chain = a + b + a + b;
            chain -= a;
            chain!();
            Check.Equal("abb", s_log);
            Check.Equal(3, chain.GetInvocationList().Length);
        });
        tests.Add("Delegates.RemoveASequence", static () =>
        {
            s_log = "";
            Action a = static () => s_log += "a";
            Action b = static () => s_log += "b";
            Action chain = a + b + a + a;
            (chain - (a + b))!();
            s_log += ",";
            (chain - (b + b))!();
            Check.Equal("aa,abaa", s_log);
        });
        tests.Add("Delegates.RemoveAllLeavesNull", static () =>
        {
            Action a = static () => { };
            Check.Null(a - a);
            Check.Null((Action?)Delegate.RemoveAll(a + a + a, a));
            Check.Same(a, a + null);
        });
        tests.Add("Delegates.Equality", static () =>
        {
            Named named = new("n");
            Func<string> first = named.Name;
            Func<string> second = named.Name;
            Func<string> other = new Named("n").Name;
            Check.True(first == second);
            Check.True(first.Equals(second));
            Check.True(first != other);
            Check.True(first + other == second + other);
            Check.False(first + other == other + first);
            Check.Equal(first.GetHashCode(), second.GetHashCode());
        });
        tests.Add("Delegates.StaticEquality", static () =>
        {
            Func<string, string> first = Named.Static;
            Func<string, string> second = Named.Static;
            Check.True(first == second);
            Check.False(first.Equals(null));
        });
        tests.Add("Delegates.Variance", static () =>
        {
            Describer<object> describe = static value => "it is " + value;
            Describer<string> narrow = describe;
            Check.Equal("it is x", narrow("x"));
            Maker<string> make = static () => "made";
            Maker<object> wide = make;
            Check.Equal("made", (string)wide());
        });
        tests.Add("Delegates.InvocationList", static () =>
        {
            Func<int> one = static () => 1;
            Func<int> two = static () => 2;
            int sum = 0;
            foreach (Delegate single in (one + two + two).GetInvocationList())
                sum = sum * 10 + ((Func<int>)single)();
            Check.Equal(122, sum);
        });
        tests.Add("Delegates.CombineOfDifferentTypes", static () =>
        {
            Delegate a = (Action)(static () => { });
            Delegate b = (Func<int>)(static () => 1);
            Check.RecordThrown(() => Delegate.Combine(a, b));
        });
        tests.Add("Delegates.Null", static () =>
        {
            Action? none = Nothing();
            Check.Throws<NullReferenceException>(() => none!());
            Func<int, string>? other = null;
            Check.Throws<NullReferenceException>(() => other!(1));
        });
        tests.Add("Delegates.OverNullInstance", static () =>
        {
            Named? none = Nothing() is null ? null : new Named("");
            Check.RecordThrown(() => _ = new Func<string>(none!.Name));
        });
        tests.Add("Delegates.VirtualOverNullInstance", static () =>
        {
            Named? none = Nothing() is null ? null : new Named("");
            Check.Throws<NullReferenceException>(() => GC.KeepAlive(new Func<string>(none!.Greeting)));
        });
        tests.Add("Delegates.Events", static () =>
        {
            Publisher publisher = new();
            string seen = "";
            Action<string> handler = text => seen += text;
            publisher.Raise("0");
            publisher.Changed += handler;
            publisher.Changed += handler;
            publisher.Raise("1");
            publisher.Changed -= handler;
            publisher.Raise("2");
            Check.Equal("112", seen);
        });
        tests.Add("Delegates.GenericMethodGroup", static () =>
        {
            Func<string, string> text = Echo;
            Func<int, int> number = Echo;
            Check.Equal("a", text("a"));
            Check.Equal(5, number(5));
        });
        tests.Add("Delegates.GenericMethodOfSharedCode", static () =>
        {
            Check.Equal("String", NameOf<string>()());
            Check.Equal("Version", NameOf<Version>()());
            Check.Equal("Int32", NameOf<int>()());
        });
        tests.Add("Delegates.ManyParameters", static () =>
        {
            Func<int, long, double, string, byte, object, float, short, string> many =
                static (a, b, c, d, e, f, g, h) => a + "" + b + (c == 1.5) + d + e + f + (g == 2.5f) + h;
            Check.Equal("12Truex3yTrue4", many(1, 2, 1.5, "x", 3, "y", 2.5f, 4));
        });
        tests.Add("Delegates.FunctionPointers", static () =>
        {
            // SAFETY: pointers to methods of this class, called with their own signatures.
            delegate*<int, int, int> add = &Add;
            delegate*<string, string> shared = &Echo<string>;
            Check.Equal(7, add(3, 4));
            Check.Equal("p", shared("p"));
        });
        tests.Add("Delegates.TargetOfStatic", static () =>
        {
            Action plain = LogX;
            Check.Null(plain.Target);
        });
        tests.Add("Closures.ShareTheVariable", static () =>
        {
            int count = 0;
            Action increment = () => count++;
            Func<int> read = () => count;
            increment();
            increment();
            count += 10;
            Check.Equal(12, read());
        });
        tests.Add("Closures.LoopVariables", static () =>
        {
            List<Func<int>> each = [];
            List<Func<int>> shared = [];
            foreach (int i in (int[])[1, 2, 3])
                each.Add(() => i);
            for (int i = 0; i < 3; i++)
                shared.Add(() => i);
            int sum = 0;
            for (int i = 0; i < 3; i++)
                sum = sum * 100 + each[i]() * 10 + shared[i]();
            Check.Equal(132333, sum);
        });
        tests.Add("Closures.NestedAndRecursive", static () =>
        {
            Func<int, int> factorial = null!;
            factorial = n => n <= 1 ? 1 : n * factorial(n - 1);
            Check.Equal(3628800, factorial(10));
            int outer = 1;
            Func<Func<int>> nested = () =>
            {
                int inner = outer * 2;
                return () => inner + outer;
            };
            Func<int> result = nested();
            outer = 100;
            Check.Equal(102, result());
        });
        tests.Add("Closures.LocalFunctions", static () =>
        {
            int calls = 0;
            int Fibonacci(int n)
            {
                calls++;
                return n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);
            }
            Check.Equal(55, Fibonacci(10));
            Check.Equal(177, calls);
        });
        tests.Add("Closures.DefaultAndParamsLambdas", static () =>
        {
            var add = (int a, int b = 10) => a + b;
            var sum = (params int[] values) =>
            {
                int total = 0;
                foreach (int value in values)
                    total += value;
                return total;
            };
            Check.Equal(11, add(1));
            Check.Equal(6, sum(1, 2, 3));
        });
    }

    private static string Shout(this string text) => text + "!";

    private static T Echo<T>(T value) => value;

    private static Func<string> NameOf<T>() => static () => typeof(T).Name;

    private static int Add(int a, int b) => a + b;

    private static void LogX() => s_log += "x";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Action? Nothing() => null;
}
