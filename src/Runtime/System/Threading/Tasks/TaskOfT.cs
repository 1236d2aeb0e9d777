using System.Runtime.CompilerServices;

namespace System.Threading.Tasks;

/// <summary>A task that yields a value.</summary>
public partial class Task<TResult> : Task
{
    /// <summary>Stored before the end is published.</summary>
    internal TResult? _result;

    internal Task()
    {
    }

    internal Task(object? state, TaskCreationOptions options)
        : base(state, options)
    {
    }

    internal Task(TResult? result, TaskStatus status)
        : base(status) =>
        _result = result;

    private protected Task(Delegate? function, bool takesState, object? state, CancellationToken token, TaskCreationOptions options, TaskStatus status)
        : base(function, takesState, state, token, options, status)
    {
    }

    public Task(Func<TResult> function)
        : this(function, takesState: false, null, default, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public Task(Func<TResult> function, CancellationToken cancellationToken)
        : this(function, takesState: false, null, cancellationToken, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public Task(Func<TResult> function, TaskCreationOptions creationOptions)
        : this(function, takesState: false, null, default, creationOptions, TaskStatus.Created)
    {
    }

    public Task(Func<TResult> function, CancellationToken cancellationToken, TaskCreationOptions creationOptions)
        : this(function, takesState: false, null, cancellationToken, creationOptions, TaskStatus.Created)
    {
    }

    public Task(Func<object?, TResult> function, object? state)
        : this(function, takesState: true, state, default, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public Task(Func<object?, TResult> function, object? state, CancellationToken cancellationToken)
        : this(function, takesState: true, state, cancellationToken, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public static new TaskFactory<TResult> Factory => new();

    /// <summary>The value, waiting for it if need be.</summary>
    /// <exception cref="AggregateException">The task failed or was cancelled.</exception>
    public TResult Result
    {
        get
        {
            if (!IsCompletedSuccessfully)
            {
                WaitForEnd();
                if (!IsCompletedSuccessfully)
                    ThrowAggregate();
            }

            return _result!;
        }
    }

    public new TaskAwaiter<TResult> GetAwaiter() => new(this);

    public new ConfiguredTaskAwaitable<TResult> ConfigureAwait(bool continueOnCapturedContext) =>
        new(this, continueOnCapturedContext ? ConfigureAwaitOptions.ContinueOnCapturedContext : ConfigureAwaitOptions.None);

    public new ConfiguredTaskAwaitable<TResult> ConfigureAwait(ConfigureAwaitOptions options)
    {
        if (((int)options & ~7) != 0)
            throw new ArgumentOutOfRangeException(nameof(options));
        if ((options & ConfigureAwaitOptions.SuppressThrowing) != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                "TaskCompletionSource and Task<TResult> do not support ConfigureAwaitOptions.SuppressThrowing.");
        }

        return new ConfiguredTaskAwaitable<TResult>(this, options);
    }

    internal bool TrySetResult(TResult result)
    {
        if (!TryReserveEnd())
            return false;
        _result = result;
        End(TaskStatus.RanToCompletion);
        return true;
    }

    /// <summary>Ends as the other task, which has ended.</summary>
    internal bool TrySetFrom(Task other)
    {
        if (!other.IsCompletedSuccessfully)
            return TrySetFailureOf(other);
        return TrySetResult(other is Task<TResult> typed ? typed._result! : default!);
    }

    private protected override void InvokeDelegate()
    {
        _result = DelegateTakesState
            ? ((Func<object?, TResult>)_action!)(AsyncState)
            : ((Func<TResult>)_action!)();
    }
}
