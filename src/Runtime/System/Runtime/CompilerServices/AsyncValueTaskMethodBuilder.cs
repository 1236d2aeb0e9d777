using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Used by the compiler for async methods that return a ValueTask.</summary>
public struct AsyncValueTaskMethodBuilder
{
    private Task<VoidResult>? _task;
    private bool _hasResult;

    public ValueTask Task
    {
        get
        {
            if (_hasResult)
                return default;
            return new ValueTask(_task ??= new Task<VoidResult>());
        }
    }

    public static AsyncValueTaskMethodBuilder Create() => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.Start(ref stateMachine);

    /// <summary>Not used by optimised code; the box needs no back reference.</summary>
    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.AwaitOnCompleted(ref awaiter, AsyncMethod.BoxOf(ref stateMachine, ref _task));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.AwaitUnsafeOnCompleted(ref awaiter, AsyncMethod.BoxOf(ref stateMachine, ref _task));

    public void SetResult()
    {
        if (_task is null)
            _hasResult = true;
        else
            AsyncMethod.SetResult(default, _task);
    }

    public void SetException(Exception exception) => AsyncMethod.SetException(exception, ref _task);
}

/// <summary>Used by the compiler for async methods that return a ValueTask with a value: allocates only if the method has to wait.</summary>
public struct AsyncValueTaskMethodBuilder<TResult>
{
    private Task<TResult>? _task;
    private TResult _result;
    private bool _hasResult;

    public ValueTask<TResult> Task
    {
        get
        {
            if (_hasResult)
                return new ValueTask<TResult>(_result);
            return new ValueTask<TResult>(_task ??= new Task<TResult>());
        }
    }

    public static AsyncValueTaskMethodBuilder<TResult> Create() => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.Start(ref stateMachine);

    /// <summary>Not used by optimised code; the box needs no back reference.</summary>
    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.AwaitOnCompleted(ref awaiter, AsyncMethod.BoxOf(ref stateMachine, ref _task));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.AwaitUnsafeOnCompleted(ref awaiter, AsyncMethod.BoxOf(ref stateMachine, ref _task));

    public void SetResult(TResult result)
    {
        if (_task is null)
        {
            _result = result;
            _hasResult = true;
        }
        else
        {
            AsyncMethod.SetResult(result, _task);
        }
    }

    public void SetException(Exception exception) => AsyncMethod.SetException(exception, ref _task);
}
