namespace System.Collections;

/// <summary>A collection of objects reached by index.</summary>
public interface IList : ICollection
{
    object? this[int index] { get; set; }

    bool IsReadOnly { get; }

    bool IsFixedSize { get; }

    /// <summary>Returns the index of the new item, or -1 when it was not added.</summary>
    int Add(object? value);

    bool Contains(object? value);

    void Clear();

    int IndexOf(object? value);

    void Insert(int index, object? value);

    void Remove(object? value);

    void RemoveAt(int index);
}
