using Internal.Runtime;

namespace System.Threading.Tasks;

/// <content>Tasks that run a delegate.</content>
public partial class Task
{
    /// <summary>Runs a task that was only made so far.</summary>
    public void Start() => Start(TaskScheduler.Current);

    public void Start(TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        if (IsCompleted)
            throw new InvalidOperationException("Start may not be called on a task that has completed.");
        ThrowIfNotStartable("Start");
        if (TryAdvance(TaskStatus.Created, TaskStatus.WaitingToRun))
            Schedule();
        else if (!IsCanceled)
            throw new InvalidOperationException("Start may not be called on a task that was already started.");
    }

    public void RunSynchronously() => RunSynchronously(TaskScheduler.Current);

    public void RunSynchronously(TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        if (IsCompleted)
            throw new InvalidOperationException("RunSynchronously may not be called on a task that has already completed.");
        ThrowIfNotStartable("RunSynchronously");
        if (TryAdvance(TaskStatus.Created, TaskStatus.WaitingToRun))
            Execute();
        else if (!IsCanceled)
            throw new InvalidOperationException("RunSynchronously may not be called on a task that was already started.");
    }

    /// <summary>Called by the executor; does nothing if somebody has run or cancelled the task meanwhile.</summary>
    internal override void Execute()
    {
        if (!TryAdvance(TaskStatus.WaitingToRun, TaskStatus.Running))
            return;

        Thread thread = Thread.CurrentThread;
        Task? outer = thread._currentTask;
        thread._currentTask = this;
        ExecutionContext? previous = thread._executionContext;
        ExecutionContext? context = _extra?.Context;
        if (context != previous)
            ExecutionContext.Switch(thread, context);
        Exception? failure = null;
        try
        {
            InvokeDelegate();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        thread._currentTask = outer;
        if (thread._executionContext != previous)
            ExecutionContext.Switch(thread, previous);
        _action = null;
        if (failure is null)
            TryEnd();
        else if (failure is OperationCanceledException canceled && IsOwnCancellation(canceled))
            TrySetCanceled(canceled.CancellationToken, canceled);
        else
            TrySetException(failure);
    }

    /// <summary>Runs a queued delegate on the calling thread, which is about to wait for it; on threads of the pool only, as .NET does.</summary>
    internal void TryExecuteInline()
    {
        if (Thread.CurrentThread._worker is not null && (_state & (IsDelegate | StatusMask)) == (IsDelegate | (int)TaskStatus.WaitingToRun))
            Execute();
    }

    /// <summary>Queues a task whose status says already that it waits to run.</summary>
    internal void Schedule()
    {
        if ((_state & LongRunning) != 0 && Home.HasThreads())
            new Thread(Execute) { IsBackground = true, Name = ".NET Long Running Task" }.UnsafeStart();
        else
            Executor.Current.Queue(this, preferLocal: (_state & PreferFairness) == 0);
    }

    /// <summary>Runs the delegate and stores its result.</summary>
    private protected virtual void InvokeDelegate()
    {
        if ((_state & TakesState) != 0)
            ((Action<object?>)_action!)(_stateObject);
        else
            ((Action)_action!)();
    }

    private protected bool DelegateTakesState => (_state & TakesState) != 0;

    /// <summary>Changes the status if it is the expected one and the end is not reserved.</summary>
    private protected bool TryAdvance(TaskStatus from, TaskStatus to)
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            if ((state & (StatusMask | EndReserved)) != (int)from)
                return false;
            if (Interlocked.CompareExchange(ref _state, (state & ~StatusMask) | (int)to, state) == state)
                return true;
        }
    }

    private bool IsOwnCancellation(OperationCanceledException exception)
    {
        CancellationToken token = CancellationToken;
        return token.IsCancellationRequested && exception.CancellationToken == token;
    }

    private void ObserveToken(CancellationToken token)
    {
        if (token.IsCancellationRequested)
        {
            TrySetCanceled(token);
        }
        else
        {
            _extra!.Registration = token.UnsafeRegister(static task => ((Task)task!).CancelUnlessRunning(), this);
        }
    }

    private void CancelUnlessRunning()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            if ((state & EndReserved) != 0 || (state & StatusMask) >= (int)TaskStatus.Running)
                return;
            if (Interlocked.CompareExchange(ref _state, state | EndReserved, state) == state)
            {
                End(TaskStatus.Canceled);
                return;
            }
        }
    }

    private void ThrowIfNotStartable(string method)
    {
        if ((_state & IsDelegate) == 0)
        {
            throw new InvalidOperationException(method == "Start"
                ? "Start may not be called on a promise-style task."
                : "RunSynchronously may not be called on a task not bound to a delegate, such as the task returned from an asynchronous method.");
        }

        if (IsContinuation)
        {
            throw new InvalidOperationException(method == "Start"
                ? "Start may not be called on a continuation task."
                : "RunSynchronously may not be called on a continuation task.");
        }
    }

    private protected virtual bool IsContinuation => false;
}
