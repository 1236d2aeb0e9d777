namespace System.Collections;

/// <summary>A cursor over a sequence; it starts before the first item.</summary>
public interface IEnumerator
{
    bool MoveNext();

    object? Current { get; }

    void Reset();
}
