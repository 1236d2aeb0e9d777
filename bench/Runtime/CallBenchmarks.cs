namespace Diesis.Bench.Runtime;

/// <summary>Virtual and interface calls over receivers of several types, so that no compiler can guess the target.</summary>
internal static class CallBenchmarks
{
    private const int Count = 1000;

    private static readonly Shape[] s_shapes = MakeShapes();

    private interface IArea
    {
        int Area();
    }

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Calls.Virtual", Count, static () =>
        {
            int sum = 0;
            foreach (Shape shape in s_shapes)
            {
                sum += shape.Sides();
            }

            return sum;
        });
        benchmarks.Add("Calls.Interface", Count, static () =>
        {
            int sum = 0;
            foreach (Shape shape in s_shapes)
            {
                sum += ((IArea)shape).Area();
            }

            return sum;
        });
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
