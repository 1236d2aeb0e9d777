using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>A base for orders, and the place of the default one.</summary>
public abstract class Comparer<T> : IComparer<T>, IComparer
{
    /// <summary>The order that the type itself defines by IComparable; nulls come first.</summary>
    public static Comparer<T> Default { [Intrinsic] get; } = Create();

    public static Comparer<T> Create(Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new ComparisonComparer<T>(comparison);
    }

    public abstract int Compare(T? x, T? y);

    int IComparer.Compare(object? x, object? y)
    {
        if (x is null)
            return y is null ? 0 : -1;
        if (y is null)
            return 1;
        if (x is not T || y is not T)
            ThrowHelper.ThrowWrongComparerArgument();
        return Compare((T)x, (T)y);
    }

    // See EqualityComparer<T>.Create: the body is for shared code only.
    [Intrinsic]
    private static Comparer<T> Create() =>
        ComparerSelection.Implements<T, IComparable<T>>() ? new ComparableComparer<T>() : new ObjectComparer<T>();
}

internal sealed class ComparisonComparer<T>(Comparison<T> comparison) : Comparer<T>
{
    public override int Compare(T? x, T? y) => comparison(x!, y!);
}
