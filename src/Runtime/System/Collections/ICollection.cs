namespace System.Collections;

/// <summary>A sequence that knows its size.</summary>
public interface ICollection : IEnumerable
{
    int Count { get; }

    object SyncRoot { get; }

    bool IsSynchronized { get; }

    void CopyTo(Array array, int index);
}
