using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>An immutable tuple of two values.</summary>
public class Tuple<T1, T2> : IStructuralEquatable, IStructuralComparable, IComparable, ITupleParts
{
    public Tuple(T1 item1, T2 item2)
    {
        Item1 = item1;
        Item2 = item2;
    }

    public T1 Item1 { get; }

    public T2 Item2 { get; }

    int ITuple.Length => 2;

    object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        _ => throw new IndexOutOfRangeException(),
    };

    public override bool Equals([NotNullWhen(true)] object? obj) =>
        ((IStructuralEquatable)this).Equals(obj, EqualityComparer<object>.Default);

    public override int GetHashCode() => ((IStructuralEquatable)this).GetHashCode(EqualityComparer<object>.Default);

    public override string ToString() => "(" + ((ITupleParts)this).ToStringEnd();

    int IComparable.CompareTo(object? obj) => ((IStructuralComparable)this).CompareTo(obj, Comparer.Default);

    bool IStructuralEquatable.Equals(object? other, IEqualityComparer comparer) =>
        other is Tuple<T1, T2> tuple
        && comparer.Equals(Item1, tuple.Item1)
        && comparer.Equals(Item2, tuple.Item2);

    int IStructuralComparable.CompareTo(object? other, IComparer comparer)
    {
        if (other is null)
            return 1;
        Tuple<T1, T2> tuple = TupleArguments.Cast(other, this);
        int order = comparer.Compare(Item1, tuple.Item1);
        if (order != 0)
            return order;
        return comparer.Compare(Item2, tuple.Item2);
    }

    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => Tuple.CombineHashCodes(comparer.GetHashCode(Item1!),
        comparer.GetHashCode(Item2!));

    string ITupleParts.ToStringEnd() => Item1?.ToString() + ", " + Item2?.ToString() + ")";
}
