using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Core.Synchronization;

/// <summary>A number that many processors add to and few read: each adds in a cache line of its own.</summary>
/// <remarks>Adding is atomic, so it needs neither interrupts off nor the thread to stay where it is: then it adds in another's line, once.</remarks>
public sealed class PerProcessorCounter
{
    /// <summary>Numbers in a cache line.</summary>
    private const int Stride = 8;

    private readonly long[] _cells = new long[(Processor.Maximum + 1) * Stride];

    /// <summary>The sum. While others add, some number that it had or has meanwhile.</summary>
    public long Value
    {
        get
        {
            long sum = 0;
            for (int i = 0; i < Processor.Count; i++)
                sum += Volatile.Read(ref _cells[(i + 1) * Stride]);
            return sum;
        }
    }

    /// <summary>From any context.</summary>
    public void Add(long amount) => Interlocked.Add(ref _cells[(Processor.CurrentIndex + 1) * Stride], amount);
}
