namespace System.Collections;

/// <summary>A cursor over a sequence; it starts before the first item.</summary>
public interface IEnumerator
{
    bool MoveNext();

    // Whether items may be null is left unsaid, so that foreach over objects needs no annotation.
#nullable disable
    object Current { get; }
#nullable restore

    void Reset();
}
