using System;

namespace Internal.Runtime;

/// <summary>One worker's own items: it takes the newest, other workers steal the oldest.</summary>
internal sealed class LocalWorkQueue
{
    private BlockingLock _lock;

    // Guarded by _lock: a ring of a power of two, filled from _oldest up to _end.
    private WorkItem?[] _ring = new WorkItem?[32];
    private int _oldest;
    private int _end;

    internal bool IsEmpty => _oldest == _end;

    internal void Push(WorkItem item)
    {
        WorkItem?[]? larger = null;
        while (true)
        {
            _lock.Acquire();
            int capacity = _ring.Length;
            if (_end - _oldest == capacity && larger is not null && larger.Length > capacity)
                MoveTo(larger);
            bool fits = _end - _oldest < _ring.Length;
            if (fits)
            {
                _ring[_end & (_ring.Length - 1)] = item;
                _end++;
            }

            _lock.Release();
            if (fits)
                return;

            // Allocated without the lock: memory may be short.
            larger = new WorkItem?[capacity * 2];
        }
    }

    internal WorkItem? PopNewest()
    {
        if (IsEmpty)
            return null;
        _lock.Acquire();
        WorkItem? item = null;
        if (_oldest != _end)
        {
            _end--;
            item = Take(_end);
        }

        _lock.Release();
        return item;
    }

    internal WorkItem? StealOldest()
    {
        if (IsEmpty)
            return null;
        _lock.Acquire();
        WorkItem? item = null;
        if (_oldest != _end)
        {
            item = Take(_oldest);
            _oldest++;
        }

        _lock.Release();
        return item;
    }

    private WorkItem? Take(int position)
    {
        ref WorkItem? slot = ref _ring[position & (_ring.Length - 1)];
        WorkItem? item = slot;
        slot = null;
        return item;
    }

    private void MoveTo(WorkItem?[] larger)
    {
        int count = _end - _oldest;
        for (int i = 0; i < count; i++)
            larger[i] = _ring[(_oldest + i) & (_ring.Length - 1)];
        _ring = larger;
        _oldest = 0;
        _end = count;
    }
}
