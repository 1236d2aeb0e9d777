using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace System.Threading.Tasks;

/// <summary>A task that others end by hand.</summary>
public class TaskCompletionSource
{
    private readonly TaskCompletionSource<VoidResult> _source;

    public TaskCompletionSource() => _source = new();

    public TaskCompletionSource(TaskCreationOptions creationOptions) => _source = new(creationOptions);

    public TaskCompletionSource(object? state) => _source = new(state);

    public TaskCompletionSource(object? state, TaskCreationOptions creationOptions) => _source = new(state, creationOptions);

    public Task Task => _source.Task;

    public void SetResult() => _source.SetResult(default);

    public bool TrySetResult() => _source.TrySetResult(default);

    public void SetException(Exception exception) => _source.SetException(exception);

    public void SetException(IEnumerable<Exception> exceptions) => _source.SetException(exceptions);

    public bool TrySetException(Exception exception) => _source.TrySetException(exception);

    public bool TrySetException(IEnumerable<Exception> exceptions) => _source.TrySetException(exceptions);

    public void SetCanceled() => _source.SetCanceled();

    public void SetCanceled(CancellationToken cancellationToken) => _source.SetCanceled(cancellationToken);

    public bool TrySetCanceled() => _source.TrySetCanceled();

    public bool TrySetCanceled(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);

    public void SetFromTask(Task completedTask)
    {
        if (!TrySetFromTask(completedTask))
            TaskCompletionSource<VoidResult>.ThrowEnded();
    }

    public bool TrySetFromTask(Task completedTask)
    {
        TaskCompletionSource<VoidResult>.CheckCompleted(completedTask);
        return ((Task<VoidResult>)_source.Task).TrySetFrom(completedTask);
    }
}

/// <summary>A task that others end by hand with a value.</summary>
public class TaskCompletionSource<TResult>
{
    private readonly Task<TResult> _task;

    public TaskCompletionSource() => _task = new Task<TResult>();

    public TaskCompletionSource(TaskCreationOptions creationOptions)
        : this(null, creationOptions)
    {
    }

    public TaskCompletionSource(object? state)
        : this(state, TaskCreationOptions.None)
    {
    }

    public TaskCompletionSource(object? state, TaskCreationOptions creationOptions) => _task = new Task<TResult>(state, creationOptions);

    public Task<TResult> Task => _task;

    /// <exception cref="InvalidOperationException">The task has ended already.</exception>
    public void SetResult(TResult result)
    {
        if (!TrySetResult(result))
            ThrowEnded();
    }

    public bool TrySetResult(TResult result)
    {
        bool won = _task.TrySetResult(result);
        if (!won)
            WaitForOtherEnd();
        return won;
    }

    public void SetException(Exception exception)
    {
        if (!TrySetException(exception))
            ThrowEnded();
    }

    public void SetException(IEnumerable<Exception> exceptions)
    {
        if (!TrySetException(exceptions))
            ThrowEnded();
    }

    public bool TrySetException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        bool won = _task.TrySetException(exception);
        if (!won)
            WaitForOtherEnd();
        return won;
    }

    public bool TrySetException(IEnumerable<Exception> exceptions)
    {
        ArgumentNullException.ThrowIfNull(exceptions);
        ExceptionDispatchInfo[] infos = [];
        foreach (Exception exception in exceptions)
        {
            if (exception is null)
                throw new ArgumentException("The exceptions collection included at least one null element.", nameof(exceptions));
            ExceptionDispatchInfo[] larger = new ExceptionDispatchInfo[infos.Length + 1];
            Array.Copy(infos, 0, larger, 0, infos.Length);
            larger[^1] = ExceptionDispatchInfo.Capture(exception);
            infos = larger;
        }

        if (infos.Length == 0)
            throw new ArgumentException("The exceptions collection was empty.", nameof(exceptions));
        bool won = _task.TrySetExceptions(infos);
        if (!won)
            WaitForOtherEnd();
        return won;
    }

    public void SetCanceled() => SetCanceled(default);

    public void SetCanceled(CancellationToken cancellationToken)
    {
        if (!TrySetCanceled(cancellationToken))
            ThrowEnded();
    }

    public bool TrySetCanceled() => TrySetCanceled(default);

    public bool TrySetCanceled(CancellationToken cancellationToken)
    {
        bool won = _task.TrySetCanceled(cancellationToken);
        if (!won)
            WaitForOtherEnd();
        return won;
    }

    public void SetFromTask(Task<TResult> completedTask)
    {
        if (!TrySetFromTask(completedTask))
            ThrowEnded();
    }

    public bool TrySetFromTask(Task<TResult> completedTask)
    {
        CheckCompleted(completedTask);
        return _task.TrySetFrom(completedTask);
    }

    internal static void CheckCompleted(Task completedTask)
    {
        ArgumentNullException.ThrowIfNull(completedTask);
        if (!completedTask.IsCompleted)
            throw new ArgumentException("The provided task must have already completed.", nameof(completedTask));
    }

    [DoesNotReturn]
    internal static void ThrowEnded() =>
        throw new InvalidOperationException("An attempt was made to transition a task to a final state when it had already completed.");

    /// <summary>Who loses the race returns when the winner's end can be seen.</summary>
    private void WaitForOtherEnd()
    {
        SpinWait spinner = default;
        while (!_task.IsCompleted)
            spinner.SpinOnce();
    }
}
