namespace System.Collections;

/// <summary>Orders objects by their own IComparable; nulls come first.</summary>
public sealed class Comparer : IComparer
{
    public static readonly Comparer Default = new();

    public static readonly Comparer DefaultInvariant = Default;

    public int Compare(object? a, object? b) => CompareObjects(a, b);

    internal static int CompareObjects(object? a, object? b)
    {
        if (a == b)
            return 0;
        if (a is null)
            return -1;
        if (b is null)
            return 1;
        if (a is IComparable comparable)
            return comparable.CompareTo(b);
        if (b is IComparable other)
            return -other.CompareTo(a);
        ThrowHelper.ThrowNotComparable();
        return 0;
    }
}
