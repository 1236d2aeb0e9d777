using System;
using System.Threading;
using Diesis.Platform.Locks;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Synchronization;

/// <summary>Many readers or one writer, all of which sleep while they wait.</summary>
/// <remarks>
/// Writers are preferred: a reader who comes while a writer waits, waits too. But a writer who leaves lets in all readers who waited before
/// the next writer's turn, so phases alternate and nobody starves: a writer waits for at most the readers of one phase.
/// </remarks>
public sealed class ReaderWriterLock : SleepingLock
{
    private SpinLock _guard = new(LockRank.Synchronization);

    // Guarded by _guard.
    private int _readers;
    private int _writer;
    private WaiterQueue _waitingReaders;
    private WaiterQueue _waitingWriters;

    public ReaderWriterLock(LockRank rank, string? className = null)
        : base(rank, className)
    {
    }

    /// <summary>As the other, for locks that are made often: of a class that the caller has looked up once.</summary>
    public ReaderWriterLock(LockClass lockClass)
        : base(lockClass)
    {
    }

    /// <summary>The number of the thread that writes, or 0.</summary>
    public override int OwnerId => Volatile.Read(ref _writer);

    public int Readers => Volatile.Read(ref _readers);

    /// <summary>Reads until the scope is disposed of, together with other readers.</summary>
    public Scope EnterRead()
    {
        BeforeAcquire(LockNesting.None);
        // Who has to wait is known under the guard, where nothing may be allocated; so the question is asked again with the object made.
        Waiter? waiter = null;
        if (!TryRead(null))
        {
            waiter = NewWaiter();
            waiter = TryRead(waiter) ? null : waiter;
        }

        Wait(waiter);
        return new Scope(this, isWriter: false);
    }

    /// <summary>Writes until the scope is disposed of, alone.</summary>
    public Scope EnterWrite()
    {
        BeforeAcquire(LockNesting.None);
        Waiter? waiter = null;
        if (!TryWrite(null))
        {
            waiter = NewWaiter();
            waiter = TryWrite(waiter) ? null : waiter;
        }

        Wait(waiter);
        return new Scope(this, isWriter: true);
    }

    /// <summary>True if the lock is the caller's now; else the waiter, where there is one, is in the queue.</summary>
    private bool TryRead(Waiter? waiter)
    {
        using SpinLock.Scope held = _guard.Enter();
        if (_writer == 0 && _waitingWriters.IsEmpty)
        {
            _readers++;
            return true;
        }

        if (waiter is not null)
            _waitingReaders.Add(waiter);
        return false;
    }

    private bool TryWrite(Waiter? waiter)
    {
        using SpinLock.Scope held = _guard.Enter();
        if (_writer == 0 && _readers == 0)
        {
            _writer = Environment.CurrentManagedThreadId;
            return true;
        }

        if (waiter is not null)
            _waitingWriters.Add(waiter);
        return false;
    }

    private void ExitRead()
    {
        OnReleasing();
        Waiter? writer = null;
        using (SpinLock.Scope held = _guard.Enter())
        {
            if (--_readers == 0)
                writer = AdmitWriter();
        }

        writer?.Signal.SetWithLock();
    }

    private void ExitWrite()
    {
        if (_writer != Environment.CurrentManagedThreadId)
            ThrowNotHeld();
        OnReleasing();
        Waiter? writer = null;
        WaiterQueue admitted = default;
        using (SpinLock.Scope held = _guard.Enter())
        {
            _writer = 0;
            if (_waitingReaders.IsEmpty)
            {
                writer = AdmitWriter();
            }
            else
            {
                admitted = _waitingReaders;
                _waitingReaders = default;
                for (Waiter? reader = admitted.First; reader is not null; reader = reader.Next)
                {
                    reader.IsGranted = true;
                    _readers++;
                }
            }
        }

        writer?.Signal.SetWithLock();
        Waiter? next;
        for (Waiter? reader = admitted.First; reader is not null; reader = next)
        {
            next = reader.Next;
            reader.Signal.SetWithLock();
        }
    }

    /// <summary>The guard is held, and nobody holds the lock.</summary>
    private Waiter? AdmitWriter()
    {
        Waiter? writer = _waitingWriters.Grant();
        if (writer is not null)
            _writer = writer.ThreadId;
        return writer;
    }

    private static Waiter NewWaiter() => new() { ThreadId = Environment.CurrentManagedThreadId, Priority = CurrentPriority };

    private void Wait(Waiter? waiter)
    {
        while (waiter is not null && !Volatile.Read(ref waiter.IsGranted))
            waiter.Signal.Wait();
        OnAcquired(waiter is null ? LockContention.None : LockContention.Waited);
    }

    /// <summary>The time during which a <see cref="ReaderWriterLock"/> is held.</summary>
    public readonly ref struct Scope
    {
        private readonly ReaderWriterLock _lock;
        private readonly bool _isWriter;

        internal Scope(ReaderWriterLock held, bool isWriter)
        {
            _lock = held;
            _isWriter = isWriter;
        }

        public void Dispose()
        {
            if (_isWriter)
                _lock.ExitWrite();
            else
                _lock.ExitRead();
        }
    }
}
