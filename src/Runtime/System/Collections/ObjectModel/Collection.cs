using System.Collections.Generic;

namespace System.Collections.ObjectModel;

/// <summary>A list whose changes all pass through four methods that a derived class can override.</summary>
public class Collection<T> : IList<T>, IList, IReadOnlyList<T>
{
    private readonly IList<T> _items;

    public Collection()
    {
        _items = new List<T>();
    }

    public Collection(IList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _items = list;
    }

    protected IList<T> Items => _items;

    public int Count => _items.Count;

    public T this[int index]
    {
        get => _items[index];
        set
        {
            CheckChangeable();
            if ((uint)index >= (uint)_items.Count)
                ThrowHelper.ThrowIndexMustBeLess();
            SetItem(index, value);
        }
    }

    bool ICollection<T>.IsReadOnly => _items.IsReadOnly;

    bool IList.IsReadOnly => _items.IsReadOnly;

    bool IList.IsFixedSize => _items is IList list ? list.IsFixedSize : _items.IsReadOnly;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => _items is ICollection collection ? collection.SyncRoot : this;

    object? IList.this[int index]
    {
        get => _items[index];
        set => this[index] = CastItem(value, nameof(value));
    }

    public void Add(T item)
    {
        CheckChangeable();
        InsertItem(_items.Count, item);
    }

    public void Clear()
    {
        CheckChangeable();
        ClearItems();
    }

    public bool Contains(T item) => _items.Contains(item);

    public void CopyTo(T[] array, int index) => _items.CopyTo(array, index);

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    public int IndexOf(T item) => _items.IndexOf(item);

    public void Insert(int index, T item)
    {
        CheckChangeable();
        if ((uint)index > (uint)_items.Count)
            ThrowHelper.ThrowIndexMustBeLessOrEqual();
        InsertItem(index, item);
    }

    public bool Remove(T item)
    {
        CheckChangeable();
        int index = _items.IndexOf(item);
        if (index < 0)
            return false;
        RemoveItem(index);
        return true;
    }

    public void RemoveAt(int index)
    {
        CheckChangeable();
        if ((uint)index >= (uint)_items.Count)
            ThrowHelper.ThrowIndexMustBeLess();
        RemoveItem(index);
    }

    protected virtual void ClearItems() => _items.Clear();

    protected virtual void InsertItem(int index, T item) => _items.Insert(index, item);

    protected virtual void RemoveItem(int index) => _items.RemoveAt(index);

    protected virtual void SetItem(int index, T item) => _items[index] = item;

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    int IList.Add(object? value)
    {
        CheckChangeable();
        Add(CastItem(value, nameof(value)));
        return Count - 1;
    }

    bool IList.Contains(object? value) => IsCompatible(value) && Contains((T)value!);

    int IList.IndexOf(object? value) => IsCompatible(value) ? IndexOf((T)value!) : -1;

    void IList.Insert(int index, object? value)
    {
        CheckChangeable();
        Insert(index, CastItem(value, nameof(value)));
    }

    void IList.Remove(object? value)
    {
        CheckChangeable();
        if (IsCompatible(value))
            Remove((T)value!);
    }

    void ICollection.CopyTo(Array array, int index) => CollectionArguments.CopyUntyped(_items, _items.Count, array, index);

    private void CheckChangeable()
    {
        if (_items.IsReadOnly)
            ThrowHelper.ThrowReadOnlyCollection();
    }

    private static bool IsCompatible(object? value) => value is T || (value is null && default(T) is null);

    private static T CastItem(object? value, string parameterName)
    {
        if (value is null && default(T) is not null)
            ThrowHelper.ThrowNull(parameterName);
        if (!IsCompatible(value))
            ThrowHelper.ThrowWrongType(value, typeof(T), parameterName);
        return (T)value!;
    }
}
