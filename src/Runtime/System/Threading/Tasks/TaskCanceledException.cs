namespace System.Threading.Tasks;

/// <summary>A task was cancelled, and someone waited for it.</summary>
public class TaskCanceledException : OperationCanceledException
{
    private const string DefaultText = "A task was canceled.";

    public TaskCanceledException()
        : base(DefaultText)
    {
    }

    public TaskCanceledException(string? message)
        : base(message)
    {
    }

    public TaskCanceledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public TaskCanceledException(string? message, Exception? innerException, CancellationToken token)
        : base(message, innerException, token)
    {
    }

    public TaskCanceledException(Task? task)
        : base(DefaultText, task is null ? CancellationToken.None : task.CancellationToken) =>
        Task = task;

    public Task? Task { get; }
}
