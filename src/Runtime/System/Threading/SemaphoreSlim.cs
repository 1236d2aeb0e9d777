using System.Threading.Tasks;
using Internal.Runtime;

namespace System.Threading;

/// <summary>Limits how many may be somewhere at once. Waits by blocking or by awaiting, in one queue.</summary>
public class SemaphoreSlim : IDisposable
{
    private readonly int _maximum;
    private BlockingLock _lock;

    // Guarded by _lock. While there are waiters the count is zero.
    private int _count;
    private Waiter? _first;
    private Waiter? _last;

    private bool _isDisposed;

    public SemaphoreSlim(int initialCount)
        : this(initialCount, 0x7FFF_FFFF)
    {
    }

    public SemaphoreSlim(int initialCount, int maxCount)
    {
        if (initialCount < 0 || initialCount > maxCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(initialCount),
                initialCount,
                "The initialCount argument must be non-negative and less than or equal to the maximumCount.");
        }

        if (maxCount <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxCount),
                maxCount,
                "The maximumCount argument must be a positive number. If a maximum is not required, use the constructor without a maxCount parameter.");
        }

        _maximum = maxCount;
        _count = initialCount;
    }

    public int CurrentCount => Volatile.Read(ref _count);

    public void Wait() => Wait(Timeout.Infinite, default);

    public void Wait(CancellationToken cancellationToken) => Wait(Timeout.Infinite, cancellationToken);

    public bool Wait(TimeSpan timeout) => Wait(Milliseconds(timeout), default);

    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Wait(Milliseconds(timeout), cancellationToken);

    public bool Wait(int millisecondsTimeout) => Wait(millisecondsTimeout, default);

    /// <returns>False when the time-out came first.</returns>
    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        Check(millisecondsTimeout);
        cancellationToken.ThrowIfCancellationRequested();
        Waiter? waiter = TakeOrQueue(millisecondsTimeout);
        if (waiter is null)
            return true;
        if (ReferenceEquals(waiter, Waiter.Refused))
            return false;

        try
        {
            if (waiter.WaitForEnd(Deadline.After(millisecondsTimeout), mayRunInline: false, cancellationToken))
                return true;
        }
        catch (OperationCanceledException)
        {
            // A permit that came at the same time wins.
            if (!Remove(waiter))
                return true;
            throw;
        }

        return !Remove(waiter);
    }

    public Task WaitAsync() => WaitAsync(Timeout.Infinite, default);

    public Task WaitAsync(CancellationToken cancellationToken) => WaitAsync(Timeout.Infinite, cancellationToken);

    public Task<bool> WaitAsync(TimeSpan timeout) => WaitAsync(Milliseconds(timeout), default);

    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitAsync(Milliseconds(timeout), cancellationToken);

    public Task<bool> WaitAsync(int millisecondsTimeout) => WaitAsync(millisecondsTimeout, default);

    public Task<bool> WaitAsync(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        Check(millisecondsTimeout);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<bool>(cancellationToken);
        Waiter? waiter = TakeOrQueue(millisecondsTimeout);
        if (waiter is null)
            return CompletedTasks.True;
        if (ReferenceEquals(waiter, Waiter.Refused))
            return CompletedTasks.False;
        if (millisecondsTimeout >= 0 || cancellationToken.CanBeCanceled)
            waiter.Limit(millisecondsTimeout, cancellationToken);
        return waiter;
    }

    public int Release() => Release(1);

    /// <returns>The count before.</returns>
    /// <exception cref="SemaphoreFullException">The count would exceed the maximum.</exception>
    public int Release(int releaseCount)
    {
        ThrowIfDisposed();
        if (releaseCount < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(releaseCount), releaseCount, "The releaseCount argument must be greater than zero.");
        }

        _lock.Acquire();
        int previous = _count;
        if (_maximum - previous < releaseCount)
        {
            _lock.Release();
            throw new SemaphoreFullException();
        }

        Waiter? woken = null;
        Waiter? lastWoken = null;
        int left = releaseCount;
        while (left > 0 && _first is not null)
        {
            Waiter waiter = _first;
            Unlink(waiter);
            if (lastWoken is null)
                woken = waiter;
            else
                lastWoken.Next = waiter;
            lastWoken = waiter;
            left--;
        }

        _count = previous + left;
        _lock.Release();
        while (woken is not null)
        {
            Waiter? next = woken.Next;
            woken.Next = null;
            woken.Grant();
            woken = next;
        }

        return previous;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _isDisposed = true;

    private static int Milliseconds(TimeSpan timeout)
    {
        long milliseconds = timeout.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds < -1 || milliseconds > 0x7FFF_FFFF)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                timeout,
                "The timeout must represent a value between -1 and Int32.MaxValue, inclusive.");
        }

        return (int)milliseconds;
    }

    private void Check(int millisecondsTimeout)
    {
        ThrowIfDisposed();
        if (millisecondsTimeout < -1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(millisecondsTimeout),
                millisecondsTimeout,
                "The timeout must represent a value between -1 and Int32.MaxValue, inclusive.");
        }
    }

    private void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
    }

    /// <summary>Null when a permit was free, Refused when none was and the time-out is zero.</summary>
    private Waiter? TakeOrQueue(int millisecondsTimeout)
    {
        Waiter? waiter = null;
        _lock.Acquire();
        if (_count > 0)
        {
            _count--;
        }
        else if (millisecondsTimeout == 0)
        {
            waiter = Waiter.Refused;
        }
        else
        {
            waiter = new Waiter(this) { Previous = _last, IsQueued = true };
            if (_last is null)
                _first = waiter;
            else
                _last.Next = waiter;
            _last = waiter;
        }

        _lock.Release();
        return waiter;
    }

    /// <summary>Returns false when the waiter has a permit already.</summary>
    private bool Remove(Waiter waiter)
    {
        _lock.Acquire();
        bool removed = waiter.IsQueued;
        if (removed)
            Unlink(waiter);
        _lock.Release();
        return removed;
    }

    private void Unlink(Waiter waiter)
    {
        if (waiter.Previous is null)
            _first = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;
        waiter.Next = null;
        waiter.Previous = null;
        waiter.IsQueued = false;
    }

    /// <summary>Somebody in the queue. Yields true with a permit and false at the time-out.</summary>
    private sealed class Waiter(SemaphoreSlim? semaphore) : Task<bool>(state: null, TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal static readonly Waiter Refused = new(semaphore: null);

        // Guarded by the semaphore's lock.
        internal Waiter? Next;
        internal Waiter? Previous;
        internal bool IsQueued;

        private Timer? _timer;
        private CancellationTokenRegistration _registration;

        internal void Limit(int milliseconds, CancellationToken token)
        {
            if (milliseconds >= 0)
                _timer = new Timer(static waiter => ((Waiter)waiter!).TimeOut(), this, milliseconds, Timeout.Infinite);
            _registration = token.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).Cancel(token), this);
            if (IsCompleted)
                CleanUp();
        }

        internal void Grant()
        {
            CleanUp();
            TrySetResult(true);
        }

        private void TimeOut()
        {
            if (semaphore!.Remove(this))
            {
                CleanUp();
                TrySetResult(false);
            }
        }

        private void Cancel(CancellationToken token)
        {
            if (semaphore!.Remove(this))
            {
                CleanUp();
                TrySetCanceled(token);
            }
        }

        private void CleanUp()
        {
            _timer?.Dispose();
            _registration.Unregister();
        }
    }
}
