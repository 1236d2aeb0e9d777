using System.Runtime.CompilerServices;

namespace System.Threading.Tasks;

/// <content>Continuations that are tasks. The scheduler arguments are there for source compatibility: there is one scheduler.</content>
public partial class Task
{
    public Task ContinueWith(Action<Task> continuationAction) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task> continuationAction, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, cancellationToken, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task> continuationAction, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, default, continuationOptions));

    public Task ContinueWith(Action<Task> continuationAction, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task ContinueWith(
        Action<Task> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, cancellationToken, continuationOptions));

    public Task ContinueWith(Action<Task, object?> continuationAction, object? state) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task, object?> continuationAction, object? state, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, cancellationToken, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task, object?> continuationAction, object? state, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, default, continuationOptions));

    public Task ContinueWith(Action<Task, object?> continuationAction, object? state, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task ContinueWith(
        Action<Task, object?> continuationAction, object? state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, cancellationToken, continuationOptions));

    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: false, null, cancellationToken, TaskContinuationOptions.None));

    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: false, null, default, continuationOptions));

    public Task<TResult> ContinueWith<TResult>(Func<Task, TResult> continuationFunction, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task<TResult> ContinueWith<TResult>(
        Func<Task, TResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: false, null, cancellationToken, continuationOptions));

    public Task<TResult> ContinueWith<TResult>(Func<Task, object?, TResult> continuationFunction, object? state) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task<TResult> ContinueWith<TResult>(Func<Task, object?, TResult> continuationFunction, object? state, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: true, state, cancellationToken, TaskContinuationOptions.None));

    public Task<TResult> ContinueWith<TResult>(Func<Task, object?, TResult> continuationFunction, object? state, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: true, state, default, continuationOptions));

    public Task<TResult> ContinueWith<TResult>(Func<Task, object?, TResult> continuationFunction, object? state, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task<TResult> ContinueWith<TResult>(
        Func<Task, object?, TResult> continuationFunction, object? state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TResult>(this, Checked(continuationFunction), takesState: true, state, cancellationToken, continuationOptions));

    private protected TTask Continued<TTask>(TTask continuation)
        where TTask : Task
    {
        // Cancelled before the antecedent's end: nothing to do when that comes.
        if (!continuation.IsCompleted)
            AddContinuation(continuation);
        return continuation;
    }

    private protected static Delegate Checked(
        Delegate? continuation, [CallerArgumentExpression(nameof(continuation))] string? parameterName = null) =>
        continuation ?? throw new ArgumentNullException(parameterName);
}
