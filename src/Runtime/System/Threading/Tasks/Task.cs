using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Threading.Tasks;

/// <summary>Work that ends some time: a delegate that runs on an executor, an async method, or a promise that somebody keeps.</summary>
/// <remarks>
/// A task ends once: whoever reserves the end stores the result and then publishes the status. Continuations stand in one field: nothing,
/// one continuation, a list of them, or the mark of an ended task. An async method's task is its state machine's box at the same time.
/// </remarks>
public partial class Task : WorkItem, IDisposable
{
    private const int StatusMask = 0xF;
    private const int EndReserved = 0x10;
    private const int ContinueAsynchronously = 0x20;
    private const int TakesState = 0x40;
    private const int IsDelegate = 0x80;
    private const int LongRunning = 0x100;
    private const int PreferFairness = 0x200;
    private const int AllOptionsShift = 16;

    /// <summary>Stands in the continuation field of a task that has ended.</summary>
    private static readonly object s_ended = new();

    private static int s_lastId;

    /// <summary>Bits 0-3 the status, then the flags above; from bit 16 the creation options.</summary>
    private int _state;

    private int _id;
    private object? _continuation;
    private TaskExtra? _extra;
    private protected Delegate? _action;
    private object? _stateObject;

    /// <summary>A promise.</summary>
    internal Task() => _state = (int)TaskStatus.WaitingForActivation;

    internal Task(object? state, TaskCreationOptions options)
    {
        CheckPromiseOptions(options);
        _stateObject = state;
        _state = (int)TaskStatus.WaitingForActivation | FlagsOf(options);
    }

    /// <summary>A task that has ended.</summary>
    internal Task(TaskStatus status)
    {
        _state = (int)status | EndReserved;
        _continuation = s_ended;
    }

    private protected Task(Delegate? action, bool takesState, object? state, CancellationToken token, TaskCreationOptions options, TaskStatus status)
    {
        if (action is null)
            ThrowNullAction();
        CheckOptions(options);
        _action = action;
        _stateObject = state;
        _state = (int)status | IsDelegate | FlagsOf(options) | (takesState ? TakesState : 0);
        ExecutionContext? context = ExecutionContext.Current;
        if (context is not null || token.CanBeCanceled)
        {
            _extra = new TaskExtra { Context = context, Token = token };
            if (token.CanBeCanceled)
                ObserveToken(token);
        }
    }

    public Task(Action action)
        : this(action, takesState: false, null, default, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public Task(Action action, CancellationToken cancellationToken)
        : this(action, takesState: false, null, cancellationToken, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public Task(Action action, TaskCreationOptions creationOptions)
        : this(action, takesState: false, null, default, creationOptions, TaskStatus.Created)
    {
    }

    public Task(Action action, CancellationToken cancellationToken, TaskCreationOptions creationOptions)
        : this(action, takesState: false, null, cancellationToken, creationOptions, TaskStatus.Created)
    {
    }

    public Task(Action<object?> action, object? state)
        : this(action, takesState: true, state, default, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public Task(Action<object?> action, object? state, CancellationToken cancellationToken)
        : this(action, takesState: true, state, cancellationToken, TaskCreationOptions.None, TaskStatus.Created)
    {
    }

    public Task(Action<object?> action, object? state, TaskCreationOptions creationOptions)
        : this(action, takesState: true, state, default, creationOptions, TaskStatus.Created)
    {
    }

    public Task(Action<object?> action, object? state, CancellationToken cancellationToken, TaskCreationOptions creationOptions)
        : this(action, takesState: true, state, cancellationToken, creationOptions, TaskStatus.Created)
    {
    }

    /// <summary>A task that ended well.</summary>
    public static Task CompletedTask => CompletedTasks.Void;

    public static TaskFactory Factory => new();

    /// <summary>The id of the task whose delegate runs this; null outside of one.</summary>
    public static int? CurrentId => Thread.CurrentThread._currentTask?.Id;

    /// <summary>A number unlike those of other tasks, given on first use.</summary>
    public int Id
    {
        get
        {
            if (Volatile.Read(ref _id) == 0)
            {
                int id = Interlocked.Increment(ref s_lastId);
                Interlocked.CompareExchange(ref _id, id, 0);
            }

            return _id;
        }
    }

    public TaskStatus Status => (TaskStatus)(Volatile.Read(ref _state) & StatusMask);

    public bool IsCompleted => (Volatile.Read(ref _state) & StatusMask) >= (int)TaskStatus.RanToCompletion;

    public bool IsCompletedSuccessfully => Status == TaskStatus.RanToCompletion;

    public bool IsCanceled => Status == TaskStatus.Canceled;

    public bool IsFaulted => Status == TaskStatus.Faulted;

    public object? AsyncState => _stateObject;

    public TaskCreationOptions CreationOptions => (TaskCreationOptions)(_state >> AllOptionsShift);

    /// <summary>All exceptions of a faulted task; null for any other.</summary>
    public AggregateException? Exception => IsFaulted ? CreateAggregate() : null;

    internal CancellationToken CancellationToken => _extra?.Token ?? default;

    public void Dispose()
    {
        if (!IsCompleted)
        {
            throw new InvalidOperationException(
                "A task may only be disposed if it is in a completion state (RanToCompletion, Faulted or Canceled).");
        }
    }

    public TaskAwaiter GetAwaiter() => new(this);

    public ConfiguredTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) =>
        new(this, continueOnCapturedContext ? ConfigureAwaitOptions.ContinueOnCapturedContext : ConfigureAwaitOptions.None);

    public ConfiguredTaskAwaitable ConfigureAwait(ConfigureAwaitOptions options)
    {
        if (((int)options & ~7) != 0)
            throw new ArgumentOutOfRangeException(nameof(options));
        return new ConfiguredTaskAwaitable(this, options);
    }

    /// <summary>Resumes in a place where the caller's frames are gone: at the end of the executor's queue.</summary>
    public static YieldAwaitable Yield() => default;

    public override string ToString() => GetType().ToString()!;

    private static int FlagsOf(TaskCreationOptions options) =>
        ((int)options << AllOptionsShift)
        | ((options & TaskCreationOptions.RunContinuationsAsynchronously) != 0 ? ContinueAsynchronously : 0)
        | ((options & TaskCreationOptions.LongRunning) != 0 ? LongRunning : 0)
        | ((options & TaskCreationOptions.PreferFairness) != 0 ? PreferFairness : 0);

    private static void CheckOptions(TaskCreationOptions options)
    {
        if (((int)options & ~0x5F) != 0)
            throw new ArgumentOutOfRangeException("creationOptions");
    }

    private static void CheckPromiseOptions(TaskCreationOptions options)
    {
        if ((options & ~(TaskCreationOptions.AttachedToParent | TaskCreationOptions.RunContinuationsAsynchronously)) != 0)
            throw new ArgumentOutOfRangeException("creationOptions");
    }

    [DoesNotReturn]
    private static void ThrowNullAction() => throw new ArgumentNullException("action");
}
