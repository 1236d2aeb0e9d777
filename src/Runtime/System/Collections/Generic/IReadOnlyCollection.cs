namespace System.Collections.Generic;

/// <summary>A sequence that knows its size.</summary>
public interface IReadOnlyCollection<out T> : IEnumerable<T>
{
    int Count { get; }
}
