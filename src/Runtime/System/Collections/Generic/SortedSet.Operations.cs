namespace System.Collections.Generic;

public partial class SortedSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other == this)
            return;
        foreach (T item in other)
            AddItem(item);
    }

    public virtual void IntersectWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0 || other == this)
            return;

        List<T> kept = [];
        foreach (T item in other)
        {
            if (Contains(item))
                kept.Add(item);
        }
        Clear();
        foreach (T item in kept)
            AddItem(item);
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
            return;
        if (other == this)
        {
            Clear();
            return;
        }
        foreach (T item in other)
            RemoveItem(item);
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
        {
            UnionWith(other);
            return;
        }
        if (other == this)
        {
            Clear();
            return;
        }

        // An item that the other sequence names twice counts once.
        foreach (T item in new SortedSet<T>(other, _comparer))
        {
            if (!RemoveItem(item))
                AddItem(item);
        }
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Count == 0 || other == this || CountFound(other, out _) == Count;
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CountFound(other, out bool others) == Count && others;
    }

    public bool IsSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in other)
        {
            if (!Contains(item))
                return false;
        }
        return true;
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CountFound(other, out bool others) < Count && !others;
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CountFound(other, out bool others) == Count && !others;
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0)
            return false;
        foreach (T item in other)
        {
            if (Contains(item))
                return true;
        }
        return false;
    }

    /// <summary>How many of this set's items the sequence holds, and whether it holds anything else.</summary>
    private int CountFound(IEnumerable<T> other, out bool others)
    {
        others = false;
        SortedSet<T> found = new(_comparer);
        foreach (T item in other)
        {
            if (Contains(item))
                found.Add(item);
            else
                others = true;
        }
        return found.Count;
    }
}
