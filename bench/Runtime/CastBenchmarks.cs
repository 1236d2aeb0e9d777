using System.Runtime.CompilerServices;

namespace Diesis.Bench.Runtime;

/// <summary>Casts, type tests, array stores, generic calls, and statics: lazily constructed ones and those of a thread.</summary>
internal static class CastBenchmarks
{
    private const int Count = 1000;

    private static readonly object[] s_objects = MakeObjects();

    [ThreadStatic]
    private static int t_counter;

    [ThreadStatic]
    private static object? t_object;

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Cast.SealedClass", Count, static () =>
        {
            int sum = 0;
            foreach (object item in s_objects)
            {
                sum += item is Leaf leaf ? leaf.Value : 1;
            }

            return sum;
        });
        benchmarks.Add("Cast.BaseClass", Count, static () =>
        {
            int sum = 0;
            foreach (object item in s_objects)
            {
                sum += ((Root)item).Value;
            }

            return sum;
        });
        benchmarks.Add("Cast.Interface", Count, static () =>
        {
            int sum = 0;
            foreach (object item in s_objects)
            {
                sum += item is ISecond ? 1 : 2;
            }

            return sum;
        });
        benchmarks.Add("Cast.VariantInterface", Count, static () =>
        {
            int sum = 0;
            foreach (object item in s_objects)
            {
                sum += item is IEnumerable<object> ? 1 : 2;
            }

            return sum;
        });
        benchmarks.Add("Cast.GenericParameter", Count, static () => CountOf<Leaf>() + CountOf<Root>());
        benchmarks.Add("Array.StoreReference", Count, static () =>
        {
            Root[] target = new Root[Count];
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = (Root)s_objects[i];
            }

            return target.Length;
        });
        benchmarks.Add("Generic.SharedMethod", Count, static () =>
        {
            int sum = 0;
            foreach (object item in s_objects)
            {
                sum += Describe<string>(item) + Describe<Root>(item);
            }

            return sum;
        });
        benchmarks.Add("Generic.SharedAllocation", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += Factory<string>.Make().Length;
            }

            return sum;
        });
        benchmarks.Add("Generic.Comparer", Count, static () =>
        {
            int sum = 0;
            for (int i = 1; i < Count; i++)
            {
                sum += Larger(i, i - 1) + (Same(s_objects[i], s_objects[i - 1]) ? 1 : 0);
            }

            return sum;
        });
        benchmarks.Add("Static.LazyConstructor", Count, static () =>
        {
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += Lazily.Get();
            }

            return sum;
        });
        benchmarks.Add("Static.Thread", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                Touch(i);
            }

            return t_counter;
        });
        benchmarks.Add("Type.GetTypeEquals", Count, static () =>
        {
            int sum = 0;
            foreach (object item in s_objects)
            {
                sum += item.GetType() == typeof(Leaf) ? 1 : 2;
            }

            return sum;
        });
        benchmarks.Add("Object.GetHashCode", Count, static () =>
        {
            int sum = 0;
            foreach (object item in s_objects)
            {
                sum ^= RuntimeHelpers.GetHashCode(item);
            }

            return sum & 1;
        });
        benchmarks.Add("Unboxing", Count, static () =>
        {
            object boxed = 5;
            int sum = 0;
            for (int i = 0; i < Count; i++)
            {
                sum += Unbox(boxed);
            }

            return sum;
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Unbox(object boxed) => (int)boxed;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountOf<T>()
        where T : class
    {
        int count = 0;
        foreach (object item in s_objects)
        {
            count += item is T ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Describe<T>(object item)
        where T : class => item is T ? 2 : typeof(T) == typeof(string) ? 1 : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Larger<T>(T a, T b) => Comparer<T>.Default.Compare(a, b) > 0 ? a : b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Same<T>(T a, T b) => EqualityComparer<T>.Default.Equals(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Touch(int value)
    {
        t_counter += value;
        t_object ??= new object();
    }

    private static object[] MakeObjects()
    {
        Generator generator = new(6);
        object[] objects = new object[Count];
        for (int i = 0; i < Count; i++)
        {
            objects[i] = generator.Next(3) switch
            {
                0 => new Leaf(),
                1 => new Middle(),
                _ => new Other(),
            };
        }

        return objects;
    }

    private interface IFirst;

    private interface ISecond;

    private class Root : IFirst
    {
        internal int Value = 3;
    }

    private class Middle : Root, ISecond;

    private sealed class Leaf : Middle;

    private sealed class Other : Root, IEnumerable<string>
    {
        public IEnumerator<string> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }

    private static class Factory<T>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static T[] Make() => new T[2];
    }

    private static class Lazily
    {
        private static readonly int[] s_table;

        // Explicit, and with an effect, so that no compiler can run it beforehand.
        static Lazily() => s_table = [Environment.ProcessorCount, 2];

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int Get() => s_table[1];
    }
}
