using Internal.Runtime;

namespace System.Threading;

/// <summary>What the pool calls.</summary>
public delegate void WaitCallback(object? state);

/// <summary>Work that the pool runs without a delegate.</summary>
public interface IThreadPoolWorkItem
{
    void Execute();
}

/// <summary>Queues work for the current executor: a pool of threads where there are threads.</summary>
public static class ThreadPool
{
    public static int ThreadCount => Executor.Installed is ThreadPoolExecutor pool ? pool.WorkerCount : 0;

    public static bool QueueUserWorkItem(WaitCallback callBack) => QueueUserWorkItem(callBack, null);

    public static bool QueueUserWorkItem(WaitCallback callBack, object? state)
    {
        ArgumentNullException.ThrowIfNull(callBack);
        return Queue(new Item<object?>(callBack, state, ExecutionContext.Current), preferLocal: false);
    }

    public static bool QueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal)
    {
        ArgumentNullException.ThrowIfNull(callBack);
        return Queue(new Item<TState>(callBack, state, ExecutionContext.Current), preferLocal);
    }

    /// <summary>As QueueUserWorkItem, without flowing the execution context.</summary>
    public static bool UnsafeQueueUserWorkItem(WaitCallback callBack, object? state)
    {
        ArgumentNullException.ThrowIfNull(callBack);
        return Queue(new Item<object?>(callBack, state, null), preferLocal: false);
    }

    public static bool UnsafeQueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal)
    {
        ArgumentNullException.ThrowIfNull(callBack);
        return Queue(new Item<TState>(callBack, state, null), preferLocal);
    }

    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem callBack, bool preferLocal)
    {
        ArgumentNullException.ThrowIfNull(callBack);
        return Queue(new ActionWorkItem(callBack.Execute), preferLocal);
    }

    private static bool Queue(WorkItem item, bool preferLocal)
    {
        Executor.Current.Queue(item, preferLocal);
        return true;
    }

    private sealed class Item<TState>(Delegate callback, TState state, ExecutionContext? context) : WorkItem
    {
        internal override void Execute()
        {
            if (context is null)
                Call();
            else
                ExecutionContext.Run(context, static item => ((Item<TState>)item!).Call(), this);
        }

        private void Call()
        {
            if (callback is Action<TState> action)
                action(state);
            else
                ((WaitCallback)callback)(state);
        }
    }
}
