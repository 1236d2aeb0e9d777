namespace System.Collections.Generic;

public partial class HashSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        foreach (T item in other)
            Add(item, out _);
    }

    public void IntersectWith(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (Count == 0 || other == this)
            return;

        if (other is ICollection<T> { Count: 0 })
        {
            Clear();
            return;
        }

        if (other is HashSet<T> set && HasSameComparer(set))
        {
            for (int i = 0; i < _used; i++)
            {
                if (_entries![i].Next >= -1 && !set.Contains(_entries[i].Value))
                    Remove(_entries[i].Value);
            }
            return;
        }

        EntryMarks found = new(_used);
        foreach (T item in other)
        {
            int index = IndexOf(item);
            if (index >= 0)
                found.Mark(index);
        }
        int used = _used;
        for (int i = 0; i < used; i++)
        {
            if (_entries![i].Next >= -1 && !found.IsMarked(i))
                Remove(_entries[i].Value);
        }
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (Count == 0)
            return;
        if (other == this)
        {
            Clear();
            return;
        }
        foreach (T item in other)
            Remove(item);
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
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

        if (other is HashSet<T> set && HasSameComparer(set))
        {
            foreach (T item in set)
            {
                if (!Remove(item))
                    Add(item, out _);
            }
            return;
        }

        // The other sequence may name an item twice: what it added itself stays, what was here before goes once.
        int before = _used;
        EntryMarks doomed = new(before);
        EntryMarks added = new(before);
        foreach (T item in other)
        {
            if (Add(item, out int index))
                added.Mark(index);
            else if (index < before && !added.IsMarked(index))
                doomed.Mark(index);
        }
        for (int i = 0; i < before; i++)
        {
            if (doomed.IsMarked(i))
                Remove(_entries![i].Value);
        }
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (Count == 0 || other == this)
            return true;
        if (other is HashSet<T> set && HasSameComparer(set))
            return Count <= set.Count && IsHeldBy(set);
        return CountFound(other, out _) == Count;
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (other == this)
            return false;
        if (other is ICollection<T> known)
        {
            if (known.Count == 0)
                return false;
            if (Count == 0)
                return true;
            if (other is HashSet<T> set && HasSameComparer(set))
                return Count < set.Count && IsHeldBy(set);
        }
        return CountFound(other, out bool others) == Count && others;
    }

    public bool IsSupersetOf(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (other == this)
            return true;
        if (other is HashSet<T> set && HasSameComparer(set) && set.Count > Count)
            return false;
        foreach (T item in other)
        {
            if (!Contains(item))
                return false;
        }
        return true;
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (Count == 0 || other == this)
            return false;
        if (other is ICollection<T> known)
        {
            if (known.Count == 0)
                return true;
            if (other is HashSet<T> set && HasSameComparer(set))
                return set.Count < Count && set.IsHeldBy(this);
        }
        return CountFound(other, out bool others) < Count && !others;
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (Count == 0)
            return false;
        if (other == this)
            return true;
        foreach (T item in other)
        {
            if (Contains(item))
                return true;
        }
        return false;
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        if (other is null)
            ThrowHelper.ThrowNull(nameof(other));
        if (other == this)
            return true;
        if (other is HashSet<T> set && HasSameComparer(set))
            return Count == set.Count && IsHeldBy(set);
        return CountFound(other, out bool others) == Count && !others;
    }

    private bool IsHeldBy(HashSet<T> other)
    {
        foreach (T item in this)
        {
            if (!other.Contains(item))
                return false;
        }
        return true;
    }

    /// <summary>How many of this set's items the sequence holds, and whether it holds anything else.</summary>
    private int CountFound(IEnumerable<T> other, out bool others)
    {
        others = false;
        int count = 0;
        EntryMarks found = new(_used);
        foreach (T item in other)
        {
            int index = IndexOf(item);
            if (index < 0)
                others = true;
            else if (found.Mark(index))
                count++;
        }
        return count;
    }
}
