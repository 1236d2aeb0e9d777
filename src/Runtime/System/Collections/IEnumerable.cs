namespace System.Collections;

/// <summary>A sequence whose items are seen as objects.</summary>
public interface IEnumerable
{
    IEnumerator GetEnumerator();
}
