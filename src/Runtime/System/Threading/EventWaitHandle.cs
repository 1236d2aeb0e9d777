using Internal.Runtime;

namespace System.Threading;

/// <summary>Whether an event lets one thread through or all.</summary>
public enum EventResetMode
{
    AutoReset = 0,
    ManualReset = 1,
}

/// <summary>An event: set or not.</summary>
public class EventWaitHandle : WaitHandle
{
    private readonly bool _isManual;

    /// <summary>1 when set; waiting threads sleep on it.</summary>
    private int _isSet;

    public EventWaitHandle(bool initialState, EventResetMode mode)
    {
        if (mode != EventResetMode.AutoReset && mode != EventResetMode.ManualReset)
            throw new ArgumentException("Value of flags is invalid.", nameof(mode));
        _isManual = mode == EventResetMode.ManualReset;
        _isSet = initialState ? 1 : 0;
    }

    /// <summary>Lets all waiting threads through, or the next one.</summary>
    public bool Set()
    {
        ThrowIfDisposed();
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            if (_isManual)
                Blocking.WakeAll(ref _isSet);
            else
                Blocking.WakeOne(ref _isSet);
        }

        NotifyWaitersForAny();
        return true;
    }

    public bool Reset()
    {
        ThrowIfDisposed();
        Volatile.Write(ref _isSet, 0);
        return true;
    }

    private protected override bool Wait(Deadline deadline)
    {
        while (!TryTake())
        {
            if (!Blocking.Wait(ref _isSet, 0, deadline.Remaining) && deadline.HasPassed)
                return TryTake();
        }

        return true;
    }

    private protected override bool TryTake() => _isManual
        ? Volatile.Read(ref _isSet) != 0
        : Volatile.Read(ref _isSet) != 0 && Interlocked.CompareExchange(ref _isSet, 0, 1) == 1;
}

/// <summary>Lets one thread through for each time it is set.</summary>
public sealed class AutoResetEvent(bool initialState) : EventWaitHandle(initialState, EventResetMode.AutoReset);

/// <summary>Lets all threads through while it is set.</summary>
public sealed class ManualResetEvent(bool initialState) : EventWaitHandle(initialState, EventResetMode.ManualReset);
