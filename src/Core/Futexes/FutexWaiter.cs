using System.Threading;
using Diesis.Core.Processes;
using Diesis.Platform.Users;

namespace Diesis.Core.Futexes;

/// <summary>A thread that waits at a futex. Guarded by the lock of the bucket it is in, but for <see cref="IsQueued"/>, which may be read without.</summary>
public sealed class FutexWaiter
{
    private int _isQueued;

    internal FutexWaiter(UserThread thread) => Thread = thread;

    internal UserThread Thread { get; }

    internal FutexKey Key;

    /// <summary>Only wakes whose bits meet these count (FUTEX_WAIT_BITSET).</summary>
    internal uint Bits;

    /// <summary>It waits for a lock, which is handed over to it (FUTEX_LOCK_PI).</summary>
    internal bool IsForLock;

    /// <summary>Of one that waits for a lock: whose the lock is.</summary>
    internal UserThread? LockOwner;

    /// <summary>And where its word is.</summary>
    internal UserAddress LockAddress;

    internal FutexBucket? Bucket;
    internal FutexWaiter? Next;
    internal FutexWaiter? Previous;

    /// <summary>Whether it still waits. Who takes it out of the queue wakes its thread.</summary>
    internal bool IsQueued
    {
        get => Volatile.Read(ref _isQueued) != 0;
        set => Volatile.Write(ref _isQueued, value ? 1 : 0);
    }
}
