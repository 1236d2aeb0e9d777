namespace System.Collections.Generic;

/// <summary>A view of items reached by index.</summary>
public interface IReadOnlyList<out T> : IReadOnlyCollection<T>
{
    T this[int index] { get; }
}
