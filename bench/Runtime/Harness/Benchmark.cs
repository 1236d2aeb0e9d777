namespace Diesis.Bench.Runtime;

/// <summary>One measurement: what to call, and how many operations a call is.</summary>
internal sealed class Benchmark
{
    internal Benchmark(string name, int operations, Func<int> body, bool isThreaded)
    {
        Name = name;
        Operations = operations;
        Body = body;
        IsThreaded = isThreaded;
    }

    internal string Name { get; }

    internal int Operations { get; }

    internal Func<int> Body { get; }

    internal bool IsThreaded { get; }
}
