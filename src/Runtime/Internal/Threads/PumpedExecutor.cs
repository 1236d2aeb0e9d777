namespace Internal.Runtime;

/// <summary>The executor of a home with one thread: whoever waits runs the queue meanwhile.</summary>
internal sealed class PumpedExecutor : Executor
{
    private WorkQueue _queue;

    public override bool ExpectsWork => !_queue.IsEmpty || base.ExpectsWork;

    public override void Queue(WorkItem item, bool preferLocal = false) => _queue.Enqueue(item);

    public override bool RunOne()
    {
        Timers.FireDue();
        WorkItem? item = _queue.Dequeue();
        if (item is null)
            return false;

        System.Threading.Thread thread = System.Threading.Thread.CurrentThread;
        System.Threading.ExecutionContext? context = thread._executionContext;
        thread._executionContext = null;
        try
        {
            Run(item);
        }
        finally
        {
            thread._executionContext = context;
        }

        return true;
    }
}
