namespace System.Threading.Tasks;

/// <summary>The continuations of a task that has more than one.</summary>
internal sealed class ContinuationList
{
    private readonly Lock _lock = new();

    // Guarded by _lock. Removed entries are null.
    private object?[] _items = new object?[4];
    private int _count;
    private bool _isClosed;

    internal ContinuationList(object first)
    {
        _items[0] = first;
        _count = 1;
    }

    /// <summary>Returns false when the task has ended.</summary>
    internal bool TryAdd(object continuation)
    {
        lock (_lock)
        {
            if (_isClosed)
                return false;
            if (_count == _items.Length)
            {
                object?[] larger = new object?[_count * 2];
                Array.Copy(_items, 0, larger, 0, _count);
                _items = larger;
            }

            _items[_count++] = continuation;
            return true;
        }
    }

    internal void Remove(object continuation)
    {
        _lock.Enter();
        for (int i = 0; !_isClosed && i < _count; i++)
        {
            if (ReferenceEquals(_items[i], continuation))
            {
                // The order of the others stays.
                for (int k = i + 1; k < _count; k++)
                    _items[k - 1] = _items[k];
                _items[--_count] = null;
                break;
            }
        }

        _lock.Exit();
    }

    /// <summary>Lets nothing more in and hands out what there is.</summary>
    internal ReadOnlySpan<object?> Close()
    {
        _lock.Enter();
        _isClosed = true;
        _lock.Exit();
        return new ReadOnlySpan<object?>(_items, 0, _count);
    }
}
