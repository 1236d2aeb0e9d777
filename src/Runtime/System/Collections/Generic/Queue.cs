using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>First in, first out: a ring in an array.</summary>
public class Queue<T> : IEnumerable<T>, ICollection, IReadOnlyCollection<T>
{
    private const int LeastGrowth = 4;

    private T[] _array;
    private int _head;
    private int _tail;
    private int _size;
    private int _version;

    public Queue()
    {
        _array = [];
    }

    public Queue(int capacity)
    {
        if (capacity < 0)
            ThrowHelper.ThrowMustBeNonNegative(nameof(capacity), capacity);
        _array = new T[capacity];
    }

    public Queue(IEnumerable<T> collection)
    {
        if (collection is null)
            ThrowHelper.ThrowNull(nameof(collection));
        _array = EnumerableArrays.ToArray(collection, out _size);
        if (_size != _array.Length)
            _tail = _size;
    }

    public int Count => _size;

    /// <summary>How many items fit without growing.</summary>
    public int Capacity => _array.Length;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public void Clear()
    {
        if (_size != 0)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
                ClearItems();
            _size = 0;
        }
        _head = 0;
        _tail = 0;
        _version++;
    }

    public bool Contains(T item)
    {
        if (_size == 0)
            return false;
        if (_head < _tail)
            return Array.IndexOf(_array, item, _head, _size) >= 0;
        return Array.IndexOf(_array, item, _head, _array.Length - _head) >= 0 || Array.IndexOf(_array, item, 0, _tail) >= 0;
    }

    public void CopyTo(T[] array, int arrayIndex)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (arrayIndex < 0 || arrayIndex > array.Length)
            ThrowHelper.ThrowIndexMustBeLessOrEqual(nameof(arrayIndex));
        if (array.Length - arrayIndex < _size)
            ThrowHelper.ThrowInvalidOffsetLength();
        CopyItems(array, arrayIndex);
    }

    public T Dequeue()
    {
        int head = _head;
        T[] array = _array;
        if (_size == 0)
            ThrowHelper.ThrowEmptyQueue();

        T item = array[head];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            array[head] = default!;
        Advance(ref _head);
        _size--;
        _version++;
        return item;
    }

    public void Enqueue(T item)
    {
        if (_size == _array.Length)
            Grow(_size + 1);
        _array[_tail] = item;
        Advance(ref _tail);
        _size++;
        _version++;
    }

    /// <summary>Makes room for <paramref name="capacity"/> items in all and returns the room there is.</summary>
    public int EnsureCapacity(int capacity)
    {
        if (capacity < 0)
            ThrowHelper.ThrowMustBeNonNegative(nameof(capacity), capacity);
        if (_array.Length < capacity)
            Grow(capacity);
        return _array.Length;
    }

    public Enumerator GetEnumerator() => new(this);

    public T Peek()
    {
        if (_size == 0)
            ThrowHelper.ThrowEmptyQueue();
        return _array[_head];
    }

    public T[] ToArray()
    {
        if (_size == 0)
            return [];
        T[] array = new T[_size];
        CopyItems(array, 0);
        return array;
    }

    /// <summary>Gives back spare room when more than a tenth is spare.</summary>
    public void TrimExcess()
    {
        int threshold = (int)(_array.Length * 0.9);
        if (_size < threshold)
            SetCapacity(_size);
    }

    public void TrimExcess(int capacity)
    {
        if (capacity < 0)
            ThrowHelper.ThrowMustBeNonNegative(nameof(capacity), capacity);
        if (capacity < _size)
            ThrowHelper.ThrowLessThan(nameof(capacity), capacity, _size);
        if (capacity != _array.Length)
            SetCapacity(capacity);
    }

    public bool TryDequeue([MaybeNullWhen(false)] out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }
        result = Dequeue();
        return true;
    }

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }
        result = _array[_head];
        return true;
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    void ICollection.CopyTo(Array array, int index) => CollectionArguments.CopyUntyped(ToArray(), array, index, nameof(index), null);

    private T ItemAt(int offset)
    {
        int index = _head + offset;
        if (index >= _array.Length)
            index -= _array.Length;
        return _array[index];
    }

    private void Advance(ref int index)
    {
        int next = index + 1;
        index = next == _array.Length ? 0 : next;
    }

    private void CopyItems(T[] destination, int index)
    {
        if (_size == 0)
            return;
        int first = Math.Min(_array.Length - _head, _size);
        Array.Copy(_array, _head, destination, index, first);
        if (first < _size)
            Array.Copy(_array, 0, destination, index + first, _size - first);
    }

    private void ClearItems()
    {
        if (_head < _tail)
        {
            Array.Clear(_array, _head, _size);
            return;
        }
        Array.Clear(_array, _head, _array.Length - _head);
        Array.Clear(_array, 0, _tail);
    }

    private void Grow(int least)
    {
        int capacity = 2 * _array.Length;
        if ((uint)capacity > (uint)Array.MaxLength)
            capacity = Array.MaxLength;
        capacity = Math.Max(capacity, _array.Length + LeastGrowth);
        SetCapacity(Math.Max(capacity, least));
    }

    private void SetCapacity(int capacity)
    {
        T[] array = new T[capacity];
        CopyItems(array, 0);
        _array = array;
        _head = 0;
        _tail = _size == capacity ? 0 : _size;
        _version++;
    }

    /// <summary>A cursor that fails when the queue has changed since it was made.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private const int NotStarted = -1;
        private const int Ended = -2;

        private readonly Queue<T> _queue;
        private readonly int _version;
        private int _index;
        private T? _current;

        internal Enumerator(Queue<T> queue)
        {
            _queue = queue;
            _version = queue._version;
            _index = NotStarted;
        }

        public readonly T Current => _current!;

        readonly object? IEnumerator.Current => _current;

        public void Dispose()
        {
            _index = Ended;
            _current = default;
        }

        public bool MoveNext()
        {
            if (_version != _queue._version)
                ThrowHelper.ThrowCollectionModified();
            if (_index == Ended)
                return false;

            _index++;
            if (_index == _queue._size)
            {
                _index = Ended;
                _current = default;
                return false;
            }
            _current = _queue.ItemAt(_index);
            return true;
        }

        void IEnumerator.Reset()
        {
            if (_version != _queue._version)
                ThrowHelper.ThrowCollectionModified();
            _index = NotStarted;
            _current = default;
        }
    }
}
