using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Used by the compiler for async methods that return nothing: what they throw ends the program.</summary>
public struct AsyncVoidMethodBuilder
{
    private Task<VoidResult>? _task;

    public static AsyncVoidMethodBuilder Create() => default;

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

    public void SetResult() => _task?.TrySetResult(default);

    public void SetException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        AsyncMethod.ThrowLater(exception);
        _task?.TrySetResult(default);
    }
}
