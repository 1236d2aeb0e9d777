using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>An array that grows.</summary>
public partial class List<T> : IList<T>, IList, IReadOnlyList<T>
{
    private const int DefaultCapacity = 4;

    // CollectionsMarshal looks into these.
    internal T[] _items;
    internal int _size;
    internal int _version;

    public List()
    {
        _items = [];
    }

    public List(int capacity)
    {
        if (capacity < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(capacity));
        _items = capacity == 0 ? [] : new T[capacity];
    }

    public List(IEnumerable<T> collection)
    {
        if (collection is null)
            ThrowHelper.ThrowNull(nameof(collection));

        if (collection is ICollection<T> known)
        {
            int count = known.Count;
            if (count == 0)
            {
                _items = [];
            }
            else
            {
                _items = new T[count];
                known.CopyTo(_items, 0);
                _size = count;
            }
            return;
        }

        _items = [];
        foreach (T item in collection)
            Add(item);
    }

    public int Count => _size;

    /// <summary>The length of the array inside; setting it below Count is an error.</summary>
    public int Capacity
    {
        get => _items.Length;
        set
        {
            if (value < _size)
                ThrowHelper.ThrowSmallCapacity();
            if (value == _items.Length)
                return;
            if (value == 0)
            {
                _items = [];
                return;
            }

            T[] items = new T[value];
            Array.Copy(_items, items, _size);
            _items = items;
        }
    }

    public T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_size)
                ThrowHelper.ThrowIndexMustBeLess();
            return _items[index];
        }
        set
        {
            if ((uint)index >= (uint)_size)
                ThrowHelper.ThrowIndexMustBeLess();
            _items[index] = value;
            _version++;
        }
    }

    bool ICollection<T>.IsReadOnly => false;

    bool IList.IsReadOnly => false;

    bool IList.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object? IList.this[int index]
    {
        get => this[index];
        set => this[index] = CastItem(value, nameof(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        _version++;
        T[] items = _items;
        int size = _size;
        if ((uint)size < (uint)items.Length)
        {
            _size = size + 1;
            items[size] = item;
        }
        else
        {
            AddWithGrowth(item);
        }
    }

    public void AddRange(IEnumerable<T> collection)
    {
        if (collection is null)
            ThrowHelper.ThrowNull(nameof(collection));

        if (collection is ICollection<T> known)
        {
            int count = known.Count;
            if (count > 0)
            {
                if (_items.Length - _size < count)
                    Grow(checked(_size + count));
                known.CopyTo(_items, _size);
                _size += count;
                _version++;
            }
            return;
        }

        foreach (T item in collection)
            Add(item);
    }

    /// <summary>Appends the items of a span (CollectionExtensions.AddRange).</summary>
    internal void AppendSpan(ReadOnlySpan<T> source)
    {
        if (source.IsEmpty)
            return;
        if (_items.Length - _size < source.Length)
            Grow(checked(_size + source.Length));
        source.CopyTo(_items.AsSpan(_size));
        _size += source.Length;
        _version++;
    }

    public ReadOnlyCollection<T> AsReadOnly() => new(this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear()
    {
        _version++;
        int size = _size;
        _size = 0;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() && size > 0)
            Array.Clear(_items, 0, size);
    }

    public void CopyTo(T[] array) => CopyTo(array, 0);

    public void CopyTo(T[] array, int arrayIndex) => Array.Copy(_items, 0, array, arrayIndex, _size);

    public void CopyTo(int index, T[] array, int arrayIndex, int count)
    {
        if (_size - index < count)
            ThrowHelper.ThrowInvalidOffsetLength();
        Array.Copy(_items, index, array, arrayIndex, count);
    }

    /// <summary>Makes room for <paramref name="capacity"/> items in all and returns the room there is.</summary>
    public int EnsureCapacity(int capacity)
    {
        if (capacity < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(capacity));
        if (_items.Length < capacity)
            Grow(capacity);
        return _items.Length;
    }

    public Enumerator GetEnumerator() => new(this);

    public List<T> GetRange(int index, int count)
    {
        CheckRange(index, count);
        List<T> range = new(count);
        Array.Copy(_items, index, range._items, 0, count);
        range._size = count;
        return range;
    }

    /// <summary>The same as GetRange; ranges in index brackets use it.</summary>
    public List<T> Slice(int start, int length) => GetRange(start, length);

    public void Insert(int index, T item)
    {
        if ((uint)index > (uint)_size)
            ThrowHelper.ThrowListInsert();
        if (_size == _items.Length)
            GrowForInsertion(index, 1);
        else if (index < _size)
            Array.Copy(_items, index, _items, index + 1, _size - index);
        _items[index] = item;
        _size++;
        _version++;
    }

    public void InsertRange(int index, IEnumerable<T> collection)
    {
        if (collection is null)
            ThrowHelper.ThrowNull(nameof(collection));
        if ((uint)index > (uint)_size)
            ThrowHelper.ThrowIndexMustBeLessOrEqual();

        if (collection is not ICollection<T> known)
        {
            foreach (T item in collection)
                Insert(index++, item);
            return;
        }

        int count = known.Count;
        if (count == 0)
            return;
        OpenGap(index, count);

        if (this == known)
        {
            // Its own items now stand on both sides of the gap.
            Array.Copy(_items, 0, _items, index, index);
            Array.Copy(_items, index + count, _items, index * 2, _size - index);
        }
        else
        {
            known.CopyTo(_items, index);
        }
        _size += count;
        _version++;
    }

    internal void InsertSpan(int index, ReadOnlySpan<T> source)
    {
        if ((uint)index > (uint)_size)
            ThrowHelper.ThrowIndexMustBeLessOrEqual();
        if (source.IsEmpty)
            return;
        OpenGap(index, source.Length);
        source.CopyTo(_items.AsSpan(index));
        _size += source.Length;
        _version++;
    }

    public bool Remove(T item)
    {
        int index = IndexOf(item);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    public int RemoveAll(Predicate<T> match)
    {
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));

        int kept = 0;
        while (kept < _size && !match(_items[kept]))
            kept++;
        if (kept >= _size)
            return 0;

        for (int current = kept + 1; current < _size; current++)
        {
            if (!match(_items[current]))
                _items[kept++] = _items[current];
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Array.Clear(_items, kept, _size - kept);
        int removed = _size - kept;
        _size = kept;
        _version++;
        return removed;
    }

    public void RemoveAt(int index)
    {
        if ((uint)index >= (uint)_size)
            ThrowHelper.ThrowIndexMustBeLess();
        _size--;
        if (index < _size)
            Array.Copy(_items, index + 1, _items, index, _size - index);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            _items[_size] = default!;
        _version++;
    }

    public void RemoveRange(int index, int count)
    {
        CheckRange(index, count);
        if (count == 0)
            return;
        _size -= count;
        if (index < _size)
            Array.Copy(_items, index + count, _items, index, _size - index);
        _version++;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Array.Clear(_items, _size, count);
    }

    public T[] ToArray()
    {
        if (_size == 0)
            return [];
        T[] array = new T[_size];
        Array.Copy(_items, array, _size);
        return array;
    }

    /// <summary>Gives back spare room when more than a tenth is spare.</summary>
    public void TrimExcess()
    {
        int threshold = (int)(_items.Length * 0.9);
        if (_size < threshold)
            Capacity = _size;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddWithGrowth(T item)
    {
        int size = _size;
        Grow(size + 1);
        _size = size + 1;
        _items[size] = item;
    }

    internal void Grow(int capacity) => Capacity = NewCapacity(capacity);

    private int NewCapacity(int least)
    {
        int doubled = _items.Length == 0 ? DefaultCapacity : 2 * _items.Length;
        if ((uint)doubled > (uint)Array.MaxLength)
            doubled = Array.MaxLength;
        return doubled < least ? least : doubled;
    }

    private void OpenGap(int index, int count)
    {
        if (_items.Length - _size < count)
            GrowForInsertion(index, count);
        else if (index < _size)
            Array.Copy(_items, index, _items, index + count, _size - index);
    }

    // Moves the items straight to where they belong, so that none is copied twice.
    private void GrowForInsertion(int index, int count)
    {
        T[] items = new T[NewCapacity(checked(_size + count))];
        if (index != 0)
            Array.Copy(_items, items, index);
        if (_size != index)
            Array.Copy(_items, index, items, index + count, _size - index);
        _items = items;
    }

    private void CheckRange(int index, int count)
    {
        if (index < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(index));
        if (count < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(count));
        if (_size - index < count)
            ThrowHelper.ThrowInvalidOffsetLength();
    }
}
