namespace System.Threading.Tasks;

/// <summary>Limits of a parallel loop.</summary>
public class ParallelOptions
{
    private int _maximum = -1;

    public CancellationToken CancellationToken { get; set; }

    public TaskScheduler? TaskScheduler { get; set; } = TaskScheduler.Default;

    /// <summary>How many iterations may run at once; -1 for as many as there are processors.</summary>
    public int MaxDegreeOfParallelism
    {
        get => _maximum;

        set
        {
            ArgumentOutOfRangeException.ThrowIfZero(value, nameof(MaxDegreeOfParallelism));
            ArgumentOutOfRangeException.ThrowIfLessThan(value, -1, nameof(MaxDegreeOfParallelism));
            _maximum = value;
        }
    }
}

/// <summary>How a parallel loop ended.</summary>
public struct ParallelLoopResult
{
    public readonly bool IsCompleted => true;

    public readonly long? LowestBreakIteration => null;
}
