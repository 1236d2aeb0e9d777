using System.Threading.Tasks;
using Internal.Runtime;

namespace System.Threading;

/// <summary>Asks work to stop: once, for all who hold its token.</summary>
public partial class CancellationTokenSource : IDisposable
{
    private const int Active = 0;
    private const int Notifying = 1;
    private const int Notified = 2;

    internal static readonly CancellationTokenSource Never = new();
    internal static readonly CancellationTokenSource Canceled = new() { _phase = Notified };

    private int _phase;
    private bool _isDisposed;
    private BlockingLock _lock;

    // Guarded by _lock: the latest callback first.
    private CancellationCallback? _callbacks;

    // Written by the notifying thread; others wait for the end of one callback by watching them.
    private CancellationCallback? _running;
    private int _notifierId;

    private CancellationTimer? _timer;
    private ManualResetEvent? _waitHandle;

    public CancellationTokenSource()
    {
    }

    /// <summary>Cancels itself after a time.</summary>
    public CancellationTokenSource(int millisecondsDelay)
    {
        if (millisecondsDelay < Timeout.Infinite)
            throw new ArgumentOutOfRangeException(nameof(millisecondsDelay));
        Arm(millisecondsDelay);
    }

    public CancellationTokenSource(TimeSpan delay) => Arm(Checked(delay));

    public bool IsCancellationRequested => Volatile.Read(ref _phase) != Active;

    public CancellationToken Token
    {
        get
        {
            ThrowIfDisposed();
            return new CancellationToken(this);
        }
    }

    internal WaitHandle WaitHandle
    {
        get
        {
            ThrowIfDisposed();
            if (_waitHandle is null)
            {
                ManualResetEvent created = new(false);
                Interlocked.CompareExchange(ref _waitHandle, created, null);
                if (IsCancellationRequested)
                    _waitHandle.Set();
            }

            return _waitHandle;
        }
    }

    /// <summary>Runs all callbacks, then throws what they threw as one exception.</summary>
    public void Cancel() => Cancel(throwOnFirstException: false);

    public void Cancel(bool throwOnFirstException)
    {
        ThrowIfDisposed();
        Notify(throwOnFirstException);
    }

    /// <summary>Requests cancellation at once and runs the callbacks on the executor.</summary>
    public Task CancelAsync()
    {
        ThrowIfDisposed();
        if (Interlocked.CompareExchange(ref _phase, Notifying, Active) != Active)
            return Task.CompletedTask;
        _timer?.Disarm();
        return Task.Run(() => RunCallbacks(throwOnFirstException: false));
    }

    /// <summary>Cancels after a time, counted from now; instead of an earlier one.</summary>
    public void CancelAfter(int millisecondsDelay)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsDelay, Timeout.Infinite);
        if (!IsCancellationRequested)
            Arm(millisecondsDelay);
    }

    public void CancelAfter(TimeSpan delay)
    {
        ThrowIfDisposed();
        long milliseconds = Checked(delay);
        if (!IsCancellationRequested)
            Arm(milliseconds);
    }

    /// <summary>Makes it ready for other work, unless cancellation was requested. Old callbacks are dropped.</summary>
    public bool TryReset()
    {
        ThrowIfDisposed();
        if (IsCancellationRequested || (_timer is not null && _timer.IsArmed && !_timer.Disarm()))
            return false;
        _lock.Acquire();
        while (_callbacks is not null)
            Unlink(_callbacks);
        _lock.Release();
        return true;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _timer?.Disarm();
        if (!IsCancellationRequested)
        {
            _lock.Acquire();
            while (_callbacks is not null)
                Unlink(_callbacks);
            _lock.Release();
        }
    }

    internal CancellationTokenRegistration Register(Delegate callback, object? state, ExecutionContext? context)
    {
        CancellationCallback added = new(this, callback, state, context);
        if (!IsCancellationRequested)
        {
            if (_isDisposed)
                return default;
            _lock.Acquire();
            bool isActive = !IsCancellationRequested;
            if (isActive)
            {
                added.Next = _callbacks;
                if (_callbacks is not null)
                    _callbacks.Previous = added;
                _callbacks = added;
                added.IsRegistered = true;
            }

            _lock.Release();
            if (isActive)
                return new CancellationTokenRegistration(added);
        }

        added.Invoke();
        return default;
    }

    internal bool Unregister(CancellationCallback callback)
    {
        _lock.Acquire();
        bool removed = callback.IsRegistered;
        if (removed)
            Unlink(callback);
        _lock.Release();
        return removed;
    }

    /// <summary>Waits until a callback that was taken for running has run, unless it is the one that asks.</summary>
    internal void WaitForEnd(CancellationCallback callback)
    {
        SpinWait spinner = default;
        while (MustWaitFor(callback))
            spinner.SpinOnce();
    }

    internal ValueTask WaitForEndAsync(CancellationCallback callback) => MustWaitFor(callback) ? Poll(this, callback) : default;

    internal void ThrowIfDisposed()
    {
        if (_isDisposed)
            throw new ObjectDisposedException(null, "The CancellationTokenSource has been disposed.");
    }

    internal void Notify(bool throwOnFirstException)
    {
        if (Interlocked.CompareExchange(ref _phase, Notifying, Active) != Active)
            return;
        _timer?.Disarm();
        RunCallbacks(throwOnFirstException);
    }

    private static async ValueTask Poll(CancellationTokenSource source, CancellationCallback callback)
    {
        while (source.MustWaitFor(callback))
            await Task.Yield();
    }

    private bool MustWaitFor(CancellationCallback callback) =>
        Volatile.Read(ref _phase) == Notifying
        && ReferenceEquals(Volatile.Read(ref _running), callback)
        && Volatile.Read(ref _notifierId) != Thread.CurrentId;

    private void RunCallbacks(bool throwOnFirstException)
    {
        _waitHandle?.Set();
        Exception[] failures = [];
        _notifierId = Thread.CurrentId;
        try
        {
            while (TakeNext() is { } callback)
            {
                try
                {
                    callback.Invoke();
                }
                catch (Exception exception) when (!throwOnFirstException)
                {
                    Exception[] larger = new Exception[failures.Length + 1];
                    Array.Copy(failures, 0, larger, 0, failures.Length);
                    larger[^1] = exception;
                    failures = larger;
                }
            }
        }
        finally
        {
            Volatile.Write(ref _running, null);
            Volatile.Write(ref _phase, Notified);
        }

        if (failures.Length > 0)
            throw new AggregateException(failures);
    }

    private CancellationCallback? TakeNext()
    {
        _lock.Acquire();
        CancellationCallback? callback = _callbacks;
        if (callback is not null)
            Unlink(callback);
        Volatile.Write(ref _running, callback);
        _lock.Release();
        return callback;
    }

    private void Unlink(CancellationCallback callback)
    {
        if (callback.Previous is null)
            _callbacks = callback.Next;
        else
            callback.Previous.Next = callback.Next;
        if (callback.Next is not null)
            callback.Next.Previous = callback.Previous;
        callback.Next = null;
        callback.Previous = null;
        callback.IsRegistered = false;
    }
}
