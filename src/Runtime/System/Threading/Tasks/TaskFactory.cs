namespace System.Threading.Tasks;

/// <summary>Makes and starts tasks.</summary>
public class TaskFactory
{
    public Task StartNew(Action action) => Task.Scheduled(new Task(action));

    public Task StartNew(Action action, CancellationToken cancellationToken) => Task.Scheduled(new Task(action, cancellationToken));

    public Task StartNew(Action action, TaskCreationOptions creationOptions) => Task.Scheduled(new Task(action, creationOptions));

    public Task StartNew(Action action, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) =>
        Task.Scheduled(new Task(action, cancellationToken, creationOptions));

    public Task StartNew(Action<object?> action, object? state) => Task.Scheduled(new Task(action, state));

    public Task StartNew(Action<object?> action, object? state, CancellationToken cancellationToken) =>
        Task.Scheduled(new Task(action, state, cancellationToken));

    public Task StartNew(Action<object?> action, object? state, TaskCreationOptions creationOptions) =>
        Task.Scheduled(new Task(action, state, creationOptions));

    public Task<TResult> StartNew<TResult>(Func<TResult> function) => Task.Scheduled(new Task<TResult>(function));

    public Task<TResult> StartNew<TResult>(Func<TResult> function, CancellationToken cancellationToken) =>
        Task.Scheduled(new Task<TResult>(function, cancellationToken));

    public Task<TResult> StartNew<TResult>(Func<TResult> function, TaskCreationOptions creationOptions) =>
        Task.Scheduled(new Task<TResult>(function, creationOptions));

    public Task<TResult> StartNew<TResult>(
        Func<TResult> function, CancellationToken cancellationToken, TaskCreationOptions creationOptions, TaskScheduler scheduler) =>
        Task.Scheduled(new Task<TResult>(function, cancellationToken, creationOptions));

    public Task<TResult> StartNew<TResult>(Func<object?, TResult> function, object? state) =>
        Task.Scheduled(new Task<TResult>(function, state));
}

/// <summary>Makes and starts tasks that yield a value.</summary>
public class TaskFactory<TResult>
{
    public Task<TResult> StartNew(Func<TResult> function) => Task.Scheduled(new Task<TResult>(function));

    public Task<TResult> StartNew(Func<TResult> function, CancellationToken cancellationToken) =>
        Task.Scheduled(new Task<TResult>(function, cancellationToken));

    public Task<TResult> StartNew(Func<TResult> function, TaskCreationOptions creationOptions) =>
        Task.Scheduled(new Task<TResult>(function, creationOptions));

    public Task<TResult> StartNew(Func<object?, TResult> function, object? state) =>
        Task.Scheduled(new Task<TResult>(function, state));
}
