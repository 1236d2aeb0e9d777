using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Threading;

/// <summary>A thread of execution. Foreground threads keep the process running, background threads do not.</summary>
public sealed partial class Thread
{
    private const int Unstarted = 0;
    private const int Started = 1;
    private const int Stopped = 2;

    private readonly int _id;
    private readonly nuint _stackBytes;
    private readonly bool _isAdopted;
    private Delegate? _start;
    private object? _argument;
    private string? _name;
    private ThreadPriority _priority = ThreadPriority.Normal;
    private bool _isBackground;

    /// <summary>Unstarted, Started or Stopped; joining threads sleep on it.</summary>
    private int _phase;

    /// <summary>Set while the thread stands in <see cref="Blocking"/>.</summary>
    internal bool _isWaiting;

    /// <summary>The flowing values of asynchronous locals; null is the empty set.</summary>
    internal ExecutionContext? _executionContext;

    /// <summary>This thread's values of <see cref="ThreadLocal{T}"/>, by slot.</summary>
    internal object?[]? _localValues;

    internal MonitorWaiter? _spareWaiter;

    /// <summary>The executor whose worker this thread is, if any.</summary>
    internal Executor? _executor;

    /// <summary>The task whose delegate this thread runs.</summary>
    internal Tasks.Task? _currentTask;

    /// <summary>The pool's worker which this thread is, if any.</summary>
    internal PoolWorker? _worker;

    public Thread(ThreadStart start)
        : this(start, 0)
    {
    }

    public Thread(ParameterizedThreadStart start)
        : this(start, 0)
    {
    }

    public Thread(ThreadStart start, int maxStackSize)
        : this((Delegate)start, maxStackSize)
    {
    }

    public Thread(ParameterizedThreadStart start, int maxStackSize)
        : this((Delegate)start, maxStackSize)
    {
    }

    private Thread(Delegate start, int maxStackSize)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNegative(maxStackSize);
        _start = start;
        _stackBytes = (nuint)maxStackSize;
        _id = ThreadIds.Rent();
    }

    /// <summary>For a native thread that did not begin as a managed one.</summary>
    private Thread()
    {
        _id = ThreadIds.Rent();
        _phase = Started;
        _isAdopted = true;
    }

    /// <summary>The thread that runs this; made on first use for the main thread and for foreign ones.</summary>
    public static Thread CurrentThread
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RuntimeThread.CurrentManaged ?? Adopt();
    }

    /// <summary>The current thread's <see cref="ManagedThreadId"/>: what locks name their holder by.</summary>
    internal static unsafe int CurrentId
    {
        // SAFETY: the block of the running thread lives as long as that thread.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int id = RuntimeThread.Current->ManagedId;
            return id != 0 ? id : CurrentThread._id;
        }
    }

    public int ManagedThreadId => _id;

    public bool IsAlive => Volatile.Read(ref _phase) == Started;

    public bool IsThreadPoolThread => _executor is not null;

    /// <summary>May be set again and again.</summary>
    public string? Name
    {
        get => _name;
        set => _name = value;
    }

    public bool IsBackground
    {
        get
        {
            ThrowIfStopped();
            return _isBackground;
        }

        set
        {
            ThrowIfStopped();
            if (_isBackground == value)
                return;
            _isBackground = value;
            if (IsAlive && !_isAdopted)
            {
                if (value)
                    ForegroundThreads.Remove();
                else
                    ForegroundThreads.Add();
            }
        }
    }

    public ThreadPriority Priority
    {
        get
        {
            ThrowIfStopped();
            return _priority;
        }

        set
        {
            ThrowIfStopped();
            if (value < ThreadPriority.Lowest || value > ThreadPriority.Highest)
                throw new ArgumentOutOfRangeException(nameof(value), "Argument must be between Lowest and Highest.");
            _priority = value;
        }
    }

    public ThreadState ThreadState
    {
        get
        {
            int phase = Volatile.Read(ref _phase);
            ThreadState state = phase == Unstarted ? ThreadState.Unstarted
                : phase == Stopped ? ThreadState.Stopped
                : _isWaiting ? ThreadState.WaitSleepJoin
                : ThreadState.Running;
            return _isBackground && phase != Stopped ? state | ThreadState.Background : state;
        }
    }

    public void Start() => StartCore(null);

    /// <exception cref="InvalidOperationException">The thread's method takes no argument.</exception>
    public void Start(object? parameter)
    {
        if (_start is ThreadStart)
        {
            throw new InvalidOperationException(
                "The thread was created with a ThreadStart delegate that does not accept a parameter.");
        }

        StartCore(parameter);
    }

    /// <summary>As Start; the new thread does not inherit asynchronous locals.</summary>
    public void UnsafeStart()
    {
        _executionContext = null;
        StartCore(null, flowContext: false);
    }

    public void Join() => Join(Timeout.Infinite);

    /// <returns>False when the time-out came before the thread's end.</returns>
    public bool Join(int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        if (Volatile.Read(ref _phase) == Unstarted)
            throw new ThreadStateException("Thread has not been started.");

        Deadline deadline = Deadline.After(millisecondsTimeout);
        while (Volatile.Read(ref _phase) != Stopped)
        {
            if (!Blocking.Wait(ref _phase, Started, deadline.Remaining) && deadline.HasPassed)
                return Volatile.Read(ref _phase) == Stopped;
        }

        return true;
    }

    public bool Join(TimeSpan timeout) => Join(WaitTime.ToMilliseconds(timeout));

    public static void Sleep(int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        if (millisecondsTimeout == 0)
        {
            Yield();
            return;
        }

        Blocking.Sleep(Deadline.After(millisecondsTimeout));
    }

    public static void Sleep(TimeSpan timeout) => Sleep(WaitTime.ToMilliseconds(timeout));

    /// <summary>Lets another thread run. In a home without threads, a queued work item.</summary>
    public static bool Yield()
    {
        if (!Home.HasThreads())
            return Executor.Installed?.RunOne() ?? false;
        Home.YieldProcessor();
        return true;
    }

    public static void SpinWait(int iterations) => ProcessorHints.Pause(iterations);

    public static void MemoryBarrier() => Interlocked.MemoryBarrier();

    public override string ToString() => "System.Threading.Thread";

    public override int GetHashCode() => _id;

    /// <summary>Called on the new native thread.</summary>
    internal void RunOnNewThread()
    {
        MakeCurrent();
        Delegate start = _start!;
        object? argument = _argument;
        _start = null;
        _argument = null;
        if (start is ThreadStart plain)
            plain();
        else
            Unsafe.As<ParameterizedThreadStart>(start)(argument);
        Stop();
    }

    private void StartCore(object? argument, bool flowContext = true)
    {
        if (Interlocked.CompareExchange(ref _phase, Started, Unstarted) != Unstarted)
            throw new ThreadStateException("Thread is running or terminated; it cannot restart.");
        _argument = argument;
        if (flowContext)
            _executionContext = ExecutionContext.Current;
        if (!_isBackground)
            ForegroundThreads.Add();
        if (RuntimeThread.Start(this, _stackBytes))
            return;

        if (!_isBackground)
            ForegroundThreads.Remove();
        Volatile.Write(ref _phase, Unstarted);
        throw Home.HasThreads()
            ? new OutOfMemoryException()
            : new PlatformNotSupportedException("Threads cannot be started here.");
    }

    private void Stop()
    {
        _localValues = null;
        _executionContext = null;
        bool wasForeground = !_isBackground;
        Volatile.Write(ref _phase, Stopped);
        Blocking.WakeAll(ref _phase);
        ThreadIds.Return(_id);
        if (wasForeground)
            ForegroundThreads.Remove();
    }

    private void ThrowIfStopped()
    {
        if (Volatile.Read(ref _phase) == Stopped)
            throw new ThreadStateException("Thread is dead; state cannot be accessed.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Thread Adopt()
    {
        Thread thread = new();
        thread.MakeCurrent();
        return thread;
    }

    // SAFETY: as for CurrentId.
    private unsafe void MakeCurrent()
    {
        RuntimeThread.CurrentManaged = this;
        RuntimeThread.Current->ManagedId = _id;
    }
}
