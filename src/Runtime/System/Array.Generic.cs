using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>
/// The generic interfaces of one-dimensional arrays: ilc gives each T[] the interfaces of this class and calls its methods with the
/// array itself as `this`. No object of this class is ever made.
/// </summary>
internal sealed class Array<T> : Array, IList<T>, IReadOnlyList<T>
{
    // SAFETY: `this` is a T[].
    private T[] Items => Unsafe.As<T[]>(this);

    public int Count => Length;

    bool ICollection<T>.IsReadOnly => true;

    public T this[int index]
    {
        get
        {
            T[] items = Items;
            if ((uint)index >= (uint)items.Length)
                ThrowHelper.ThrowIndexMustBeLess();
            return items[index];
        }
        set
        {
            T[] items = Items;
            if ((uint)index >= (uint)items.Length)
                ThrowHelper.ThrowIndexMustBeLess();
            items[index] = value;
        }
    }

    public new IEnumerator<T> GetEnumerator() => Length == 0 ? SZGenericArrayEnumerator<T>.Empty : new SZGenericArrayEnumerator<T>(Items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Contains(T item) => IndexOf(Items, item) >= 0;

    public int IndexOf(T item) => IndexOf(Items, item);

    public void CopyTo(T[] array, int arrayIndex) => Copy(Items, 0, array, arrayIndex, Length);

    public void Add(T item) => ThrowHelper.ThrowFixedSizeCollection();

    public void Clear() => ThrowHelper.ThrowReadOnlyCollection();

    public void Insert(int index, T item) => ThrowHelper.ThrowFixedSizeCollection();

    public bool Remove(T item)
    {
        ThrowHelper.ThrowFixedSizeCollection();
        return false;
    }

    public void RemoveAt(int index) => ThrowHelper.ThrowFixedSizeCollection();
}

/// <summary>A cursor over an array. ilc knows the name: like an array it may stand for a cursor over what its items are compatible with.</summary>
internal sealed class SZGenericArrayEnumerator<T>(T[] items) : IEnumerator<T>
{
    // It can never be on an item, so one serves all.
    internal static readonly SZGenericArrayEnumerator<T> Empty = new(new T[0]);

    private readonly T[] _items = items;
    private int _index = -1;

    public T Current
    {
        get
        {
            if ((uint)_index >= (uint)_items.Length)
                ThrowNoCurrent();
            return _items[_index];
        }
    }

    object? IEnumerator.Current => Current;

    public bool MoveNext()
    {
        int index = _index + 1;
        if ((uint)index < (uint)_items.Length)
        {
            _index = index;
            return true;
        }
        _index = _items.Length;
        return false;
    }

    public void Reset() => _index = -1;

    public void Dispose()
    {
    }

    private void ThrowNoCurrent()
    {
        if (_index < 0)
            ThrowHelper.ThrowEnumerationNotStarted();
        ThrowHelper.ThrowEnumerationEnded();
    }
}
