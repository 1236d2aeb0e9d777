using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Last in, first out.</summary>
public class Stack<T> : IEnumerable<T>, ICollection, IReadOnlyCollection<T>
{
    private const int DefaultCapacity = 4;

    private T[] _array;
    private int _size;
    private int _version;

    public Stack()
    {
        _array = [];
    }

    public Stack(int capacity)
    {
        if (capacity < 0)
            ThrowHelper.ThrowMustBeNonNegative(nameof(capacity), capacity);
        _array = new T[capacity];
    }

    public Stack(IEnumerable<T> collection)
    {
        if (collection is null)
            ThrowHelper.ThrowNull(nameof(collection));
        _array = EnumerableArrays.ToArray(collection, out _size);
    }

    public int Count => _size;

    /// <summary>How many items fit without growing.</summary>
    public int Capacity => _array.Length;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Array.Clear(_array, 0, _size);
        _size = 0;
        _version++;
    }

    public bool Contains(T item) => _size != 0 && Array.LastIndexOf(_array, item, _size - 1) >= 0;

    public void CopyTo(T[] array, int arrayIndex)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (arrayIndex < 0 || arrayIndex > array.Length)
            ThrowHelper.ThrowIndexMustBeLessOrEqualActual(nameof(arrayIndex), arrayIndex);
        if (array.Length - arrayIndex < _size)
            ThrowHelper.ThrowInvalidOffsetLength();
        int destination = arrayIndex + _size;
        for (int i = 0; i < _size; i++)
            array[--destination] = _array[i];
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
        int top = _size - 1;
        T[] array = _array;
        if ((uint)top >= (uint)array.Length)
            ThrowHelper.ThrowEmptyStack();
        return array[top];
    }

    public T Pop()
    {
        int top = _size - 1;
        T[] array = _array;
        if ((uint)top >= (uint)array.Length)
            ThrowHelper.ThrowEmptyStack();
        _version++;
        _size = top;
        T item = array[top];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            array[top] = default!;
        return item;
    }

    public void Push(T item)
    {
        int size = _size;
        T[] array = _array;
        if ((uint)size < (uint)array.Length)
        {
            array[size] = item;
            _version++;
            _size = size + 1;
        }
        else
        {
            PushWithGrowth(item);
        }
    }

    public T[] ToArray()
    {
        if (_size == 0)
            return [];
        T[] array = new T[_size];
        CopyTo(array, 0);
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

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }
        result = _array[_size - 1];
        return true;
    }

    public bool TryPop([MaybeNullWhen(false)] out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }
        result = Pop();
        return true;
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    void ICollection.CopyTo(Array array, int arrayIndex) => CollectionArguments.CopyUntyped(ToArray(), array, arrayIndex, nameof(arrayIndex), nameof(array));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PushWithGrowth(T item)
    {
        Grow(_size + 1);
        _array[_size] = item;
        _version++;
        _size++;
    }

    private void Grow(int least)
    {
        int capacity = _array.Length == 0 ? DefaultCapacity : 2 * _array.Length;
        if ((uint)capacity > (uint)Array.MaxLength)
            capacity = Array.MaxLength;
        SetCapacity(Math.Max(capacity, least));
    }

    private void SetCapacity(int capacity) => Array.Resize(ref _array, capacity);

    /// <summary>A cursor from the top down that fails when the stack has changed since it was made.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private const int NotStarted = -2;
        private const int Ended = -1;

        private readonly Stack<T> _stack;
        private readonly int _version;
        private int _index;
        private T? _current;

        internal Enumerator(Stack<T> stack)
        {
            _stack = stack;
            _version = stack._version;
            _index = NotStarted;
        }

        public readonly T Current => _current!;

        readonly object? IEnumerator.Current => _current;

        public void Dispose() => _index = Ended;

        public bool MoveNext()
        {
            if (_version != _stack._version)
                ThrowHelper.ThrowModifiedSinceEnumerator();
            if (_index == NotStarted)
                _index = _stack._size;
            else if (_index == Ended)
                return false;

            if (--_index >= 0)
            {
                _current = _stack._array[_index];
                return true;
            }
            _current = default;
            return false;
        }

        void IEnumerator.Reset()
        {
            if (_version != _stack._version)
                ThrowHelper.ThrowModifiedSinceEnumerator();
            _index = NotStarted;
            _current = default;
        }
    }
}
