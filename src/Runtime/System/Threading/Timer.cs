using System.Threading.Tasks;
using Internal.Runtime;

namespace System.Threading;

/// <summary>What a timer calls.</summary>
public delegate void TimerCallback(object? state);

/// <summary>What a timer's owner sees of it.</summary>
public interface ITimer : IDisposable, IAsyncDisposable
{
    bool Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>Calls back on the executor after a time, once or again and again. Calls may overlap.</summary>
public sealed class Timer : ITimer
{
    private const long MaximumTime = 0xFFFFFFFE;

    private readonly Node _node;

    public Timer(TimerCallback callback)
        : this(callback, null, Timeout.Infinite, Timeout.Infinite, ownState: true)
    {
    }

    public Timer(TimerCallback callback, object? state, int dueTime, int period)
        : this(callback, state, (long)dueTime, period, ownState: false)
    {
    }

    public Timer(TimerCallback callback, object? state, long dueTime, long period)
        : this(callback, state, dueTime, period, ownState: false)
    {
    }

    public Timer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        : this(callback, state, dueTime.Ticks / TimeSpan.TicksPerMillisecond, period.Ticks / TimeSpan.TicksPerMillisecond, ownState: false)
    {
    }

    private Timer(TimerCallback callback, object? state, long dueTime, long period, bool ownState)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        _node = new Node(callback, ownState ? this : state);
        _node.Change(dueTime, period);
    }

    public bool Change(int dueTime, int period) => Change((long)dueTime, period);

    /// <summary>Sets both times anew, in milliseconds; Timeout.Infinite for never.</summary>
    public bool Change(long dueTime, long period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        return _node.Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period) =>
        Change(dueTime.Ticks / TimeSpan.TicksPerMillisecond, period.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>No call begins after this; one may be running.</summary>
    public void Dispose() => _node.Close();

    public bool Dispose(WaitHandle notifyObject)
    {
        ArgumentNullException.ThrowIfNull(notifyObject);
        bool closed = _node.Close();
        if (closed)
            _node.WhenIdle().ContinueWith(_ => ((EventWaitHandle)notifyObject).Set(), TaskContinuationOptions.ExecuteSynchronously);
        return closed;
    }

    /// <summary>Ends when no call runs any more.</summary>
    public ValueTask DisposeAsync()
    {
        _node.Close();
        return new ValueTask(_node.WhenIdle());
    }

    private static void Check(long time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, MaximumTime, name);
    }

    private sealed class Node(TimerCallback callback, object? state) : TimerNode
    {
        private readonly Executor _executor = Executor.Current;
        private readonly ExecutionContext? _context = ExecutionContext.Current;
        private BlockingLock _gate;

        // Guarded by _gate.
        private long _period;
        private int _pending;
        private bool _isClosed;
        private TaskCompletionSource? _idle;

        internal bool Change(long dueTime, long period)
        {
            _gate.Acquire();
            bool open = !_isClosed;
            if (open)
            {
                _period = period;
                if (dueTime < 0)
                    _executor.Timers.Cancel(this);
                else
                    _executor.Timers.Schedule(this, Home.MonotonicNanoseconds() + dueTime * 1_000_000);
            }

            _gate.Release();
            return open;
        }

        internal bool Close()
        {
            _gate.Acquire();
            bool open = !_isClosed;
            _isClosed = true;
            _executor.Timers.Cancel(this);
            _gate.Release();
            return open;
        }

        internal Task WhenIdle()
        {
            _gate.Acquire();
            TaskCompletionSource? idle = _pending == 0 ? null : _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            _gate.Release();
            return idle?.Task ?? Task.CompletedTask;
        }

        internal override void Fire()
        {
            _gate.Acquire();
            bool open = !_isClosed;
            if (open)
            {
                _pending++;
                if (_period > 0)
                    _executor.Timers.Schedule(this, Home.MonotonicNanoseconds() + _period * 1_000_000);
            }

            _gate.Release();
            if (open)
                _executor.Queue(new CallbackWorkItem(static node => ((Node)node!).Call(), this, _context));
        }

        private void Call()
        {
            _gate.Acquire();
            bool open = !_isClosed;
            _gate.Release();
            try
            {
                if (open)
                    callback(state);
            }
            finally
            {
                _gate.Acquire();
                TaskCompletionSource? idle = --_pending == 0 ? _idle : null;
                _gate.Release();
                idle?.TrySetResult();
            }
        }
    }
}
