using Internal.Runtime;

namespace System.Threading;

/// <summary>Something that threads wait for until it is signalled.</summary>
public abstract class WaitHandle : IDisposable
{
    public const int WaitTimeout = 0x102;

    // For WaitAny: every signal counts up while somebody waits for several.
    private static int s_signals;
    private static int s_waitersForAny;

    private bool _isDisposed;

    public virtual bool WaitOne() => WaitOne(Timeout.Infinite);

    /// <returns>False when the time-out came first.</returns>
    public virtual bool WaitOne(int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        ThrowIfDisposed();
        return Wait(Deadline.After(millisecondsTimeout));
    }

    public virtual bool WaitOne(TimeSpan timeout) => WaitOne(WaitTime.ToMilliseconds(timeout));

    public static bool WaitAll(WaitHandle[] waitHandles) => WaitAll(waitHandles, Timeout.Infinite);

    /// <summary>Waits for one after the other. Unlike .NET's, it may have taken some when it times out.</summary>
    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout)
    {
        ArgumentNullException.ThrowIfNull(waitHandles);
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        Deadline deadline = Deadline.After(millisecondsTimeout);
        foreach (WaitHandle handle in waitHandles)
        {
            handle.ThrowIfDisposed();
            if (!handle.Wait(deadline))
                return false;
        }

        return true;
    }

    public static int WaitAny(WaitHandle[] waitHandles) => WaitAny(waitHandles, Timeout.Infinite);

    /// <returns>The index of the first one that is signalled, or WaitTimeout.</returns>
    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout)
    {
        ArgumentNullException.ThrowIfNull(waitHandles);
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        Deadline deadline = Deadline.After(millisecondsTimeout);
        Interlocked.Increment(ref s_waitersForAny);
        try
        {
            while (true)
            {
                int signals = Volatile.Read(ref s_signals);
                for (int i = 0; i < waitHandles.Length; i++)
                {
                    waitHandles[i].ThrowIfDisposed();
                    if (waitHandles[i].TryTake())
                        return i;
                }

                if (!Blocking.Wait(ref s_signals, signals, deadline.Remaining) && deadline.HasPassed)
                    return WaitTimeout;
            }
        }
        finally
        {
            Interlocked.Decrement(ref s_waitersForAny);
        }
    }

    public virtual void Close() => Dispose();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool explicitDisposing) => _isDisposed = true;

    private protected abstract bool Wait(Deadline deadline);

    /// <summary>Takes the signal if there is one.</summary>
    private protected abstract bool TryTake();

    private protected static void NotifyWaitersForAny()
    {
        if (Volatile.Read(ref s_waitersForAny) > 0)
        {
            Interlocked.Increment(ref s_signals);
            Blocking.WakeAll(ref s_signals);
        }
    }

    private protected void ThrowIfDisposed()
    {
        if (_isDisposed)
            throw new ObjectDisposedException("Safe handle", "Safe handle has been closed.");
    }
}
