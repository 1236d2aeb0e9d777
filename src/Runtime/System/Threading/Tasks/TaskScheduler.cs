namespace System.Threading.Tasks;

/// <summary>Names where tasks run. There is one: the executor of the current thread, else the default executor.</summary>
public sealed class TaskScheduler
{
    private TaskScheduler()
    {
    }

    public static TaskScheduler Default { get; } = new();

    public static TaskScheduler Current => Default;

    public int Id => 1;

    public int MaximumConcurrencyLevel => int.MaxValue;
}
