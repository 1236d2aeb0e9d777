namespace Internal.Runtime;

/// <summary>First in, first out, for any number of threads; linked through the items.</summary>
public struct WorkQueue
{
    private BlockingLock _lock;

    // Guarded by _lock.
    private WorkItem? _first;
    private WorkItem? _last;

    public readonly bool IsEmpty => _first is null;

    public void Enqueue(WorkItem item)
    {
        item._nextWork = null;
        _lock.Acquire();
        if (_last is null)
            _first = item;
        else
            _last._nextWork = item;
        _last = item;
        _lock.Release();
    }

    public WorkItem? Dequeue()
    {
        if (_first is null)
            return null;
        _lock.Acquire();
        WorkItem? item = _first;
        if (item is not null)
        {
            _first = item._nextWork;
            if (_first is null)
                _last = null;
            item._nextWork = null;
        }

        _lock.Release();
        return item;
    }
}
