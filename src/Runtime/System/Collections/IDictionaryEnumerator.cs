namespace System.Collections;

/// <summary>Enumerates a dictionary without naming its types.</summary>
public interface IDictionaryEnumerator : IEnumerator
{
    object Key { get; }

    object? Value { get; }

    DictionaryEntry Entry { get; }
}
