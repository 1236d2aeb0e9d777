using Internal.Runtime;

namespace System.Threading;

/// <summary>A light manual reset event. It takes no system resource until a WaitHandle is asked for.</summary>
public class ManualResetEventSlim : IDisposable
{
    private const int DefaultSpins = 35;
    private const int MaximumSpins = 2047;

    private int _isSet;
    private int _waiters;
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
        SpinCount = Processor.Count == 1 ? 1 : spinCount;
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
            Blocking.WakeAll(ref _isSet);
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
            static waited => Blocking.WakeAll(ref ((ManualResetEventSlim)waited!)._isSet), this);
        Interlocked.Increment(ref _waiters);
        try
        {
            while (!IsSet)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!Blocking.Wait(ref _isSet, 0, Remaining(deadline, cancellationToken)) && deadline.HasPassed)
                    return IsSet;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }

        return true;
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

    /// <summary>
    /// A cancellation does not change the word that is slept on, so one that comes between the last look and the sleep would be missed:
    /// a sleep that can be cancelled lasts a bounded time.
    /// </summary>
    private static long Remaining(Deadline deadline, CancellationToken token)
    {
        const long LongestCancelableSleep = 20_000_000;
        long remaining = deadline.Remaining;
        return token.CanBeCanceled && (remaining < 0 || remaining > LongestCancelableSleep) ? LongestCancelableSleep : remaining;
    }

    private bool Spin()
    {
        for (int i = 0; i < SpinCount && Processor.Count > 1; i++)
        {
            Processor.Pause(8);
            if (IsSet)
                return true;
        }

        return false;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
