namespace Diesis.Bench.Runtime;

/// <summary>The benchmarks of a run, in the order of their registration.</summary>
internal sealed class BenchmarkList
{
    private Benchmark[] _benchmarks = new Benchmark[32];

    internal int Count { get; private set; }

    internal Benchmark this[int index] => _benchmarks[index];

    /// <param name="operations">How many operations one call of the body is: the figure is time per operation.</param>
    /// <param name="body">Returns something that depends on all its work, so that the compiler cannot leave it out.</param>
    internal void Add(string name, int operations, Func<int> body)
    {
        if (Count == _benchmarks.Length)
        {
            Benchmark[] larger = new Benchmark[Count * 2];
            for (int i = 0; i < Count; i++)
            {
                larger[i] = _benchmarks[i];
            }

            _benchmarks = larger;
        }

        _benchmarks[Count++] = new Benchmark(name, operations, body);
    }
}
