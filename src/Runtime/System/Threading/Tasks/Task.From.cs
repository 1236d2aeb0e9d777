namespace System.Threading.Tasks;

/// <content>Tasks that have ended, and tasks that run a delegate at once.</content>
public partial class Task
{
    public static Task<TResult> FromResult<TResult>(TResult result) => new(result, TaskStatus.RanToCompletion);

    public static Task FromException(Exception exception) => FromException<VoidResult>(exception);

    public static Task<TResult> FromException<TResult>(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Task<TResult> task = new();
        task.TrySetException(exception);
        return task;
    }

    /// <param name="cancellationToken">A token that has been cancelled.</param>
    public static Task FromCanceled(CancellationToken cancellationToken) => FromCanceled<VoidResult>(cancellationToken);

    public static Task<TResult> FromCanceled<TResult>(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
            throw new ArgumentOutOfRangeException(nameof(cancellationToken));
        Task<TResult> task = new();
        task.TrySetCanceled(cancellationToken);
        return task;
    }

    public static Task Run(Action action) => Run(action, default);

    public static Task Run(Action action, CancellationToken cancellationToken) =>
        Scheduled(new Task(action, cancellationToken, TaskCreationOptions.DenyChildAttach));

    public static Task<TResult> Run<TResult>(Func<TResult> function) => Run(function, default);

    public static Task<TResult> Run<TResult>(Func<TResult> function, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Scheduled(new Task<TResult>(function, cancellationToken, TaskCreationOptions.DenyChildAttach));
    }

    public static Task Run(Func<Task?> function) => Run(function, default);

    /// <summary>The returned task ends when the task ends that the function returns.</summary>
    public static Task Run(Func<Task?> function, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (cancellationToken.IsCancellationRequested)
            return FromCanceled(cancellationToken);
        Task<Task?> outer = new(function, cancellationToken, TaskCreationOptions.DenyChildAttach);
        return UnwrappedTask<VoidResult>.Of(Scheduled(outer));
    }

    public static Task<TResult> Run<TResult>(Func<Task<TResult>?> function) => Run(function, default);

    public static Task<TResult> Run<TResult>(Func<Task<TResult>?> function, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (cancellationToken.IsCancellationRequested)
            return FromCanceled<TResult>(cancellationToken);
        Task<Task<TResult>?> outer = new(function, cancellationToken, TaskCreationOptions.DenyChildAttach);
        return UnwrappedTask<TResult>.Of(Scheduled(outer));
    }

    /// <summary>Queues a new task unless it has been cancelled already.</summary>
    internal static TTask Scheduled<TTask>(TTask task)
        where TTask : Task
    {
        if (task.TryAdvance(TaskStatus.Created, TaskStatus.WaitingToRun))
            task.Schedule();
        return task;
    }
}
