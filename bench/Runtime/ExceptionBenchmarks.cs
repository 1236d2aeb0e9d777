using System.Runtime.CompilerServices;

namespace Diesis.Bench.Runtime;

/// <summary>A throw caught one frame and twenty frames up, with finally blocks on the way, and a processor fault caught.</summary>
internal static class ExceptionBenchmarks
{
    private const int Count = 10;

    private static readonly InvalidOperationException s_prepared = new("prepared");
    private static int s_finally;

    internal static void Register(BenchmarkList benchmarks)
    {
        benchmarks.Add("Throw.Depth1", Count, static () => ThrowAndCatch(1));
        benchmarks.Add("Throw.Depth20", Count, static () => ThrowAndCatch(20));
        benchmarks.Add("Throw.Depth20Finally", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                try
                {
                    DescendFinally(20);
                }
                catch (InvalidOperationException)
                {
                    s_finally++;
                }
            }

            return s_finally;
        });
        benchmarks.Add("Throw.Filter", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                try
                {
                    Descend(3);
                }
                catch (InvalidOperationException exception) when (exception.Message.Length == 5)
                {
                    s_finally++;
                }
            }

            return s_finally;
        });
        benchmarks.Add("Throw.NullReference", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                try
                {
                    s_finally += Length(null);
                }
                catch (NullReferenceException)
                {
                    s_finally++;
                }
            }

            return s_finally;
        });
        benchmarks.Add("Throw.TryWithoutThrow", 1000, static () =>
        {
            int sum = 0;
            for (int i = 0; i < 1000; i++)
            {
                try
                {
                    sum += Length("abc");
                }
                finally
                {
                    sum++;
                }
            }

            return sum;
        });
        benchmarks.Add("Throw.Rethrow", Count, static () =>
        {
            for (int i = 0; i < Count; i++)
            {
                try
                {
                    CatchAndRethrow();
                }
                catch (InvalidOperationException)
                {
                    s_finally++;
                }
            }

            return s_finally;
        });
    }

    private static int ThrowAndCatch(int depth)
    {
        for (int i = 0; i < Count; i++)
        {
            try
            {
                Descend(depth);
            }
            catch (InvalidOperationException)
            {
                s_finally++;
            }
        }

        return s_finally;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Descend(int depth) => depth <= 1 ? throw new InvalidOperationException("at 20") : Descend(depth - 1) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int DescendFinally(int depth)
    {
        try
        {
            return depth <= 1 ? throw new InvalidOperationException("at 20") : DescendFinally(depth - 1) + 1;
        }
        finally
        {
            s_finally++;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CatchAndRethrow()
    {
        try
        {
            throw s_prepared;
        }
        catch (InvalidOperationException)
        {
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Length(string? text) => text!.Length;
}
