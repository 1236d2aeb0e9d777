namespace System.Collections;

/// <summary>Orders composed values part by part with a comparer for the parts.</summary>
public interface IStructuralComparable
{
    int CompareTo(object? other, IComparer comparer);
}
