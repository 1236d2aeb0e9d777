using System.Threading;
using System.Threading.Tasks;
using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>Awaits a task.</summary>
[System.Diagnostics.StackTraceHidden]
public readonly struct TaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
{
    private readonly Task _task;

    internal TaskAwaiter(Task task) => _task = task;

    public bool IsCompleted => _task.IsCompleted;

    public void GetResult()
    {
        if (!_task.IsCompletedSuccessfully)
            TaskAwaiter.WaitOrThrow(_task);
    }

    public void OnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: true);

    public void UnsafeOnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: false);

    void IBoxAwaiter.AwaitUnsafeOnCompleted(WorkItem box) => TaskAwaiter.AddBox(_task, box);

    /// <summary>For a task that has not ended well: waits for its end if need be, then throws its failure.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void WaitOrThrow(Task task, bool suppressThrowing = false)
    {
        if (!task.IsCompleted)
            task.WaitForEnd();
        if (!task.IsCompletedSuccessfully && !suppressThrowing)
            task.ThrowFailure();
    }

    internal static void AddBox(Task task, WorkItem box, bool forceYielding = false)
    {
        if (forceYielding && task.IsCompleted)
            Executor.Current.Queue(box);
        else if (!task.TryAddContinuation(box))
            Executor.Current.Queue(box, preferLocal: true);
    }

    internal static void AddAction(Task task, Action continuation, bool flow, bool forceYielding = false)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        if (flow && ExecutionContext.Current is { } context)
            continuation = new ContextAction(context, continuation).Run;
        if ((forceYielding && task.IsCompleted) || !task.TryAddContinuation(continuation))
            Executor.Current.Queue(new ActionWorkItem(continuation), preferLocal: true);
    }
}

/// <summary>Awaits a task with a value.</summary>
[System.Diagnostics.StackTraceHidden]
public readonly struct TaskAwaiter<TResult> : ICriticalNotifyCompletion, IBoxAwaiter
{
    private readonly Task<TResult> _task;

    internal TaskAwaiter(Task<TResult> task) => _task = task;

    public bool IsCompleted => _task.IsCompleted;

    public TResult GetResult()
    {
        if (!_task.IsCompletedSuccessfully)
            TaskAwaiter.WaitOrThrow(_task);
        return _task._result!;
    }

    public void OnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: true);

    public void UnsafeOnCompleted(Action continuation) => TaskAwaiter.AddAction(_task, continuation, flow: false);

    void IBoxAwaiter.AwaitUnsafeOnCompleted(WorkItem box) => TaskAwaiter.AddBox(_task, box);
}

/// <summary>An action that runs under the execution context in which it was handed over.</summary>
internal sealed class ContextAction(ExecutionContext context, Action action)
{
    internal void Run() => ExecutionContext.Run(context, static action => ((Action)action!)(), action);
}
