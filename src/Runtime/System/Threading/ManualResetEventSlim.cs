using Internal.Runtime;

namespace System.Threading;

/// <summary>A light manual reset event. It takes no system resource until a WaitHandle is asked for.</summary>
public class ManualResetEventSlim : IDisposable
{
    private const int DefaultSpins = 35;
    private const int MaximumSpins = 2047;

    private int _isSet;
    private int _waiters;

    /// <summary>Counts what waiting threads, which sleep on it, must look at: signals and cancellations.</summary>
    private int _changes;

    private bool _isDisposed;
    private ManualResetEvent? _handle;

    public ManualResetEventSlim()
        : this(false)
    {
    }

    public ManualResetEventSlim(bool initialState)
        : this(initialState, DefaultSpins)
    {
    }

    public ManualResetEventSlim(bool initialState, int spinCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spinCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(spinCount, MaximumSpins);
        _isSet = initialState ? 1 : 0;
        SpinCount = ProcessorHints.Count == 1 ? 1 : spinCount;
    }

    public bool IsSet => Volatile.Read(ref _isSet) != 0;

    public int SpinCount { get; }

    public WaitHandle WaitHandle
    {
        get
        {
            ThrowIfDisposed();
            if (_handle is null)
            {
                ManualResetEvent created = new(IsSet);
                if (Interlocked.CompareExchange(ref _handle, created, null) is null && IsSet)
                    created.Set();
            }

            return _handle;
        }
    }

    public void Set()
    {
        Interlocked.Exchange(ref _isSet, 1);
        if (Volatile.Read(ref _waiters) > 0)
            WakeWaiters();
        _handle?.Set();
    }

    public void Reset()
    {
        ThrowIfDisposed();
        _handle?.Reset();
        Volatile.Write(ref _isSet, 0);
    }

    public void Wait() => Wait(Timeout.Infinite, default);

    public void Wait(CancellationToken cancellationToken) => Wait(Timeout.Infinite, cancellationToken);

    public bool Wait(TimeSpan timeout) => Wait(WaitTime.ToMilliseconds(timeout), default);

    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Wait(WaitTime.ToMilliseconds(timeout), cancellationToken);

    public bool Wait(int millisecondsTimeout) => Wait(millisecondsTimeout, default);

    /// <returns>False when the time-out came first.</returns>
    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        if (IsSet)
            return true;
        if (millisecondsTimeout == 0)
            return false;
        if (Spin())
            return true;

        Deadline deadline = Deadline.After(millisecondsTimeout);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static waited => ((ManualResetEventSlim)waited!).WakeWaiters(), this);
        Interlocked.Increment(ref _waiters);
        try
        {
            while (true)
            {
                int changes = Volatile.Read(ref _changes);
                if (IsSet)
                    return true;
                cancellationToken.ThrowIfCancellationRequested();
                if (!Blocking.Wait(ref _changes, changes, deadline.Remaining) && deadline.HasPassed)
                    return IsSet;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _isDisposed = true;
        _handle?.Dispose();
    }

    private void WakeWaiters()
    {
        Interlocked.Increment(ref _changes);
        Blocking.WakeAll(ref _changes);
    }

    private bool Spin()
    {
        for (int i = 0; i < SpinCount && ProcessorHints.Count > 1; i++)
        {
            ProcessorHints.Pause(8);
            if (IsSet)
                return true;
        }

        return false;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
