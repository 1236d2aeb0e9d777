using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

/// <summary>Distinct items in order: a red-black tree. A view of a range (GetViewBetween) is a SortedSet over the same tree.</summary>
public partial class SortedSet<T> : ISet<T>, ICollection, IReadOnlySet<T>
{
    private readonly IComparer<T> _comparer;
    private Node? _root;
    private int _count;
    private int _version;

    public SortedSet()
        : this((IComparer<T>?)null)
    {
    }

    public SortedSet(IComparer<T>? comparer)
    {
        _comparer = comparer ?? Comparer<T>.Default;
    }

    public SortedSet(IEnumerable<T> collection)
        : this(collection, null)
    {
    }

    public SortedSet(IEnumerable<T> collection, IComparer<T>? comparer)
        : this(comparer)
    {
        ArgumentNullException.ThrowIfNull(collection);
        T[] items = EnumerableArrays.ToArray(collection, out int count);
        if (collection is SortedSet<T> sorted && HasSameComparer(sorted))
        {
            FillFromSorted(items, count);
            return;
        }
        if (count == 0)
            return;

        Array.Sort(items, 0, count, _comparer);
        int distinct = 1;
        for (int i = 1; i < count; i++)
        {
            if (_comparer.Compare(items[i], items[i - 1]) != 0)
                items[distinct++] = items[i];
        }
        FillFromSorted(items, distinct);
    }

    public IComparer<T> Comparer => _comparer;

    public int Count => CountItems();

    /// <summary>The first item, or the default value of an empty set.</summary>
    public T? Min => TryGetMin(out T? item) ? item : default;

    /// <summary>The last item, or the default value of an empty set.</summary>
    public T? Max => TryGetMax(out T? item) ? item : default;

    bool ICollection<T>.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    void ICollection<T>.Add(T item) => AddItem(item);

    public bool Add(T item) => AddItem(item);

    public virtual void Clear()
    {
        _root = null;
        _count = 0;
        _version++;
    }

    public virtual bool Contains(T item) => Find(item) is not null;

    public void CopyTo(T[] array) => CopyTo(array, 0, Count);

    public void CopyTo(T[] array, int index) => CopyTo(array, index, Count);

    public void CopyTo(T[] array, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > array.Length - index)
            ThrowHelper.ThrowArrayPlusOffsetTooSmall();

        Enumerator enumerator = GetEnumerator();
        while (count-- > 0 && enumerator.MoveNext())
            array[index++] = enumerator.Current;
    }

    public Enumerator GetEnumerator() => MakeEnumerator(reverse: false);

    /// <summary>The items between two bounds, both included, as a set that shares this set's tree.</summary>
    public virtual SortedSet<T> GetViewBetween(T? lowerValue, T? upperValue)
    {
        if (_comparer.Compare(lowerValue!, upperValue!) > 0)
            throw new ArgumentException("Must be less than or equal to upperValue.", nameof(lowerValue));
        return new RangeView(this, lowerValue, upperValue, true, true);
    }

    public bool Remove(T item) => RemoveItem(item);

    public int RemoveWhere(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        List<T> matches = [];
        foreach (T item in this)
        {
            if (match(item))
                matches.Add(item);
        }

        int removed = 0;
        for (int i = matches.Count - 1; i >= 0; i--)
        {
            if (Remove(matches[i]))
                removed++;
        }
        return removed;
    }

    /// <summary>The items from last to first.</summary>
    public IEnumerable<T> Reverse()
    {
        Enumerator enumerator = MakeEnumerator(reverse: true);
        while (enumerator.MoveNext())
            yield return enumerator.Current;
    }

    /// <summary>Finds the item of the set that equals the given one.</summary>
    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        Node? node = Find(equalValue);
        if (node is null)
        {
            actualValue = default;
            return false;
        }
        actualValue = node.Item;
        return true;
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection.CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Rank != 1)
            ThrowHelper.ThrowRankMultiDimensional(nameof(array));
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (array.Length - index < Count)
            ThrowHelper.ThrowArrayPlusOffsetTooSmall();
        CollectionArguments.CopyUntyped(this, Count, array, index, nameof(array));
    }

    /// <summary>For owners that change an item in its node: makes running enumerations fail.</summary>
    internal void NoteChange() => _version++;

    // What a view does differently.

    private protected virtual int CountItems() => _count;

    private protected virtual bool AddItem(T item) => Insert(item);

    private protected virtual bool RemoveItem(T item) => Delete(item);

    private protected virtual Enumerator MakeEnumerator(bool reverse) => new(this, default, default, false, false, reverse);

    internal virtual Node? Find(T item)
    {
        Node? node = _root;
        while (node is not null)
        {
            int order = _comparer.Compare(item, node.Item);
            if (order == 0)
                return node;
            node = order < 0 ? node.Left : node.Right;
        }
        return null;
    }

    private protected virtual bool TryGetMin([MaybeNullWhen(false)] out T item)
    {
        Node? node = _root;
        while (node?.Left is not null)
            node = node.Left;
        item = node is null ? default : node.Item;
        return node is not null;
    }

    private protected virtual bool TryGetMax([MaybeNullWhen(false)] out T item)
    {
        Node? node = _root;
        while (node?.Right is not null)
            node = node.Right;
        item = node is null ? default : node.Item;
        return node is not null;
    }

    private bool HasSameComparer(SortedSet<T> other) => _comparer == other._comparer || _comparer.Equals(other._comparer);
}
