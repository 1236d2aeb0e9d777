using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>A part of an array.</summary>
public readonly struct ArraySegment<T> : IList<T>, IReadOnlyList<T>, IEquatable<ArraySegment<T>>
{
    private readonly T[]? _array;
    private readonly int _offset;
    private readonly int _count;

    public ArraySegment(T[] array)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        _array = array;
        _count = array.Length;
    }

    public ArraySegment(T[] array, int offset, int count)
    {
        if (array is null || (uint)offset > (uint)array.Length || (uint)count > (uint)(array.Length - offset))
            ThrowInvalid(array, offset, count);
        _array = array;
        _offset = offset;
        _count = count;
    }

    public static ArraySegment<T> Empty { get; } = new([]);

    public T[]? Array => _array;

    public int Offset => _offset;

    public int Count => _count;

    public T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_count)
                ThrowHelper.ThrowIndexMustBeLess();
            return _array![_offset + index];
        }
        set
        {
            if ((uint)index >= (uint)_count)
                ThrowHelper.ThrowIndexMustBeLess();
            _array![_offset + index] = value;
        }
    }

    bool ICollection<T>.IsReadOnly => true;

    T IList<T>.this[int index]
    {
        get
        {
            CheckArray();
            return this[index];
        }
        set
        {
            CheckArray();
            if ((uint)index >= (uint)_count)
                ThrowHelper.ThrowIndexMustBeLess();
            _array![_offset + index] = value;
        }
    }

    T IReadOnlyList<T>.this[int index]
    {
        get
        {
            CheckArray();
            return this[index];
        }
    }

    public static implicit operator ArraySegment<T>(T[]? array) => array is null ? default : new ArraySegment<T>(array);

    public static bool operator ==(ArraySegment<T> a, ArraySegment<T> b) => a.Equals(b);

    public static bool operator !=(ArraySegment<T> a, ArraySegment<T> b) => !a.Equals(b);

    public void CopyTo(T[] destination) => CopyTo(destination, 0);

    public void CopyTo(T[] destination, int destinationIndex)
    {
        CheckArray();
        System.Array.Copy(_array!, _offset, destination, destinationIndex, _count);
    }

    public void CopyTo(ArraySegment<T> destination)
    {
        CheckArray();
        destination.CheckArray();
        if (_count > destination._count)
            throw new ArgumentException("Destination is too short.", nameof(destination));
        System.Array.Copy(_array!, _offset, destination._array!, destination._offset, _count);
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ArraySegment<T> other && Equals(other);

    /// <summary>Whether both are the same part of the same array.</summary>
    public bool Equals(ArraySegment<T> obj) => obj._array == _array && obj._offset == _offset && obj._count == _count;

    public Enumerator GetEnumerator()
    {
        CheckArray();
        return new Enumerator(this);
    }

    public override int GetHashCode() => _array is null ? 0 : HashCode.Combine(_offset, _count, _array.GetHashCode());

    public ArraySegment<T> Slice(int index)
    {
        CheckArray();
        if ((uint)index > (uint)_count)
            ThrowHelper.ThrowIndexMustBeLessOrEqual();
        return new ArraySegment<T>(_array!, _offset + index, _count - index);
    }

    public ArraySegment<T> Slice(int index, int count)
    {
        CheckArray();
        if ((uint)index > (uint)_count || (uint)count > (uint)(_count - index))
            ThrowHelper.ThrowIndexMustBeLessOrEqual();
        return new ArraySegment<T>(_array!, _offset + index, count);
    }

    public T[] ToArray()
    {
        CheckArray();
        if (_count == 0)
            return [];
        T[] array = new T[_count];
        System.Array.Copy(_array!, _offset, array, 0, _count);
        return array;
    }

    int IList<T>.IndexOf(T item)
    {
        CheckArray();
        int index = System.Array.IndexOf(_array!, item, _offset, _count);
        return index < 0 ? -1 : index - _offset;
    }

    void IList<T>.Insert(int index, T item) => throw new NotSupportedException();

    void IList<T>.RemoveAt(int index) => throw new NotSupportedException();

    void ICollection<T>.Add(T item) => throw new NotSupportedException();

    void ICollection<T>.Clear() => throw new NotSupportedException();

    bool ICollection<T>.Contains(T item)
    {
        CheckArray();
        return System.Array.IndexOf(_array!, item, _offset, _count) >= 0;
    }

    bool ICollection<T>.Remove(T item) => throw new NotSupportedException();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void CheckArray()
    {
        if (_array is null)
            throw new InvalidOperationException("The underlying array is null.");
    }

    [DoesNotReturn]
    private static void ThrowInvalid(T[]? array, int offset, int count)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (offset < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(offset));
        if (count < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(count));
        ThrowHelper.ThrowInvalidOffsetLength();
    }

    /// <summary>A cursor over the part.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly T[] _array;
        private readonly int _start;
        private readonly int _end;
        private int _current;

        internal Enumerator(ArraySegment<T> segment)
        {
            _array = segment._array!;
            _start = segment._offset;
            _end = segment._offset + segment._count;
            _current = _start - 1;
        }

        public readonly T Current
        {
            get
            {
                if (_current < _start)
                    ThrowHelper.ThrowEnumerationNotStarted();
                if (_current >= _end)
                    ThrowHelper.ThrowEnumerationEnded();
                return _array[_current];
            }
        }

        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_current >= _end)
                return false;
            _current++;
            return _current < _end;
        }

        void IEnumerator.Reset() => _current = _start - 1;

        public readonly void Dispose()
        {
        }
    }
}
