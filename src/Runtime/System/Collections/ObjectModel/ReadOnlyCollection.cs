using System.Collections.Generic;

namespace System.Collections.ObjectModel;

/// <summary>A view of a list that cannot be used to change it.</summary>
public class ReadOnlyCollection<T> : IList<T>, IList, IReadOnlyList<T>
{
    private readonly IList<T> _list;

    public ReadOnlyCollection(IList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _list = list;
    }

    public static ReadOnlyCollection<T> Empty { get; } = new([]);

    protected IList<T> Items => _list;

    public int Count => _list.Count;

    public T this[int index] => _list[index];

    bool ICollection<T>.IsReadOnly => true;

    bool IList.IsReadOnly => true;

    bool IList.IsFixedSize => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => _list is ICollection collection ? collection.SyncRoot : this;

    T IList<T>.this[int index]
    {
        get => _list[index];
        set => ThrowHelper.ThrowReadOnlyCollection();
    }

    object? IList.this[int index]
    {
        get => _list[index];
        set => ThrowHelper.ThrowReadOnlyCollection();
    }

    public bool Contains(T value) => _list.Contains(value);

    public void CopyTo(T[] array, int index) => _list.CopyTo(array, index);

    public int IndexOf(T value) => _list.IndexOf(value);

    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _list.GetEnumerator();

    void ICollection<T>.Add(T value) => ThrowHelper.ThrowReadOnlyCollection();

    void ICollection<T>.Clear() => ThrowHelper.ThrowReadOnlyCollection();

    void IList<T>.Insert(int index, T value) => ThrowHelper.ThrowReadOnlyCollection();

    bool ICollection<T>.Remove(T value)
    {
        ThrowHelper.ThrowReadOnlyCollection();
        return false;
    }

    void IList<T>.RemoveAt(int index) => ThrowHelper.ThrowReadOnlyCollection();

    int IList.Add(object? value)
    {
        ThrowHelper.ThrowReadOnlyCollection();
        return -1;
    }

    void IList.Clear() => ThrowHelper.ThrowReadOnlyCollection();

    bool IList.Contains(object? value) => IsCompatible(value) && Contains((T)value!);

    int IList.IndexOf(object? value) => IsCompatible(value) ? IndexOf((T)value!) : -1;

    void IList.Insert(int index, object? value) => ThrowHelper.ThrowReadOnlyCollection();

    void IList.Remove(object? value) => ThrowHelper.ThrowReadOnlyCollection();

    void IList.RemoveAt(int index) => ThrowHelper.ThrowReadOnlyCollection();

    void ICollection.CopyTo(Array array, int index) => CollectionArguments.CopyUntyped(_list, _list.Count, array, index);

    private static bool IsCompatible(object? value) => value is T || (value is null && default(T) is null);
}
