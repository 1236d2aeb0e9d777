namespace System.Collections.Generic;

public partial class List<T>
{
    public int BinarySearch(T item) => BinarySearch(0, Count, item, null);

    public int BinarySearch(T item, IComparer<T>? comparer) => BinarySearch(0, Count, item, comparer);

    public int BinarySearch(int index, int count, T item, IComparer<T>? comparer)
    {
        CheckRange(index, count);
        return Array.BinarySearch(_items, index, count, item, comparer);
    }

    public bool Contains(T item) => _size != 0 && IndexOf(item) >= 0;

    public List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)
    {
        if (converter is null)
            ThrowHelper.ThrowNull(nameof(converter));
        List<TOutput> list = new(_size);
        for (int i = 0; i < _size; i++)
            list._items[i] = converter(_items[i]);
        list._size = _size;
        return list;
    }

    public bool Exists(Predicate<T> match) => FindIndex(match) >= 0;

    public T? Find(Predicate<T> match)
    {
        int index = FindIndex(match);
        return index < 0 ? default : _items[index];
    }

    public List<T> FindAll(Predicate<T> match)
    {
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));
        List<T> found = [];
        for (int i = 0; i < _size; i++)
        {
            if (match(_items[i]))
                found.Add(_items[i]);
        }
        return found;
    }

    public int FindIndex(Predicate<T> match) => FindIndex(0, _size, match);

    public int FindIndex(int startIndex, Predicate<T> match) => FindIndex(startIndex, _size - startIndex, match);

    public int FindIndex(int startIndex, int count, Predicate<T> match)
    {
        if ((uint)startIndex > (uint)_size)
            ThrowHelper.ThrowIndexMustBeLessOrEqual(nameof(startIndex));
        if (count < 0 || startIndex > _size - count)
            ThrowHelper.ThrowCount();
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));

        int end = startIndex + count;
        for (int i = startIndex; i < end; i++)
        {
            if (match(_items[i]))
                return i;
        }
        return -1;
    }

    public T? FindLast(Predicate<T> match)
    {
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));
        for (int i = _size - 1; i >= 0; i--)
        {
            if (match(_items[i]))
                return _items[i];
        }
        return default;
    }

    public int FindLastIndex(Predicate<T> match) => FindLastIndex(_size - 1, _size, match);

    public int FindLastIndex(int startIndex, Predicate<T> match) => FindLastIndex(startIndex, startIndex + 1, match);

    public int FindLastIndex(int startIndex, int count, Predicate<T> match)
    {
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));
        if (_size == 0)
        {
            if (startIndex != -1)
                ThrowHelper.ThrowIndexMustBeLess(nameof(startIndex));
        }
        else if ((uint)startIndex >= (uint)_size)
        {
            ThrowHelper.ThrowIndexMustBeLess(nameof(startIndex));
        }
        if (count < 0 || startIndex - count + 1 < 0)
            ThrowHelper.ThrowCount();

        int end = startIndex - count;
        for (int i = startIndex; i > end; i--)
        {
            if (match(_items[i]))
                return i;
        }
        return -1;
    }

    public void ForEach(Action<T> action)
    {
        if (action is null)
            ThrowHelper.ThrowNull(nameof(action));
        int version = _version;
        for (int i = 0; i < _size && version == _version; i++)
            action(_items[i]);
        if (version != _version)
            ThrowHelper.ThrowCollectionModified();
    }

    public int IndexOf(T item) => Array.IndexOf(_items, item, 0, _size);

    public int IndexOf(T item, int index)
    {
        if (index > _size)
            ThrowHelper.ThrowIndexMustBeLessOrEqual();
        return Array.IndexOf(_items, item, index, _size - index);
    }

    public int IndexOf(T item, int index, int count)
    {
        if (index > _size)
            ThrowHelper.ThrowIndexMustBeLessOrEqual();
        if (count < 0 || index > _size - count)
            ThrowHelper.ThrowCount();
        return Array.IndexOf(_items, item, index, count);
    }

    public int LastIndexOf(T item) => _size == 0 ? -1 : LastIndexOf(item, _size - 1, _size);

    public int LastIndexOf(T item, int index)
    {
        if (index >= _size)
            ThrowHelper.ThrowIndexMustBeLess();
        return LastIndexOf(item, index, index + 1);
    }

    public int LastIndexOf(T item, int index, int count)
    {
        if (_size == 0)
            return -1;
        if (index < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(index));
        if (count < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(count));
        if (index >= _size)
            ThrowHelper.ThrowBiggerThanCollection(nameof(index));
        if (count > index + 1)
            ThrowHelper.ThrowBiggerThanCollection(nameof(count));
        return Array.LastIndexOf(_items, item, index, count);
    }

    public void Reverse() => Reverse(0, Count);

    public void Reverse(int index, int count)
    {
        CheckRange(index, count);
        if (count > 1)
            Array.Reverse(_items, index, count);
        _version++;
    }

    public void Sort() => Sort(0, Count, null);

    public void Sort(IComparer<T>? comparer) => Sort(0, Count, comparer);

    public void Sort(int index, int count, IComparer<T>? comparer)
    {
        CheckRange(index, count);
        if (count > 1)
            Array.Sort(_items, index, count, comparer);
        _version++;
    }

    public void Sort(Comparison<T> comparison)
    {
        if (comparison is null)
            ThrowHelper.ThrowNull(nameof(comparison));
        if (_size > 1)
            SpanSort<T>.Sort(new Span<T>(_items, 0, _size), comparison);
        _version++;
    }

    public bool TrueForAll(Predicate<T> match)
    {
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));
        for (int i = 0; i < _size; i++)
        {
            if (!match(_items[i]))
                return false;
        }
        return true;
    }
}
