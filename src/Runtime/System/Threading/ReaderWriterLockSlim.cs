using Internal.Runtime;

namespace System.Threading;

/// <summary>Whether a thread may enter a lock again that it holds.</summary>
public enum LockRecursionPolicy
{
    NoRecursion = 0,
    SupportsRecursion = 1,
}

/// <summary>Lets in many readers or one writer; and beside readers one who may become the writer. Waiting writers go before new readers.</summary>
public partial class ReaderWriterLockSlim : IDisposable
{
    private readonly object _lock = new();
    private readonly bool _recursive;

    // Guarded by _lock. A thread that reads, upgradeably reads or writes has a holder.
    private Holder? _holders;
    private int _readers;
    private Holder? _upgradeable;
    private Holder? _writer;
    private int _waitingReaders;
    private int _waitingUpgraders;
    private int _waitingWriters;
    private bool _isDisposed;

    public ReaderWriterLockSlim()
        : this(LockRecursionPolicy.NoRecursion)
    {
    }

    public ReaderWriterLockSlim(LockRecursionPolicy recursionPolicy) => _recursive = recursionPolicy == LockRecursionPolicy.SupportsRecursion;

    public LockRecursionPolicy RecursionPolicy => _recursive ? LockRecursionPolicy.SupportsRecursion : LockRecursionPolicy.NoRecursion;

    public int CurrentReadCount => Volatile.Read(ref _readers);

    public int WaitingReadCount => Volatile.Read(ref _waitingReaders);

    public int WaitingUpgradeCount => Volatile.Read(ref _waitingUpgraders);

    public int WaitingWriteCount => Volatile.Read(ref _waitingWriters);

    public bool IsReadLockHeld => RecursiveReadCount > 0;

    public bool IsUpgradeableReadLockHeld => RecursiveUpgradeCount > 0;

    public bool IsWriteLockHeld => RecursiveWriteCount > 0;

    public int RecursiveReadCount => Mine()?.Reads ?? 0;

    public int RecursiveUpgradeCount => Mine()?.Upgrades ?? 0;

    public int RecursiveWriteCount => Mine()?.Writes ?? 0;

    public void EnterReadLock() => TryEnterReadLock(Timeout.Infinite);

    public bool TryEnterReadLock(TimeSpan timeout) => TryEnterReadLock(WaitTime.ToMilliseconds(timeout));

    public void EnterUpgradeableReadLock() => TryEnterUpgradeableReadLock(Timeout.Infinite);

    public bool TryEnterUpgradeableReadLock(TimeSpan timeout) => TryEnterUpgradeableReadLock(WaitTime.ToMilliseconds(timeout));

    public void EnterWriteLock() => TryEnterWriteLock(Timeout.Infinite);

    public bool TryEnterWriteLock(TimeSpan timeout) => TryEnterWriteLock(WaitTime.ToMilliseconds(timeout));

    public bool TryEnterReadLock(int millisecondsTimeout)
    {
        Check(millisecondsTimeout);
        lock (_lock)
        {
            Holder mine = FindOrAdd();
            if (!_recursive)
            {
                if (mine.Writes > 0)
                    ThrowRecursion("A read lock may not be acquired with the write lock held in this mode.");
                if (mine.Reads > 0)
                    ThrowRecursion("Recursive read lock acquisitions not allowed in this mode.");
            }

            bool mustQueue = mine.Reads == 0 && mine.Upgrades == 0 && mine.Writes == 0;
            if (mustQueue && !WaitUntil(mine, Wish.Read, ref _waitingReaders, millisecondsTimeout))
                return false;
            if (mine.Reads++ == 0)
                _readers++;
            return true;
        }
    }

    public bool TryEnterUpgradeableReadLock(int millisecondsTimeout)
    {
        Check(millisecondsTimeout);
        lock (_lock)
        {
            Holder mine = FindOrAdd();
            if (!_recursive)
            {
                if (mine.Upgrades > 0)
                    ThrowRecursion("Recursive upgradeable lock acquisitions not allowed in this mode.");
                if (mine.Writes > 0)
                {
                    ThrowRecursion(
                        "Upgradeable lock may not be acquired with write lock held in this mode. Acquiring Upgradeable lock gives the ability to read along with an option to upgrade to a writer.");
                }

                if (mine.Reads > 0)
                    ThrowRecursion("Upgradeable lock may not be acquired with read lock held.");
            }
            else if (mine.Reads > 0 && mine.Upgrades == 0 && mine.Writes == 0)
            {
                ThrowRecursion("Upgradeable lock may not be acquired with read lock held.");
            }

            bool mustQueue = mine.Upgrades == 0 && mine.Writes == 0;
            if (mustQueue && !WaitUntil(mine, Wish.Upgradeable, ref _waitingUpgraders, millisecondsTimeout))
                return false;
            mine.Upgrades++;
            _upgradeable = mine;
            return true;
        }
    }

    public bool TryEnterWriteLock(int millisecondsTimeout)
    {
        Check(millisecondsTimeout);
        lock (_lock)
        {
            Holder mine = FindOrAdd();
            if (!_recursive && mine.Writes > 0)
                ThrowRecursion("Recursive write lock acquisitions not allowed in this mode.");
            if (mine.Reads > 0 && mine.Writes == 0 && (!_recursive || mine.Upgrades == 0))
            {
                ThrowRecursion(
                    "Write lock may not be acquired with read lock held. This pattern is prone to deadlocks. Please ensure that read locks are released before taking a write lock. If an upgrade is necessary, use an upgrade lock in place of the read lock.");
            }

            if (mine.Writes == 0 && !WaitUntil(mine, Wish.Write, ref _waitingWriters, millisecondsTimeout))
                return false;
            mine.Writes++;
            _writer = mine;
            return true;
        }
    }

    public void ExitReadLock()
    {
        lock (_lock)
        {
            Holder? mine = Find();
            if (mine is null || mine.Reads == 0)
                throw new SynchronizationLockException("The read lock is being released without being held.");
            if (--mine.Reads == 0)
                _readers--;
            Leave(mine);
        }
    }

    public void ExitUpgradeableReadLock()
    {
        lock (_lock)
        {
            Holder? mine = Find();
            if (mine is null || mine.Upgrades == 0)
                throw new SynchronizationLockException("The upgradeable lock is being released without being held.");
            if (--mine.Upgrades == 0)
                _upgradeable = null;
            Leave(mine);
        }
    }

    public void ExitWriteLock()
    {
        lock (_lock)
        {
            Holder? mine = Find();
            if (mine is null || mine.Writes == 0)
                throw new SynchronizationLockException("The write lock is being released without being held.");
            if (--mine.Writes == 0)
                _writer = null;
            Leave(mine);
        }
    }

    public void Dispose()
    {
        if (_waitingReaders + _waitingUpgraders + _waitingWriters > 0 || IsReadLockHeld || IsUpgradeableReadLockHeld || IsWriteLockHeld)
            throw new SynchronizationLockException("The lock is being disposed while still being used. It either is being held by a thread and/or has active waiters waiting to acquire the lock.");
        _isDisposed = true;
    }
}
