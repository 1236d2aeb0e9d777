using System.Threading.Tasks;

namespace System.Threading;

/// <summary>A timer for one asynchronous consumer. A tick that nobody waits for is kept, but only one.</summary>
public sealed class PeriodicTimer : IDisposable
{
    private readonly Timer _timer;
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private TaskCompletionSource<bool>? _waiter;
    private bool _hasTicked;
    private bool _isDisposed;
    private TimeSpan _period;

    public PeriodicTimer(TimeSpan period)
    {
        long milliseconds = Checked(period);
        _period = period;
        _timer = new Timer(static state => ((PeriodicTimer)state!).Tick(), this, milliseconds, milliseconds);
    }

    public TimeSpan Period
    {
        get => _period;

        set
        {
            long milliseconds = Checked(value);
            _period = value;
            if (!_timer.Change(milliseconds, milliseconds))
                throw new ObjectDisposedException(GetType().ToString());
        }
    }

    /// <returns>True at a tick, false once the timer is disposed of.</returns>
    /// <exception cref="InvalidOperationException">Somebody waits already.</exception>
    public ValueTask<bool> WaitForNextTickAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<bool>(cancellationToken);

        TaskCompletionSource<bool> waiter;
        using (_lock.EnterScope())
        {
            if (_waiter is not null)
                throw new InvalidOperationException();
            if (_isDisposed)
                return new ValueTask<bool>(false);
            if (_hasTicked)
            {
                _hasTicked = false;
                return new ValueTask<bool>(true);
            }

            waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiter = waiter;
        }

        if (cancellationToken.CanBeCanceled)
        {
            CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                static (timer, token) => ((PeriodicTimer)timer!).Cancel(token), this);
            waiter.Task.ContinueWith(
                static (_, state) => ((CancellationTokenRegistration)state!).Unregister(), registration, TaskContinuationOptions.ExecuteSynchronously);
        }

        return new ValueTask<bool>(waiter.Task);
    }

    public void Dispose()
    {
        _timer.Dispose();
        using (_lock.EnterScope())
        {
            _isDisposed = true;
        }

        TakeWaiter()?.TrySetResult(false);
    }

    private static long Checked(TimeSpan period)
    {
        long milliseconds = period.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds < 1 || milliseconds > 0xFFFFFFFE)
            throw new ArgumentOutOfRangeException(nameof(period));
        return milliseconds;
    }

    private void Tick()
    {
        TaskCompletionSource<bool>? waiter;
        using (_lock.EnterScope())
        {
            waiter = _waiter;
            _waiter = null;
            if (waiter is null)
                _hasTicked = true;
        }

        waiter?.TrySetResult(true);
    }

    private void Cancel(CancellationToken token) => TakeWaiter()?.TrySetCanceled(token);

    private TaskCompletionSource<bool>? TakeWaiter()
    {
        using (_lock.EnterScope())
        {
            TaskCompletionSource<bool>? waiter = _waiter;
            _waiter = null;
            return waiter;
        }
    }
}
