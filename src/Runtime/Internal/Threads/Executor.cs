using System.Threading;

namespace Internal.Runtime;

/// <summary>Runs queued work: the thread pool, a pump on the only thread there is, later a queue per processor.</summary>
public abstract class Executor
{
    private static Executor? s_default;

    private readonly TimerQueue _timers;

    protected Executor() => _timers = new TimerQueue(this);

    /// <summary>Runs what was not queued from a worker of another executor. Made on first use, unless one was installed before.</summary>
    public static Executor Default => s_default ?? CreateDefault();

    /// <summary>The executor whose worker runs this, else the default one.</summary>
    public static Executor Current => OfCurrentWorker ?? Default;

    /// <summary>The default executor if there is one already.</summary>
    internal static Executor? Installed => s_default;

    internal static Executor? OfCurrentWorker => RuntimeThread.CurrentManaged?._executor;

    internal TimerQueue Timers => _timers;

    /// <summary>Says whether work can still come when nothing is queued: from a timer, or from outside such as an interrupt.</summary>
    public virtual bool ExpectsWork => !_timers.IsEmpty;

    /// <summary>Replaces the default executor; before the first use of tasks or timers.</summary>
    public static void Install(Executor executor) => s_default = executor;

    /// <summary>Queues an item.</summary>
    /// <param name="item">What to run, once.</param>
    /// <param name="preferLocal">Hints that the item uses what the current worker has at hand and may overtake others.</param>
    public abstract void Queue(WorkItem item, bool preferLocal = false);

    /// <summary>Runs one item on the calling thread, if this executor is run by its callers and has one.</summary>
    public virtual bool RunOne() => false;

    /// <summary>The earliest timer has become earlier than it was.</summary>
    protected internal virtual void TimersChanged()
    {
    }

    /// <summary>The current worker is going to wait: another one may take its place.</summary>
    protected internal virtual void WorkerBlocks()
    {
    }

    protected internal virtual void WorkerUnblocks()
    {
    }

    protected static void Run(WorkItem item) => item.Execute();

    /// <summary>Runs an item on a worker's thread, which is left without the item's asynchronous locals.</summary>
    protected static void RunOnWorker(WorkItem item)
    {
        try
        {
            item.Execute();
        }
        finally
        {
            Thread thread = Thread.CurrentThread;
            if (thread._executionContext is not null)
                ExecutionContext.Switch(thread, null);
        }
    }

    /// <summary>From now on, what the current thread queues comes here, and its waits are reported here.</summary>
    protected void ServeOnCurrentThread() => Thread.CurrentThread._executor = this;

    /// <summary>Queues what is due. Returns the nanoseconds until the next timer, or -1 when there is none.</summary>
    protected long FireTimers() => _timers.FireDue();

    private static Executor CreateDefault()
    {
        Executor created = Home.HasThreads() ? new ThreadPoolExecutor() : new PumpedExecutor();
        return Interlocked.CompareExchange(ref s_default, created, null) ?? created;
    }
}
