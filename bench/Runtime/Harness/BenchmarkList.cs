namespace Diesis.Bench.Runtime;

/// <summary>The benchmarks of a run, in the order of their registration.</summary>
internal sealed class BenchmarkList
{
    private Benchmark[] _benchmarks = new Benchmark[32];

    internal int Count { get; private set; }

    internal Benchmark this[int index] => _benchmarks[index];

    /// <summary>Adds a benchmark of one thread, which is measured by processor time.</summary>
    /// <param name="operations">How many operations one call of the body is: the figure is time per operation.</param>
    /// <param name="body">Returns something that depends on all its work, so that the compiler cannot leave it out.</param>
    internal void Add(string name, int operations, Func<int> body) => Add(new Benchmark(name, operations, body, isThreaded: false));

    /// <summary>Adds a benchmark whose threads wait for each other, which is measured by the clock on the wall.</summary>
    internal void AddThreaded(string name, int operations, Func<int> body) => Add(new Benchmark(name, operations, body, isThreaded: true));

    private void Add(Benchmark benchmark)
    {
        if (Count == _benchmarks.Length)
        {
            Array.Resize(ref _benchmarks, Count * 2);
        }

        _benchmarks[Count++] = benchmark;
    }
}
