using Internal.Runtime;

namespace System.Threading.Tasks;

/// <content>Time.</content>
public partial class Task
{
    private const long MaximumDelay = 0xFFFFFFFE;

    public static Task Delay(int millisecondsDelay) => Delay(millisecondsDelay, default(CancellationToken));

    public static Task Delay(int millisecondsDelay, CancellationToken cancellationToken)
    {
        if (millisecondsDelay < Timeout.Infinite)
        {
            throw new ArgumentOutOfRangeException(
                nameof(millisecondsDelay),
                "The value needs to be either -1 (signifying an infinite timeout), 0 or a positive integer.");
        }

        return DelayOf(millisecondsDelay, cancellationToken);
    }

    public static Task Delay(TimeSpan delay) => Delay(delay, default(CancellationToken));

    public static Task Delay(TimeSpan delay, CancellationToken cancellationToken) =>
        DelayOf(CheckedDelay(delay, nameof(delay)), cancellationToken);

    /// <summary>Ends as this task, unless the time-out or the cancellation comes first.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => WaitAsyncOf(Timeout.Infinite, cancellationToken);

    public Task WaitAsync(TimeSpan timeout) => WaitAsyncOf(CheckedDelay(timeout, nameof(timeout)), default);

    public Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsyncOf(CheckedDelay(timeout, nameof(timeout)), cancellationToken);

    private protected static long CheckedDelay(TimeSpan delay, string parameterName)
    {
        long milliseconds = delay.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds < -1 || milliseconds > MaximumDelay)
        {
            if (parameterName == "timeout")
                throw new ArgumentOutOfRangeException(parameterName);
            throw new ArgumentOutOfRangeException(
                parameterName,
                "The value needs to translate in milliseconds to -1 (signifying an infinite timeout), 0, or a positive integer less than or equal to the maximum allowed timer duration.");
        }

        return milliseconds;
    }

    private static Task DelayOf(long milliseconds, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return FromCanceled(cancellationToken);
        if (milliseconds == 0)
            return CompletedTask;
        TimedTask<VoidResult> task = new(null);
        task.Begin(milliseconds, cancellationToken);
        return task;
    }

    private Task WaitAsyncOf(long milliseconds, CancellationToken cancellationToken)
    {
        if (IsCompleted || (milliseconds == Timeout.Infinite && !cancellationToken.CanBeCanceled))
            return this;
        if (cancellationToken.IsCancellationRequested)
            return FromCanceled(cancellationToken);
        if (milliseconds == 0)
            return FromException(new TimeoutException());
        TimedTask<VoidResult> task = new(this);
        task.Begin(milliseconds, cancellationToken);
        return task;
    }
}

/// <content>Time.</content>
public partial class Task<TResult>
{
    public new Task<TResult> WaitAsync(CancellationToken cancellationToken) => WaitAsyncOf(Timeout.Infinite, cancellationToken);

    public new Task<TResult> WaitAsync(TimeSpan timeout) => WaitAsyncOf(CheckedDelay(timeout, nameof(timeout)), default);

    public new Task<TResult> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsyncOf(CheckedDelay(timeout, nameof(timeout)), cancellationToken);

    private Task<TResult> WaitAsyncOf(long milliseconds, CancellationToken cancellationToken)
    {
        if (IsCompleted || (milliseconds == Timeout.Infinite && !cancellationToken.CanBeCanceled))
            return this;
        if (cancellationToken.IsCancellationRequested)
            return FromCanceled<TResult>(cancellationToken);
        if (milliseconds == 0)
            return FromException<TResult>(new TimeoutException());
        TimedTask<TResult> task = new(this);
        task.Begin(milliseconds, cancellationToken);
        return task;
    }
}

/// <summary>Ends with the task it follows, with its time, or with its token. Without a task to follow, the time is its good end.</summary>
internal sealed class TimedTask<TResult> : Task<TResult>
{
    private readonly Task? _followed;
    private readonly Executor _executor = Executor.Current;
    private readonly Node _timer;
    private CancellationTokenRegistration _registration;

    internal TimedTask(Task? followed)
    {
        _followed = followed;
        _timer = new Node(this);
    }

    internal void Begin(long milliseconds, CancellationToken cancellationToken)
    {
        if (milliseconds >= 0)
            _executor.Timers.Schedule(_timer, Home.MonotonicNanoseconds() + milliseconds * 1_000_000);
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (task, token) => ((TimedTask<TResult>)task!).Cancel(token), this);
            if (IsCompleted)
                _registration.Unregister();
        }

        _followed?.AddContinuation(this);
    }

    internal override void ContinueAfter(Task antecedent, bool mayInline)
    {
        if (TrySetFrom(antecedent))
            CleanUp();
    }

    /// <summary>The time has come.</summary>
    internal override void Execute()
    {
        bool ended = _followed is null ? TrySetResult(default!) : TrySetException(new TimeoutException());
        if (ended)
            CleanUp();
    }

    private void Cancel(CancellationToken token)
    {
        if (TrySetCanceled(token))
            CleanUp();
    }

    private void CleanUp()
    {
        _executor.Timers.Cancel(_timer);
        _registration.Unregister();
        _followed?.RemoveContinuation(this);
    }

    private sealed class Node(TimedTask<TResult> task) : TimerNode
    {
        internal override void Fire() => task._executor.Queue(task);
    }
}
