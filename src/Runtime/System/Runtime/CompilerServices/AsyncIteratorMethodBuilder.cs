using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Used by the compiler for async iterators.</summary>
public struct AsyncIteratorMethodBuilder
{
    private Task<VoidResult>? _task;

    public static AsyncIteratorMethodBuilder Create() => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveNext<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.Start(ref stateMachine);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.AwaitOnCompleted(ref awaiter, AsyncMethod.BoxOf(ref stateMachine, ref _task));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        AsyncMethod.AwaitUnsafeOnCompleted(ref awaiter, AsyncMethod.BoxOf(ref stateMachine, ref _task));

    /// <summary>The iteration is over; the box is only a means here, and nobody awaits it.</summary>
    public void Complete()
    {
        if (_task is null)
            _task = CompletedTasks.Void;
        else
            _task.TrySetResult(default);
    }
}
