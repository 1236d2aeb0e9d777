namespace System.Collections.Generic;

/// <summary>A collection reached by index.</summary>
public interface IList<T> : ICollection<T>
{
    T this[int index] { get; set; }

    /// <summary>The first index of the item, or -1.</summary>
    int IndexOf(T item);

    void Insert(int index, T item);

    void RemoveAt(int index);
}
