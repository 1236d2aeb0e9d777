using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Threading;

/// <summary>Mutual exclusion between threads; the holder may enter again. C#'s <c>lock</c> statement uses <see cref="EnterScope"/>.</summary>
public sealed class Lock
{
    private static long s_contentions;

    private BlockingLock _lock;

    // Written only by the holder. A thread that reads its own id here is the holder.
    private int _ownerId;

    /// <summary>Entries after the first.</summary>
    private uint _recursion;

    public bool IsHeldByCurrentThread => Volatile.Read(ref _ownerId) == Thread.CurrentId;

    internal static long ContentionCount => Volatile.Read(ref s_contentions);

    public void Enter()
    {
        int id = Thread.CurrentId;
        if (_lock.TryAcquire())
            _ownerId = id;
        else
            EnterSlowly(id, Timeout.Infinite);
    }

    /// <summary>Enters; disposing of the scope exits.</summary>
    public Scope EnterScope()
    {
        Enter();
        return new Scope(this);
    }

    public bool TryEnter() => TryEnter(0);

    public bool TryEnter(int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        int id = Thread.CurrentId;
        if (!_lock.TryAcquire())
            return EnterSlowly(id, millisecondsTimeout);
        _ownerId = id;
        return true;
    }

    public bool TryEnter(TimeSpan timeout) => TryEnter(WaitTime.ToMilliseconds(timeout));

    /// <exception cref="SynchronizationLockException">The thread does not hold the lock.</exception>
    public void Exit()
    {
        if (_ownerId != Thread.CurrentId)
            ThrowNotHeld();
        ExitHeld();
    }

    /// <summary>For callers that know their thread's id and have checked the time-out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter(int id, int millisecondsTimeout)
    {
        if (!_lock.TryAcquire())
            return EnterSlowly(id, millisecondsTimeout);
        _ownerId = id;
        return true;
    }

    internal bool IsHeldOnceBy(int id) => _ownerId == id && _recursion == 0;

    /// <summary>Returns false when the thread does not hold the lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryExit(int id)
    {
        if (_ownerId != id)
            return false;
        ExitHeld();
        return true;
    }

    internal void InitializeHeld(int ownerId, uint recursion)
    {
        _lock.InitializeHeld();
        _ownerId = ownerId;
        _recursion = recursion;
    }

    internal void InitializeFree()
    {
        _lock = default;
        _ownerId = 0;
        _recursion = 0;
    }

    /// <summary>For Monitor.Wait: releases all entries of the holder and returns how many there were after the first.</summary>
    internal uint ReleaseFully()
    {
        uint recursion = _recursion;
        _recursion = 0;
        _ownerId = 0;
        _lock.Release();
        return recursion;
    }

    internal void Reacquire(uint recursion)
    {
        _lock.Acquire();
        _ownerId = Thread.CurrentId;
        _recursion = recursion;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool EnterSlowly(int id, int millisecondsTimeout)
    {
        if (_ownerId == id)
        {
            if (_recursion == uint.MaxValue)
                throw new LockRecursionException("The lock has reached the maximum recursion count.");
            _recursion++;
            return true;
        }

        if (millisecondsTimeout == 0)
            return false;
        if (!_lock.TryAcquire(millisecondsTimeout))
            return false;
        Interlocked.Increment(ref s_contentions);
        _ownerId = id;
        return true;
    }

    private void ExitHeld()
    {
        if (_recursion != 0)
        {
            _recursion--;
            return;
        }

        _ownerId = 0;
        _lock.Release();
    }

    private static void ThrowNotHeld() =>
        throw new SynchronizationLockException("The calling thread does not hold the lock.");

    /// <summary>An entered lock, exited once by Dispose.</summary>
    public ref struct Scope
    {
        private Lock? _held;

        internal Scope(Lock held) => _held = held;

        public void Dispose()
        {
            Lock? held = _held;
            if (held is not null)
            {
                _held = null;
                held.Exit();
            }
        }
    }
}
