using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>An immutable tuple of one value.</summary>
public class Tuple<T1> : IStructuralEquatable, IStructuralComparable, IComparable, ITupleParts
{
    public Tuple(T1 item1)
    {
        Item1 = item1;
    }

    public T1 Item1 { get; }

    int ITuple.Length => 1;

    object? ITuple.this[int index] => index == 0 ? Item1 : throw new IndexOutOfRangeException();

    public override bool Equals([NotNullWhen(true)] object? obj) =>
        ((IStructuralEquatable)this).Equals(obj, EqualityComparer<object>.Default);

    public override int GetHashCode() => ((IStructuralEquatable)this).GetHashCode(EqualityComparer<object>.Default);

    public override string ToString() => "(" + ((ITupleParts)this).ToStringEnd();

    int IComparable.CompareTo(object? obj) => ((IStructuralComparable)this).CompareTo(obj, Comparer.Default);

    bool IStructuralEquatable.Equals(object? other, IEqualityComparer comparer) =>
        other is Tuple<T1> tuple
        && comparer.Equals(Item1, tuple.Item1);

    int IStructuralComparable.CompareTo(object? other, IComparer comparer) =>
        other is null ? 1 : comparer.Compare(Item1, TupleArguments.Cast(other, this).Item1);

    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => comparer.GetHashCode(Item1!);

    string ITupleParts.ToStringEnd() => Item1?.ToString() + ")";
}
