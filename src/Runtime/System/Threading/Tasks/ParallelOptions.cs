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
            if (value == 0 || value < -1)
                throw new ArgumentOutOfRangeException(nameof(MaxDegreeOfParallelism));
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
