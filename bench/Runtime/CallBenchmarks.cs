using System.Runtime.CompilerServices;

namespace Diesis.Bench.Runtime;

/// <summary>Virtual, interface and delegate calls over receivers of one type, of three and of twenty-four; iterators.</summary>
internal static class CallBenchmarks
{
    private const int Count = 1000;

    private static readonly Shape[] s_shapes = MakeShapes();
    private static readonly Shape[] s_squares = MakeSquares();
    private static readonly IArea[] s_areas = MakeAreas(s_shapes);
    private static readonly IArea[] s_squareAreas = MakeAreas(s_squares);
    private static readonly IWidth[] s_manyKinds = MakeManyKinds();
    private static readonly IWidth[] s_oneKind = MakeOneKind();
    private static readonly int[] s_numbers = new int[Count];
    private static readonly IEnumerable<int> s_list = new List<int>(new int[Count]);
    private static readonly Func<int, int>[] s_delegates = MakeDelegates();
    private static readonly Func<int, int> s_static = Twice;
    private static readonly Action<int> s_multicast = (Action<int>)(number => s_called += number) + (number => s_called ^= number);
    private static int s_called;

    private interface IArea
    {
        int Area();
    }

    private interface IWidth
    {
        int Width();
    }

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Calls.VirtualMono", Count, static () => SumSides(s_squares));
        benchmarks.Add("Calls.VirtualPoly", Count, static () => SumSides(s_shapes));
        benchmarks.Add("Calls.InterfaceMono", Count, static () => SumAreasOfSquares());
        benchmarks.Add("Calls.InterfacePoly", Count, static () =>
        {
            int sum = 0;
            foreach (IArea shape in s_areas)
            {
                sum += shape.Area();
            }

            return sum;
        });
        benchmarks.Add("Calls.InterfaceMega", Count, static () =>
        {
            int sum = 0;
            foreach (IWidth item in s_manyKinds)
            {
                sum += item.Width();
            }

            return sum;
        });
        benchmarks.Add("Calls.InterfaceMonoOfMany", Count, static () =>
        {
            int sum = 0;
            foreach (IWidth item in s_oneKind)
            {
                sum += item.Width();
            }

            return sum;
        });
        benchmarks.Add("Calls.InterfaceGeneric", Count, static () => SumOf<IEnumerator<int>>(((IEnumerable<int>)s_numbers).GetEnumerator()));
        benchmarks.Add("Calls.DelegateInstance", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += s_delegates[i & 3](i);
            }

            return sum;
        });
        benchmarks.Add("Calls.DelegateStatic", Count, static () =>
        {
            Func<int, int> twice = s_static;
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += twice(i);
            }

            return sum;
        });
        benchmarks.Add("Calls.DelegateMulticast", Count, static () =>
        {
            Action<int> both = s_multicast;
            for (int i = 0; i < Count; i++)
            {
                both(i);
            }

            return s_called;
        });
        benchmarks.Add("Calls.Iterator", Count, static () =>
        {
            int sum = 0;
            foreach (int number in UpTo(Count))
            {
                sum += number;
            }

            return sum;
        });
        benchmarks.Add("Calls.InterfaceForEach", Count, static () =>
        {
            int sum = 0;
            foreach (int number in s_list)
            {
                sum += number;
            }

            return sum;
        });
    }

    private static int SumSides(Shape[] shapes)
    {
        int sum = 0;
        foreach (Shape shape in shapes)
        {
            sum += shape.Sides();
        }

        return sum;
    }

    private static int SumAreasOfSquares()
    {
        int sum = 0;
        foreach (IArea shape in s_squareAreas)
        {
            sum += shape.Area();
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int SumOf<T>(T numbers)
        where T : IEnumerator<int>
    {
        int sum = 0;
        while (numbers.MoveNext())
        {
            sum += numbers.Current;
        }

        return sum;
    }

    private static IEnumerable<int> UpTo(int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return i;
        }
    }

    private static Func<int, int>[] MakeDelegates()
    {
        Func<int, int>[] delegates = new Func<int, int>[4];
        for (int i = 0; i < delegates.Length; i++)
        {
            int captured = i;
            delegates[i] = (i & 1) == 0 ? number => number + captured : number => number - captured;
        }

        return delegates;
    }

    private static IArea[] MakeAreas(Shape[] shapes)
    {
        IArea[] areas = new IArea[shapes.Length];
        for (int i = 0; i < areas.Length; i++)
        {
            areas[i] = shapes[i];
        }

        return areas;
    }

    private static Shape[] MakeSquares()
    {
        Shape[] squares = new Shape[Count];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = new Square();
        }

        return squares;
    }

    /// <summary>Twenty-four types: more than any call site remembers.</summary>
    private static IWidth[] MakeManyKinds()
    {
        IWidth[] kinds =
        [
            new Of<byte>(), new Of<sbyte>(), new Of<short>(), new Of<ushort>(), new Of<int>(), new Of<uint>(), new Of<long>(), new Of<ulong>(),
            new Of<char>(), new Of<bool>(), new Of<float>(), new Of<double>(), new Of<nint>(), new Of<nuint>(), new Of<(int, int)>(), new Of<(int, byte)>(),
            new Of<(byte, int)>(), new Of<(long, int)>(), new Of<(int, long)>(), new Of<(char, int)>(), new Of<int?>(), new Of<long?>(), new Of<byte?>(),
            new Of<char?>(),
        ];
        IWidth[] many = new IWidth[Count];
        Generator generator = new(7);
        for (int i = 0; i < many.Length; i++)
        {
            many[i] = kinds[generator.Next(kinds.Length)];
        }

        return many;
    }

    private static Shape[] MakeShapes()
    {
        Shape[] shapes = new Shape[Count];
        for (int i = 0; i < Count; i++)
        {
            shapes[i] = (i * 7 % 3) switch
            {
                0 => new Square(),
                1 => new Triangle(),
                _ => new Pentagon(),
            };
        }

        return shapes;
    }

    private static IWidth[] MakeOneKind()
    {
        IWidth[] items = new IWidth[Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = new Of<int>();
        }

        return items;
    }

    private static int Twice(int number) => number * 2;

    private sealed class Of<T> : IWidth
    {
        public int Width() => 8;
    }

    private abstract class Shape : IArea
    {
        public abstract int Area();

        internal abstract int Sides();
    }

    private sealed class Square : Shape
    {
        public override int Area() => 16;

        internal override int Sides() => 4;
    }

    private sealed class Triangle : Shape
    {
        public override int Area() => 9;

        internal override int Sides() => 3;
    }

    private sealed class Pentagon : Shape
    {
        public override int Area() => 25;

        internal override int Sides() => 5;
    }
}
