using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>Interface calls: defaults, variance, generics, and call sites that meet many receiver types.</summary>
internal static class InterfaceTests
{
    private interface IShape
    {
        int Area();

        string Describe() => "area " + Area().ToString();

        static virtual string Kind => "shape";
    }

    private interface ILabelled : IShape
    {
        string Label { get; }

        string IShape.Describe() => Label + ":" + Area().ToString();
    }

    private interface IProducer<out T>
    {
        T Produce();
    }

    private interface IConsumer<in T>
    {
        string Consume(T value);
    }

    private interface IConverter<in TFrom, out TTo>
    {
        TTo Convert(TFrom value);
    }

    private interface INumbered
    {
        int Number { get; }
    }

    private interface ILeft
    {
        string Name();
    }

    private interface IRight
    {
        string Name();
    }

    private interface IDefaultA
    {
        string Who() => "A";
    }

    private interface IDefaultB : IDefaultA
    {
        string IDefaultA.Who() => "B";
    }

    private interface IDefaultC : IDefaultB
    {
        string IDefaultA.Who() => "C";
    }

    private interface IGenericDefault<T>
    {
        string Name() => typeof(T).Name + "?";
    }

    private class Square(int side) : IShape
    {
        public int Area() => side * side;
    }

    private sealed class NamedSquare(int side, string label) : Square(side), ILabelled
    {
        public string Label => label;
    }

    private sealed class OwnWords : IShape
    {
        public int Area() => 5;

        public string Describe() => "own";
    }

    private struct Dot : IShape
    {
        public int Count;

        public int Area() => ++Count;
    }

    private sealed class Texts : IProducer<string>, IConsumer<object>, IConverter<object, string>
    {
        public string Produce() => "text";

        public string Consume(object value) => "consumed " + value;

        public string Convert(object value) => value + "!";
    }

    private sealed class Both : ILeft, IRight
    {
        string ILeft.Name() => "left";

        string IRight.Name() => "right";

        public string Name() => "own";
    }

    private class Base : ILeft
    {
        public string Name() => "base";
    }

    private sealed class Reimplementing : Base, ILeft
    {
        string ILeft.Name() => "derived";
    }

    private class VirtualBase : ILeft
    {
        public virtual string Name() => "base";
    }

    private sealed class VirtualDerived : VirtualBase
    {
        public override string Name() => "derived";
    }

    private sealed class WithDefaultA : IDefaultA;

    private sealed class WithDefaultB : IDefaultB;

    private sealed class WithDefaultC : IDefaultC;

    private sealed class GenericDefaults : IGenericDefault<int>, IGenericDefault<string>
    {
        string IGenericDefault<string>.Name() => "mine";
    }

    private sealed class Wrapped<T>(int number) : INumbered
    {
        public int Number => number + (default(T) is null ? 1000 : 0);
    }

    private struct Wrap<T>;

    private sealed class Arguments : IWide
    {
        public string Take(int a, long b, double c, string d, float e, object f, byte g, double h, short i, TwoLongs j) =>
            a + "," + b + "," + (c == 2.5) + "," + d + "," + (e == 1.5f) + "," + f + "," + g + "," + (h == -1) + "," + i + "," + j.High + "/" + j.Low;
    }

    private struct TwoLongs
    {
        public long High;
        public long Low;
    }

    private interface IWide
    {
        string Take(int a, long b, double c, string d, float e, object f, byte g, double h, short i, TwoLongs j);
    }

    private interface IStruct
    {
        TwoLongs Pair(long seed);
    }

    private sealed class Pairs : IStruct
    {
        public TwoLongs Pair(long seed) => new() { High = seed * 2, Low = seed + 1 };
    }

    internal static void Register(TestList tests)
    {
        tests.Add("Interfaces.DefaultMethod", static () => Check.Equal("area 9", ((IShape)new Square(3)).Describe()));
        tests.Add("Interfaces.DefaultMethodOverriddenByClass", static () => Check.Equal("own", ((IShape)new OwnWords()).Describe()));
        tests.Add("Interfaces.DefaultMethodOverriddenByInterface", static () => Check.Equal("n:16", ((IShape)new NamedSquare(4, "n")).Describe()));
        tests.Add("Interfaces.MostSpecificDefaultWins", static () =>
        {
            IDefaultA[] all = [new WithDefaultA(), new WithDefaultB(), new WithDefaultC()];
            string text = "";
            foreach (IDefaultA one in all)
                text += one.Who();
            Check.Equal("ABC", text);
        });
        tests.Add("Interfaces.DefaultMethodOfGenericInterface", static () =>
        {
            GenericDefaults value = new();
            Check.Equal("Int32?", ((IGenericDefault<int>)value).Name());
            Check.Equal("mine", ((IGenericDefault<string>)value).Name());
        });
        tests.Add("Interfaces.BoxedStructIsChangedInPlace", static () =>
        {
            IShape boxed = new Dot();
            boxed.Area();
            boxed.Area();
            Check.Equal(3, boxed.Area());
            Check.Equal(3, ((Dot)boxed).Count);
        });
        tests.Add("Interfaces.DefaultMethodOnBoxedStruct", static () => Check.Equal("area 1", ((IShape)new Dot()).Describe()));
        tests.Add("Interfaces.ExplicitImplementationsApart", static () =>
        {
            Both both = new();
            Check.Equal("left right own", ((ILeft)both).Name() + " " + ((IRight)both).Name() + " " + both.Name());
        });
        tests.Add("Interfaces.Reimplemented", static () =>
        {
            Base value = new Reimplementing();
            Check.Equal("base", value.Name());
            Check.Equal("derived", ((ILeft)value).Name());
        });
        tests.Add("Interfaces.VirtualImplementation", static () => Check.Equal("derived", ((ILeft)new VirtualDerived()).Name()));
        tests.Add("Interfaces.Covariant", static () =>
        {
            IProducer<object> producer = new Texts();
            Check.Equal("text", (string)producer.Produce());
        });
        tests.Add("Interfaces.Contravariant", static () =>
        {
            IConsumer<string> consumer = new Texts();
            Check.Equal("consumed x", consumer.Consume("x"));
        });
        tests.Add("Interfaces.VariantBothWays", static () =>
        {
            IConverter<string, object> converter = new Texts();
            Check.Equal("a!", (string)converter.Convert("a"));
        });
        tests.Add("Interfaces.VarianceDoesNotReachValueTypes", static () =>
        {
            object producer = new Texts();
            Check.False(producer is IProducer<int>);
            Check.False(producer is IConsumer<int>);
            object numbers = new List<int>();
            Check.False(numbers is IEnumerable<object>);
            Check.True(numbers is IEnumerable<int>);
        });
        tests.Add("Interfaces.ManyArguments", static () =>
        {
            IWide wide = new Arguments();
            for (int i = 0; i < 3; i++)
                Check.Equal("1,2,True,d,True,f,7,True,9,10/11", wide.Take(1, 2, 2.5, "d", 1.5f, "f", 7, -1, 9, new TwoLongs { High = 10, Low = 11 }));
        });
        tests.Add("Interfaces.StructReturned", static () =>
        {
            IStruct value = new Pairs();
            Check.Equal(42, value.Pair(21).High);
            Check.Equal(22, value.Pair(21).Low);
        });
        foreach (int kinds in (int[])[1, 2, 3, 4, 8, 15, 16, 17, 24])
        {
            int count = kinds;
            tests.Add("Interfaces.CallSiteWithReceiverTypes" + count.ToString(), () =>
            {
                INumbered[] receivers = Receivers();
                long sum = 0;
                for (int round = 0; round < 50; round++)
                {
                    for (int i = 0; i < count; i++)
                        sum = sum * 31 + receivers[(i * 7 + round) % count].Number;
                }
                Check.Record(sum);
            });
        }
        tests.Add("Interfaces.CallSiteSharedByThreadsOfThought", static () =>
        {
            // Random order over all receiver types: every stage of the cache in one run.
            INumbered[] receivers = Receivers();
            SeededRandom random = new(5);
            long sum = 0;
            for (int i = 0; i < 20_000; i++)
                sum = sum * 31 + receivers[random.Next(receivers.Length)].Number;
            Check.Record(sum);
        });
        tests.AddThreaded("Interfaces.CallSiteFilledByFourThreads", static () =>
        {
            INumbered[] receivers = Receivers();
            long[] sums = new long[4];
            Thread[] threads = new Thread[4];
            for (int t = 0; t < threads.Length; t++)
            {
                int own = t;
                threads[t] = new Thread(() =>
                {
                    SeededRandom random = new(own);
                    for (int i = 0; i < 20_000; i++)
                        sums[own] = sums[own] * 31 + receivers[random.Next(receivers.Length)].Number;
                });
                threads[t].Start();
            }
            for (int t = 0; t < threads.Length; t++)
            {
                threads[t].Join();
                Check.Record(sums[t]);
            }
        });
        tests.Add("Interfaces.GenericArrayInterfaces", static () =>
        {
            IList<int> list = (int[])[3, 1, 2];
            Check.Equal(3, list.Count);
            Check.Equal(1, list[1]);
            Check.Equal(2, list.IndexOf(2));
            Check.True(list.IsReadOnly);
            int sum = 0;
            foreach (int value in (IEnumerable<int>)list)
                sum += value;
            Check.Equal(6, sum);
        });
        tests.Add("Interfaces.ArrayAsListOfBase", static () =>
        {
            IReadOnlyList<object> list = (string[])["a", "b"];
            Check.Equal("b", (string)list[1]);
            Check.Equal(2, list.Count);
        });
        tests.Add("Interfaces.NullReceiver", static () =>
        {
            IShape? none = Nothing<IShape>();
            Check.Throws<NullReferenceException>(() => none!.Area());
        });
        tests.Add("Interfaces.NullReceiverAfterUse", static () =>
        {
            IShape?[] shapes = [new Square(2), null];
            int caught = 0;
            int sum = 0;
            for (int i = 0; i < 6; i++)
            {
                try
                {
                    sum += shapes[i % 2]!.Area();
                }
                catch (NullReferenceException)
                {
                    caught++;
                }
            }
            Check.Equal(3, caught);
            Check.Equal(12, sum);
        });
        tests.Add("Interfaces.DelegateOverInterfaceMethod", static () =>
        {
            IShape shape = new NamedSquare(5, "q");
            Func<string> describe = shape.Describe;
            Check.Equal("q:25", describe());
        });
    }

    private static T? Nothing<T>() where T : class => null;

    private static INumbered[] Receivers() =>
    [
        new Wrapped<int>(1), new Wrapped<string>(2), new Wrapped<long>(3), new Wrapped<byte>(4), new Wrapped<short>(5), new Wrapped<char>(6),
        new Wrapped<bool>(7), new Wrapped<double>(8), new Wrapped<float>(9), new Wrapped<uint>(10), new Wrapped<ulong>(11), new Wrapped<ushort>(12),
        new Wrapped<sbyte>(13), new Wrapped<nint>(14), new Wrapped<nuint>(15), new Wrapped<object>(16), new Wrapped<int[]>(17), new Wrapped<Wrap<int>>(18),
        new Wrapped<Wrap<long>>(19), new Wrapped<Wrap<string>>(20), new Wrapped<Wrap<Wrap<int>>>(21), new Wrapped<Action>(22), new Wrapped<int?>(23),
        new Wrapped<(int, int)>(24),
    ];
}
