namespace System.Collections;

/// <summary>A map of objects to objects.</summary>
public interface IDictionary : ICollection
{
    /// <summary>Null when the key is absent or of the wrong type.</summary>
    object? this[object key] { get; set; }

    ICollection Keys { get; }

    ICollection Values { get; }

    bool IsReadOnly { get; }

    bool IsFixedSize { get; }

    bool Contains(object key);

    void Add(object key, object? value);

    void Clear();

    new IDictionaryEnumerator GetEnumerator();

    void Remove(object key);
}
