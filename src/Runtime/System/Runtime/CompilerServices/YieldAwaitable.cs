using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>What Task.Yield returns.</summary>
public readonly struct YieldAwaitable
{
    public YieldAwaiter GetAwaiter() => default;

    /// <summary>Resumes at the end of the executor's queue.</summary>
    public readonly struct YieldAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
    {
        public bool IsCompleted => false;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation)
        {
            ArgumentNullException.ThrowIfNull(continuation);
            if (System.Threading.ExecutionContext.Current is { } context)
                continuation = new ContextAction(context, continuation).Run;
            UnsafeOnCompleted(continuation);
        }

        public void UnsafeOnCompleted(Action continuation)
        {
            ArgumentNullException.ThrowIfNull(continuation);
            Executor.Current.Queue(new ActionWorkItem(continuation));
        }

        void IBoxAwaiter.AwaitUnsafeOnCompleted(WorkItem box) => Executor.Current.Queue(box);
    }
}
