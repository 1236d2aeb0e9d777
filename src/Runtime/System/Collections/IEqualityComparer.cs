namespace System.Collections;

/// <summary>An equality on objects with the hash that agrees with it.</summary>
public interface IEqualityComparer
{
    bool Equals(object? x, object? y);

    int GetHashCode(object obj);
}
