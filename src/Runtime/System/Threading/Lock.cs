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

    public void Enter() => EnterAs(Thread.CurrentId);

    /// <summary>Enters; disposing of the scope exits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scope EnterScope()
    {
        int id = Thread.CurrentId;
        EnterAs(id);
        return new Scope(this, id);
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
        if (!TryExit(Thread.CurrentId))
            ThrowNotHeld();
    }

    /// <summary>For callers that know their thread's id and have checked the time-out.</summary>
    internal bool TryEnter(int id, int millisecondsTimeout) => TryEnterFree(id) || EnterSlowly(id, millisecondsTimeout);

    /// <summary>Enters only a lock that nobody holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnterFree(int id)
    {
        if (!_lock.TryAcquire())
            return false;
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
        if (_recursion != 0)
        {
            _recursion--;
            return true;
        }

        _ownerId = 0;
        _lock.Release();
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EnterAs(int id)
    {
        if (!TryEnterFree(id))
            EnterSlowly(id, Timeout.Infinite);
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

    private static void ThrowNotHeld() =>
        throw new SynchronizationLockException("The calling thread does not hold the lock.");

    /// <summary>An entered lock, exited once by Dispose.</summary>
    public ref struct Scope
    {
        private readonly int _id;
        private Lock? _held;

        internal Scope(Lock held, int id)
        {
            _held = held;
            _id = id;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose()
        {
            Lock? held = _held;
            if (held is not null)
            {
                _held = null;
                if (!held.TryExit(_id))
                    ThrowNotHeld();
            }
        }
    }
}
