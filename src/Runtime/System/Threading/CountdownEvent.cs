namespace System.Threading;

/// <summary>Set when it has been signalled a number of times.</summary>
public class CountdownEvent : IDisposable
{
    private readonly ManualResetEventSlim _event;
    private int _initialCount;
    private int _currentCount;
    private bool _isDisposed;

    public CountdownEvent(int initialCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialCount);
        _initialCount = initialCount;
        _currentCount = initialCount;
        _event = new ManualResetEventSlim(initialCount == 0);
    }

    public int CurrentCount => Math.Max(Volatile.Read(ref _currentCount), 0);

    public int InitialCount => _initialCount;

    public bool IsSet => Volatile.Read(ref _currentCount) <= 0;

    public WaitHandle WaitHandle
    {
        get
        {
            ThrowIfDisposed();
            return _event.WaitHandle;
        }
    }

    public bool Signal() => Signal(1);

    /// <returns>True when this was the last signal.</returns>
    public bool Signal(int signalCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(signalCount);
        ThrowIfDisposed();
        while (true)
        {
            int current = Volatile.Read(ref _currentCount);
            if (current < signalCount)
                throw new InvalidOperationException("Invalid attempt made to decrement the event's count below zero.");
            if (Interlocked.CompareExchange(ref _currentCount, current - signalCount, current) != current)
                continue;
            if (current != signalCount)
                return false;
            _event.Set();
            return true;
        }
    }

    public void AddCount() => AddCount(1);

    public bool TryAddCount() => TryAddCount(1);

    public void AddCount(int signalCount)
    {
        if (!TryAddCount(signalCount))
            throw new InvalidOperationException("The event is already signaled and cannot be incremented.");
    }

    public bool TryAddCount(int signalCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(signalCount);
        ThrowIfDisposed();
        while (true)
        {
            int current = Volatile.Read(ref _currentCount);
            if (current <= 0)
                return false;
            if (current > 0x7FFF_FFFF - signalCount)
                throw new InvalidOperationException("The increment operation would cause the CurrentCount to overflow.");
            if (Interlocked.CompareExchange(ref _currentCount, current + signalCount, current) == current)
                return true;
        }
    }

    public void Reset() => Reset(_initialCount);

    public void Reset(int count)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _currentCount = count;
        _initialCount = count;
        if (count == 0)
            _event.Set();
        else
            _event.Reset();
    }

    public void Wait() => Wait(Timeout.Infinite, default);

    public void Wait(CancellationToken cancellationToken) => Wait(Timeout.Infinite, cancellationToken);

    public bool Wait(TimeSpan timeout) => Wait(WaitTime.ToMilliseconds(timeout), default);

    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Wait(WaitTime.ToMilliseconds(timeout), cancellationToken);

    public bool Wait(int millisecondsTimeout) => Wait(millisecondsTimeout, default);

    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        return IsSet || _event.Wait(millisecondsTimeout, cancellationToken);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _isDisposed = true;
        _event.Dispose();
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
