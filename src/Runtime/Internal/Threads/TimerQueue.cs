using System;

namespace Internal.Runtime;

/// <summary>An executor's timers: a binary heap, the earliest on top.</summary>
internal sealed class TimerQueue
{
    private readonly Executor _executor;
    private BlockingLock _lock;

    // Guarded by _lock. Parents are never later than their children.
    private TimerNode?[] _heap = [];
    private int _count;

    internal TimerQueue(Executor executor) => _executor = executor;

    internal bool IsEmpty => _count == 0;

    /// <summary>Sets the node's time (monotonic nanoseconds), also when it is queued already.</summary>
    internal void Schedule(TimerNode node, long due)
    {
        AcquireWithSpace();
        Remove(node);
        node.Due = due;
        SiftUp(node, _count++);
        bool isEarliest = node.HeapIndex == 0;
        _lock.Release();
        if (isEarliest)
            _executor.TimersChanged();
    }

    /// <summary>Returns false when the node was not queued: never, or it has fired or is about to.</summary>
    internal bool Cancel(TimerNode node)
    {
        _lock.Acquire();
        bool removed = Remove(node);
        _lock.Release();
        return removed;
    }

    /// <summary>Fires what is due. Returns the nanoseconds until the next one, or -1 when there is none.</summary>
    internal long FireDue()
    {
        while (true)
        {
            if (_count == 0)
                return Deadline.Infinite;
            long now = Home.MonotonicNanoseconds();
            _lock.Acquire();
            TimerNode? earliest = _count == 0 ? null : _heap[0];
            long left = earliest is null ? Deadline.Infinite : earliest.Due - now;
            if (earliest is not null && left <= 0)
                Remove(earliest);
            _lock.Release();
            if (earliest is null || left > 0)
                return left;
            earliest.Fire();
        }
    }

    /// <summary>Takes the lock with space for one more node. Allocates without it: memory may be short.</summary>
    private void AcquireWithSpace()
    {
        TimerNode?[]? larger = null;
        while (true)
        {
            _lock.Acquire();
            int capacity = _heap.Length;
            if (_count < capacity)
                return;
            if (larger is not null && larger.Length > capacity)
            {
                Array.Copy(_heap, 0, larger, 0, _count);
                _heap = larger;
                return;
            }

            _lock.Release();
            larger = new TimerNode?[Math.Max(16, capacity * 2)];
        }
    }

    private bool Remove(TimerNode node)
    {
        int index = node.HeapIndex;
        if (index == TimerNode.NotQueued)
            return false;
        node.HeapIndex = TimerNode.NotQueued;
        TimerNode last = _heap[--_count]!;
        _heap[_count] = null;
        if (last != node)
        {
            if (index > 0 && last.Due < _heap[(index - 1) / 2]!.Due)
                SiftUp(last, index);
            else
                SiftDown(last, index);
        }

        return true;
    }

    private void SiftUp(TimerNode node, int index)
    {
        while (index > 0)
        {
            int parentIndex = (index - 1) / 2;
            TimerNode parent = _heap[parentIndex]!;
            if (parent.Due <= node.Due)
                break;
            Place(parent, index);
            index = parentIndex;
        }

        Place(node, index);
    }

    private void SiftDown(TimerNode node, int index)
    {
        while (true)
        {
            int childIndex = index * 2 + 1;
            if (childIndex >= _count)
                break;
            if (childIndex + 1 < _count && _heap[childIndex + 1]!.Due < _heap[childIndex]!.Due)
                childIndex++;
            TimerNode child = _heap[childIndex]!;
            if (node.Due <= child.Due)
                break;
            Place(child, index);
            index = childIndex;
        }

        Place(node, index);
    }

    private void Place(TimerNode node, int index)
    {
        _heap[index] = node;
        node.HeapIndex = index;
    }
}
