using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>What the builders of the various async methods share.</summary>
internal static class AsyncMethod
{
    /// <summary>Runs the first part of an async method; what it changes of the execution context stays with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (ExecutionContext.IsInUse)
        {
            StartUnderContext(ref stateMachine);
            return;
        }

        stateMachine.MoveNext();
        if (ExecutionContext.IsInUse)
            ExecutionContext.Switch(Thread.CurrentThread, null);
    }

    /// <summary>The box of the state machine, made at the first await that has to wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static AsyncStateMachineBox<TStateMachine, TResult> BoxOf<TStateMachine, TResult>(
        ref TStateMachine stateMachine, ref Task<TResult>? task)
        where TStateMachine : IAsyncStateMachine
    {
        ExecutionContext? context = ExecutionContext.Current;
        if (task is AsyncStateMachineBox<TStateMachine, TResult> existing)
        {
            if (existing._context != context)
                existing._context = context;
            return existing;
        }

        // The builder is a field of the state machine, so the task must be set before the copy.
        AsyncStateMachineBox<TStateMachine, TResult> box = new();
        task = box;
        box._stateMachine = stateMachine;
        box._context = context;
        return box;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AwaitOnCompleted<TAwaiter, TStateMachine, TResult>(
        ref TAwaiter awaiter, AsyncStateMachineBox<TStateMachine, TResult> box)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        try
        {
            awaiter.OnCompleted(box.MoveNextAction);
        }
        catch (Exception exception)
        {
            ThrowLater(exception);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine, TResult>(
        ref TAwaiter awaiter, AsyncStateMachineBox<TStateMachine, TResult> box)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        // Structures only, so that the compiler decides the test for each type of awaiter.
        if (default(TAwaiter) is not null && awaiter is IBoxAwaiter)
        {
            ((IBoxAwaiter)awaiter).AwaitUnsafeOnCompleted(box);
            return;
        }

        try
        {
            awaiter.UnsafeOnCompleted(box.MoveNextAction);
        }
        catch (Exception exception)
        {
            ThrowLater(exception);
        }
    }

    /// <summary>Throws on an executor, where nobody catches it: for failures that have no task to show up in.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowLater(Exception exception)
    {
        ExceptionServices.ExceptionDispatchInfo info = ExceptionServices.ExceptionDispatchInfo.Capture(exception);
        global::Internal.Runtime.Executor.Current.Queue(new global::Internal.Runtime.ActionWorkItem(info.Throw));
    }

    /// <summary>Ends a method's task by what it threw.</summary>
    internal static void SetException<TResult>(Exception exception, ref Task<TResult>? task)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Task<TResult> ending = task ??= new Task<TResult>();
        bool ended = exception is OperationCanceledException canceled
            ? ending.TrySetCanceled(canceled.CancellationToken, canceled)
            : ending.TrySetException(exception);
        if (!ended)
            TaskCompletionSource<TResult>.ThrowEnded();
    }

    internal static void SetResult<TResult>(TResult result, Task<TResult> task)
    {
        if (!task.TrySetResult(result))
            TaskCompletionSource<TResult>.ThrowEnded();
    }

    private static void StartUnderContext<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        Thread thread = Thread.CurrentThread;
        ExecutionContext? previous = thread._executionContext;
        try
        {
            stateMachine.MoveNext();
        }
        finally
        {
            ExecutionContext.Switch(thread, previous);
        }
    }
}
