using Diesis.Platform.Processors;

namespace Diesis.Bench.Kernel;

/// <summary>One operation of the kernel, done over and over in a loop of its own.</summary>
internal abstract class KernelBenchmark(string name)
{
    internal string Name { get; } = name;

    /// <summary>How many operations a round has; a harder limit than time, since some need memory for each.</summary>
    internal virtual int Count => 1000;

    /// <summary>How many operations one turn of the loop is.</summary>
    internal virtual int PerTurn => 1;

    /// <summary>Before each round; not measured.</summary>
    internal virtual void Prepare(int count)
    {
    }

    /// <summary>The loop that is measured. An empty loop of as many turns is taken from the result.</summary>
    internal abstract void Run(int count);

    /// <summary>Runs the loop and says how many ticks it took; overridden where not all of it counts. The empty loop's are not taken off yet.</summary>
    internal virtual long Ticks(int count)
    {
        ulong start = Instructions.ReadTimeStampCounter();
        Run(count);
        return (long)(Instructions.ReadTimeStampCounter() - start);
    }

    /// <summary>After each round; not measured.</summary>
    internal virtual void CleanUp(int count)
    {
    }
}

/// <summary>A benchmark that is nothing but its loop.</summary>
internal sealed class LoopBenchmark(string name, Action<int> loop) : KernelBenchmark(name)
{
    internal override void Run(int count) => loop(count);
}
