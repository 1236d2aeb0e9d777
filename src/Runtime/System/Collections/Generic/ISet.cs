namespace System.Collections.Generic;

/// <summary>A collection without duplicates and the set operations that change it.</summary>
public interface ISet<T> : ICollection<T>
{
    /// <summary>False when the item was already there.</summary>
    new bool Add(T item);

    void UnionWith(IEnumerable<T> other);

    void IntersectWith(IEnumerable<T> other);

    void ExceptWith(IEnumerable<T> other);

    void SymmetricExceptWith(IEnumerable<T> other);

    bool IsSubsetOf(IEnumerable<T> other);

    bool IsSupersetOf(IEnumerable<T> other);

    bool IsProperSupersetOf(IEnumerable<T> other);

    bool IsProperSubsetOf(IEnumerable<T> other);

    bool Overlaps(IEnumerable<T> other);

    bool SetEquals(IEnumerable<T> other);
}
