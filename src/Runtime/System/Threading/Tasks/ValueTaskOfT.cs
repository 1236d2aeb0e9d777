using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace System.Threading.Tasks;

/// <summary>The result of an operation that often has ended already: a value, a task, or a reusable source. To be awaited once.</summary>
[AsyncMethodBuilder(typeof(AsyncValueTaskMethodBuilder<>))]
public readonly struct ValueTask<TResult> : IEquatable<ValueTask<TResult>>
{
    /// <summary>Null when there is the value, else a Task or an IValueTaskSource.</summary>
    internal readonly object? _source;
    internal readonly TResult? _result;
    internal readonly short _token;

    public ValueTask(TResult result) => _result = result;

    public ValueTask(Task<TResult> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        _source = task;
    }

    public ValueTask(IValueTaskSource<TResult> source, short token)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _token = token;
    }

    public bool IsCompleted => _source is null || Status != ValueTaskSourceStatus.Pending;

    public bool IsCompletedSuccessfully => _source is null || Status == ValueTaskSourceStatus.Succeeded;

    public bool IsFaulted => _source is not null && Status == ValueTaskSourceStatus.Faulted;

    public bool IsCanceled => _source is not null && Status == ValueTaskSourceStatus.Canceled;

    public TResult Result => GetResult();

    private ValueTaskSourceStatus Status =>
        _source is Task<TResult> task ? ValueTask.StatusOf(task) : Unsafe.As<IValueTaskSource<TResult>>(_source!).GetStatus(_token);

    public static bool operator ==(ValueTask<TResult> left, ValueTask<TResult> right) => left.Equals(right);

    public static bool operator !=(ValueTask<TResult> left, ValueTask<TResult> right) => !left.Equals(right);

    public bool Equals(ValueTask<TResult> other) => _source is not null || other._source is not null
        ? ReferenceEquals(_source, other._source) && _token == other._token
        : EqualityComparer<TResult>.Default.Equals(_result, other._result);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTask<TResult> other && Equals(other);

    public override int GetHashCode() => _source is not null ? _source.GetHashCode() : _result?.GetHashCode() ?? 0;

    public override string ToString() => IsCompletedSuccessfully ? Result?.ToString() ?? "" : "";

    /// <summary>A task that may be awaited any number of times.</summary>
    public Task<TResult> AsTask() => _source switch
    {
        null => Task.FromResult(_result!),
        Task<TResult> task => task,
        _ => SourceTask<TResult>.Of(this),
    };

    public ValueTask<TResult> Preserve() => _source is null ? this : new ValueTask<TResult>(AsTask());

    public ValueTaskAwaiter<TResult> GetAwaiter() => new(this);

    /// <summary>There is no context to continue on: the same either way.</summary>
    public ConfiguredValueTaskAwaitable<TResult> ConfigureAwait(bool continueOnCapturedContext) => new(this);

    internal TResult GetResult()
    {
        if (_source is null)
            return _result!;
        if (_source is Task<TResult> task)
        {
            if (!task.IsCompletedSuccessfully)
                TaskAwaiter.WaitOrThrow(task);
            return task._result!;
        }

        return Unsafe.As<IValueTaskSource<TResult>>(_source).GetResult(_token);
    }

    internal void OnCompleted(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags) =>
        Unsafe.As<IValueTaskSource<TResult>>(_source!).OnCompleted(continuation, state, _token, flags);
}
