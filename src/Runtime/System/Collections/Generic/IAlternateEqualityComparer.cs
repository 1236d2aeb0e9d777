namespace System.Collections.Generic;

/// <summary>Lets a comparer of <typeparamref name="T"/> look things up by another type, such as a span for a string.</summary>
public interface IAlternateEqualityComparer<in TAlternate, T>
    where TAlternate : allows ref struct
    where T : allows ref struct
{
    bool Equals(TAlternate alternate, T other);

    int GetHashCode(TAlternate alternate);

    T Create(TAlternate alternate);
}
