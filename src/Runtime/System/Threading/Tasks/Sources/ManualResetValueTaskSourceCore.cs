using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Internal.Runtime;

namespace System.Threading.Tasks.Sources;

/// <summary>The logic of a reusable source: one producer, one consumer, a version for each use.</summary>
public struct ManualResetValueTaskSourceCore<TResult>
{
    private static readonly Action<object?> s_completed = static _ => throw new InvalidOperationException();

    private Action<object?>? _continuation;
    private object? _state;
    private ExecutionContext? _context;
    private TResult? _result;
    private ExceptionDispatchInfo? _error;
    private short _version;
    private bool _isCompleted;

    public bool RunContinuationsAsynchronously { get; set; }

    public readonly short Version => _version;

    /// <summary>Makes it ready for the next use.</summary>
    public void Reset()
    {
        _version++;
        _continuation = null;
        _state = null;
        _context = null;
        _result = default;
        _error = null;
        _isCompleted = false;
    }

    public void SetResult(TResult result)
    {
        _result = result;
        Complete();
    }

    public void SetException(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _error = ExceptionDispatchInfo.Capture(error);
        Complete();
    }

    public readonly ValueTaskSourceStatus GetStatus(short token)
    {
        CheckVersion(token);
        return !_isCompleted ? ValueTaskSourceStatus.Pending
            : _error is null ? ValueTaskSourceStatus.Succeeded
            : _error.SourceException is OperationCanceledException ? ValueTaskSourceStatus.Canceled
            : ValueTaskSourceStatus.Faulted;
    }

    public readonly TResult GetResult(short token)
    {
        CheckVersion(token);
        if (!_isCompleted)
            throw new InvalidOperationException();
        _error?.Throw();
        return _result!;
    }

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        CheckVersion(token);
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
            _context = ExecutionContext.Current;

        // The state is written before the continuation that uses it is published.
        _state = state;
        Action<object?>? previous = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (previous is null)
            return;
        if (!ReferenceEquals(previous, s_completed))
            throw new InvalidOperationException();
        Executor.Current.Queue(new CallbackWorkItem(continuation, state, _context), preferLocal: true);
    }

    private void Complete()
    {
        if (_isCompleted)
            throw new InvalidOperationException();
        _isCompleted = true;
        Action<object?>? continuation = Volatile.Read(ref _continuation)
            ?? Interlocked.CompareExchange(ref _continuation, s_completed, null);
        if (continuation is null)
            return;

        object? state = _state;
        ExecutionContext? context = _context;
        if (RunContinuationsAsynchronously || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            Executor.Current.Queue(new CallbackWorkItem(continuation, state, context), preferLocal: true);
        else if (context is not null)
            new CallbackWorkItem(continuation, state, context).Execute();
        else
            continuation(state);
    }

    private readonly void CheckVersion(short token)
    {
        if (token != _version)
            throw new InvalidOperationException();
    }
}
