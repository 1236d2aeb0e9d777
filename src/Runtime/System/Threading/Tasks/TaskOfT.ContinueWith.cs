namespace System.Threading.Tasks;

/// <content>Continuations that are tasks.</content>
public partial class Task<TResult>
{
    public Task ContinueWith(Action<Task<TResult>> continuationAction) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task<TResult>> continuationAction, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, cancellationToken, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task<TResult>> continuationAction, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, default, continuationOptions));

    public Task ContinueWith(Action<Task<TResult>> continuationAction, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task ContinueWith(
        Action<Task<TResult>> continuationAction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: false, null, cancellationToken, continuationOptions));

    public Task ContinueWith(Action<Task<TResult>, object?> continuationAction, object? state) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task<TResult>, object?> continuationAction, object? state, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, cancellationToken, TaskContinuationOptions.None));

    public Task ContinueWith(Action<Task<TResult>, object?> continuationAction, object? state, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, default, continuationOptions));

    public Task ContinueWith(Action<Task<TResult>, object?> continuationAction, object? state, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task ContinueWith(
        Action<Task<TResult>, object?> continuationAction, object? state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask(this, Checked(continuationAction), takesState: true, state, cancellationToken, continuationOptions));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, TNewResult> continuationFunction) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, TNewResult> continuationFunction, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: false, null, cancellationToken, TaskContinuationOptions.None));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, TNewResult> continuationFunction, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: false, null, default, continuationOptions));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, TNewResult> continuationFunction, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: false, null, default, TaskContinuationOptions.None));

    public Task<TNewResult> ContinueWith<TNewResult>(
        Func<Task<TResult>, TNewResult> continuationFunction, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: false, null, cancellationToken, continuationOptions));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object?, TNewResult> continuationFunction, object? state) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object?, TNewResult> continuationFunction, object? state, CancellationToken cancellationToken) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: true, state, cancellationToken, TaskContinuationOptions.None));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object?, TNewResult> continuationFunction, object? state, TaskContinuationOptions continuationOptions) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: true, state, default, continuationOptions));

    public Task<TNewResult> ContinueWith<TNewResult>(Func<Task<TResult>, object?, TNewResult> continuationFunction, object? state, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: true, state, default, TaskContinuationOptions.None));

    public Task<TNewResult> ContinueWith<TNewResult>(
        Func<Task<TResult>, object?, TNewResult> continuationFunction, object? state, CancellationToken cancellationToken, TaskContinuationOptions continuationOptions, TaskScheduler scheduler) =>
        Continued(new ContinuationTask<TNewResult>(this, Checked(continuationFunction), takesState: true, state, cancellationToken, continuationOptions));
}
