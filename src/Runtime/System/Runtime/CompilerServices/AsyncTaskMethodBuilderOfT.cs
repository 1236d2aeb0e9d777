using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Used by the compiler for async methods that return a Task with a value.</summary>
public struct AsyncTaskMethodBuilder<TResult>
{
    private Task<TResult>? _task;

    public Task<TResult> Task => _task ??= new Task<TResult>();

    public static AsyncTaskMethodBuilder<TResult> Create() => default;

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
            _task = Completed(result);
        else
            AsyncMethod.SetResult(result, _task);
    }

    public void SetException(Exception exception) => AsyncMethod.SetException(exception, ref _task);

    private static Task<TResult> Completed(TResult result)
    {
        if (typeof(TResult) == typeof(bool))
        {
            Task<bool> shared = Unsafe.As<TResult, bool>(ref result) ? CompletedTasks.True : CompletedTasks.False;
            return Unsafe.As<Task<TResult>>(shared);
        }

        return new Task<TResult>(result, TaskStatus.RanToCompletion);
    }
}
