using System;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Core.Async;
using Diesis.Platform.Locks;
using Diesis.Platform.Threads;
using SpinLock = Diesis.Platform.Locks.SpinLock;

namespace Diesis.Core.Input;

/// <summary>Events from an interrupt handler to threads. When nobody reads, the oldest are lost: what is typed now matters more.</summary>
/// <remarks>Locks: one that nothing else is taken under; the signal is raised without it.</remarks>
public sealed class EventQueue<T>
    where T : struct
{
    private const int Capacity = 128;

    private readonly T[] _events = new T[Capacity];
    private readonly WakeSignal _signal = new();
    private SpinLock _lock = new(LockRank.None);
    private InterruptEvent? _news;
    private int _first;
    private int _count;
    private long _lost;

    /// <summary>Events that nobody read in time.</summary>
    public long Lost => _lost;

    /// <summary>Adds an event. In any context in which threads may be woken.</summary>
    public void Add(in T item)
    {
        using (_lock.Enter())
        {
            if (_count == Capacity)
            {
                _first = (_first + 1) % Capacity;
                _count--;
                _lost++;
            }
            _events[(_first + _count) % Capacity] = item;
            _count++;
        }
        _signal.Raise();
        Volatile.Read(ref _news)?.Note();
    }

    /// <summary>Takes the oldest event; false when there is none.</summary>
    public bool TryRead(out T item)
    {
        using SpinLock.Scope held = _lock.Enter();
        item = default;
        if (_count == 0)
            return false;
        item = _events[_first];
        _first = (_first + 1) % Capacity;
        _count--;
        return true;
    }

    /// <summary>Waits for an event and takes it.</summary>
    public T Read()
    {
        while (true)
        {
            int version = _signal.Version;
            if (TryRead(out T item))
                return item;
            _signal.Wait(version);
        }
    }

    /// <summary>Awaits an event and takes it. One task at a time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first; no event is lost.</exception>
    public async ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_news is null)
            Interlocked.CompareExchange(ref _news, new InterruptEvent(Executors.Of(0).WakeSet), null);
        while (true)
        {
            if (TryRead(out T item))
                return item;
            await _news.WaitAsync(cancellationToken);
        }
    }
}
