using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace System.Threading.Tasks;

/// <summary>The end of an operation that often has ended already: nothing, a task, or a reusable source. To be awaited once.</summary>
[AsyncMethodBuilder(typeof(AsyncValueTaskMethodBuilder))]
public readonly struct ValueTask : IEquatable<ValueTask>
{
    /// <summary>Null when it has ended well, else a Task or an IValueTaskSource.</summary>
    internal readonly object? _source;
    internal readonly short _token;

    public ValueTask(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        _source = task;
    }

    public ValueTask(IValueTaskSource source, short token)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _token = token;
    }

    public static ValueTask CompletedTask => default;

    public bool IsCompleted => _source is null || Status != ValueTaskSourceStatus.Pending;

    public bool IsCompletedSuccessfully => _source is null || Status == ValueTaskSourceStatus.Succeeded;

    public bool IsFaulted => _source is not null && Status == ValueTaskSourceStatus.Faulted;

    public bool IsCanceled => _source is not null && Status == ValueTaskSourceStatus.Canceled;

    private ValueTaskSourceStatus Status =>
        _source is Task task ? StatusOf(task) : Unsafe.As<IValueTaskSource>(_source!).GetStatus(_token);

    public static ValueTask<TResult> FromResult<TResult>(TResult result) => new(result);

    public static ValueTask FromCanceled(CancellationToken cancellationToken) => new(Task.FromCanceled(cancellationToken));

    public static ValueTask<TResult> FromCanceled<TResult>(CancellationToken cancellationToken) =>
        new(Task.FromCanceled<TResult>(cancellationToken));

    public static ValueTask FromException(Exception exception) => new(Task.FromException(exception));

    public static ValueTask<TResult> FromException<TResult>(Exception exception) => new(Task.FromException<TResult>(exception));

    public static bool operator ==(ValueTask left, ValueTask right) => left.Equals(right);

    public static bool operator !=(ValueTask left, ValueTask right) => !left.Equals(right);

    public bool Equals(ValueTask other) => ReferenceEquals(_source, other._source) && _token == other._token;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTask other && Equals(other);

    public override int GetHashCode() => _source?.GetHashCode() ?? 0;

    /// <summary>A task that may be awaited any number of times.</summary>
    public Task AsTask() => _source switch
    {
        null => Task.CompletedTask,
        Task task => task,
        _ => SourceTask<VoidResult>.Of(this),
    };

    public ValueTask Preserve() => _source is null ? this : new ValueTask(AsTask());

    public ValueTaskAwaiter GetAwaiter() => new(this);

    /// <summary>There is no context to continue on: the same either way.</summary>
    public ConfiguredValueTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) => new(this);

    internal void GetResult()
    {
        if (_source is null)
            return;
        if (_source is Task task)
        {
            if (!task.IsCompletedSuccessfully)
                TaskAwaiter.WaitOrThrow(task);
        }
        else
        {
            Unsafe.As<IValueTaskSource>(_source).GetResult(_token);
        }
    }

    internal void OnCompleted(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags) =>
        Unsafe.As<IValueTaskSource>(_source!).OnCompleted(continuation, state, _token, flags);

    internal static ValueTaskSourceStatus StatusOf(Task task) => task.Status switch
    {
        TaskStatus.RanToCompletion => ValueTaskSourceStatus.Succeeded,
        TaskStatus.Faulted => ValueTaskSourceStatus.Faulted,
        TaskStatus.Canceled => ValueTaskSourceStatus.Canceled,
        _ => ValueTaskSourceStatus.Pending,
    };
}
