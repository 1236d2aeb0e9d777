using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Core.Async;

/// <summary>What happens to an item for which a channel has no room.</summary>
public enum ChannelFullMode
{
    /// <summary>The writer waits.</summary>
    Wait,

    /// <summary>The oldest item is lost: for news of which only the latest matter.</summary>
    DropOldest,
}

/// <summary>A queue between tasks: writers wait while it is full, readers while it is empty. First come, first served on both sides.</summary>
/// <remarks>
/// Open, then complete: nothing is written any more, what is in it can still be read. For threads and tasks; interrupt handlers use
/// <see cref="InterruptEvent"/>. A waiter that is cancelled has neither taken nor given an item.
/// </remarks>
public sealed class Channel<T>
{
    private readonly Lock _lock = new();
    private readonly int _capacity;
    private readonly ChannelFullMode _fullMode;

    // Guarded by _lock. Readers wait only while there are no items, writers only while there is no room.
    private readonly Queue<T> _items = new();
    private readonly LinkedList<Waiter> _readers = new();
    private readonly LinkedList<Waiter> _writers = new();
    private bool _isComplete;

    /// <param name="capacity">Items that fit: 1 or more; <see cref="int.MaxValue"/> for as many as there is memory for.</param>
    /// <param name="fullMode">What happens when it is full.</param>
    public Channel(int capacity = int.MaxValue, ChannelFullMode fullMode = ChannelFullMode.Wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _fullMode = fullMode;
    }

    /// <summary>Items that can be read now.</summary>
    public int Count
    {
        get
        {
            using (_lock.EnterScope())
                return _items.Count;
        }
    }

    /// <summary>Whether <see cref="Complete"/> has been called.</summary>
    public bool IsComplete
    {
        get
        {
            using (_lock.EnterScope())
                return _isComplete;
        }
    }

    /// <summary>Writes without waiting. False when the channel is full or complete.</summary>
    public bool TryWrite(T item)
    {
        Waiter? reader;
        using (_lock.EnterScope())
        {
            if (_isComplete || !TryPut(item, out reader))
                return false;
        }

        reader?.Finish(true);
        return true;
    }

    /// <summary>Writes, and waits for room first if there is none.</summary>
    /// <returns>False when the channel is complete: the item is not in it.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public ValueTask<bool> WriteAsync(T item, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<bool>(cancellationToken);
        Waiter? reader;
        using (_lock.EnterScope())
        {
            if (_isComplete)
                return new ValueTask<bool>(false);
            if (!TryPut(item, out reader))
            {
                Waiter writer = new(this, _writers, item);
                writer.Enqueue(cancellationToken);
                return new ValueTask<bool>(writer.Task);
            }
        }

        reader?.Finish(true);
        return new ValueTask<bool>(true);
    }

    /// <summary>Reads without waiting. False when there is nothing.</summary>
    public bool TryRead([MaybeNullWhen(false)] out T item)
    {
        Waiter? writer;
        using (_lock.EnterScope())
        {
            if (!TryTake(out item, out writer))
                return false;
        }

        writer?.Finish(true);
        return true;
    }

    /// <summary>Reads, and waits for an item first if there is none.</summary>
    /// <returns>Without an item when the channel is complete and empty.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was an item.</exception>
    public ValueTask<Received<T>> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<Received<T>>(cancellationToken);
        Waiter? writer;
        T? item;
        using (_lock.EnterScope())
        {
            if (!TryTake(out item, out writer))
            {
                if (_isComplete)
                    return new ValueTask<Received<T>>(default(Received<T>));
                Waiter reader = new(this, _readers, default);
                reader.Enqueue(cancellationToken);
                return new ValueTask<Received<T>>(reader.ReceiveAsync());
            }
        }

        writer?.Finish(true);
        return new ValueTask<Received<T>>(new Received<T>(item!));
    }

    /// <summary>Says that nothing more will be written. Waiting writers give up, waiting readers learn that nothing comes.</summary>
    /// <returns>False when it was complete already.</returns>
    public bool Complete()
    {
        List<Waiter> finished = [];
        using (_lock.EnterScope())
        {
            if (_isComplete)
                return false;
            _isComplete = true;
            while (TakeFirst(_readers) is { } reader)
                finished.Add(reader);
            while (TakeFirst(_writers) is { } writer)
                finished.Add(writer);
        }

        foreach (Waiter waiter in finished)
            waiter.Finish(false);
        return true;
    }

    /// <summary>Hands the item to a reader who waits, or keeps it; false if there is no room. The lock is held.</summary>
    private bool TryPut(T item, out Waiter? reader)
    {
        reader = TakeFirst(_readers);
        if (reader is not null)
        {
            reader.Item = item;
            return true;
        }

        if (_items.Count >= _capacity)
        {
            if (_fullMode == ChannelFullMode.Wait)
                return false;
            _items.Dequeue();
        }

        _items.Enqueue(item);
        return true;
    }

    /// <summary>Takes an item, and lets a writer who waits put his in its place. The lock is held.</summary>
    private bool TryTake([MaybeNullWhen(false)] out T item, out Waiter? writer)
    {
        writer = null;
        if (_items.Count == 0)
        {
            item = default;
            return false;
        }

        item = _items.Dequeue();
        writer = TakeFirst(_writers);
        if (writer is not null)
            _items.Enqueue(writer.Item!);
        return true;
    }

    private static Waiter? TakeFirst(LinkedList<Waiter> waiters)
    {
        LinkedListNode<Waiter>? first = waiters.First;
        if (first is null)
            return null;
        waiters.Remove(first);
        return first.Value;
    }

    /// <summary>A reader or writer who waits. Its task yields whether it got or gave an item.</summary>
    private sealed class Waiter : TaskCompletionSource<bool>
    {
        private readonly Channel<T> _channel;
        private readonly LinkedList<Waiter> _list;
        private readonly LinkedListNode<Waiter> _node;
        private CancellationTokenRegistration _registration;

        internal Waiter(Channel<T> channel, LinkedList<Waiter> list, T? item)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            _channel = channel;
            _list = list;
            _node = new LinkedListNode<Waiter>(this);
            Item = item;
        }

        internal T? Item { get; set; }

        /// <summary>The channel's lock is held; if the token is cancelled meanwhile, the cancellation runs here and takes the lock again.</summary>
        internal void Enqueue(CancellationToken token)
        {
            _list.AddLast(_node);
            if (token.CanBeCanceled)
                _registration = token.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).Cancel(token), this);
        }

        /// <summary>Called without the lock by whoever took it off its list.</summary>
        internal void Finish(bool succeeded)
        {
            _registration.Unregister();
            TrySetResult(succeeded);
        }

        internal async Task<Received<T>> ReceiveAsync() => await Task.ConfigureAwait(false) ? new Received<T>(Item!) : default;

        private void Cancel(CancellationToken token)
        {
            using (_channel._lock.EnterScope())
            {
                if (_node.List is null)
                    return;
                _list.Remove(_node);
            }

            TrySetCanceled(token);
        }
    }
}
