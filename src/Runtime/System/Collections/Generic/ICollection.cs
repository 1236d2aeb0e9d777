namespace System.Collections.Generic;

/// <summary>A sequence that knows its size and may be changed.</summary>
public interface ICollection<T> : IEnumerable<T>
{
    int Count { get; }

    bool IsReadOnly { get; }

    void Add(T item);

    void Clear();

    bool Contains(T item);

    void CopyTo(T[] array, int arrayIndex);

    /// <summary>Removes the first occurrence; false when there is none.</summary>
    bool Remove(T item);
}
