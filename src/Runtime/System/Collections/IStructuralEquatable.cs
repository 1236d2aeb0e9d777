namespace System.Collections;

/// <summary>Compares composed values part by part with a comparer for the parts.</summary>
public interface IStructuralEquatable
{
    bool Equals(object? other, IEqualityComparer comparer);

    int GetHashCode(IEqualityComparer comparer);
}
