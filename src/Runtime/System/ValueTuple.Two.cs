using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A tuple of two values.</summary>
public struct ValueTuple<T1, T2>
    : IEquatable<ValueTuple<T1, T2>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2>>, IValueTuple
{
    public T1 Item1;
    public T2 Item2;

    public ValueTuple(T1 item1, T2 item2)
    {
        Item1 = item1;
        Item2 = item2;
    }

    readonly int ITuple.Length => 2;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2);

    public readonly int CompareTo(ValueTuple<T1, T2> other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0)
            return order;
        return Comparer<T2>.Default.Compare(Item2, other.Item2);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ToStringEnd();

    readonly string IValueTuple.ToStringEnd() => ToStringEnd();

    readonly int IComparable.CompareTo(object? obj) => obj is null ? 1 : CompareTo(TupleArguments.Cast<ValueTuple<T1, T2>>(obj, this));

    readonly bool IStructuralEquatable.Equals(object? other, IEqualityComparer comparer) =>
        other is ValueTuple<T1, T2> tuple
        && comparer.Equals(Item1, tuple.Item1)
        && comparer.Equals(Item2, tuple.Item2);

    readonly int IStructuralComparable.CompareTo(object? other, IComparer comparer)
    {
        if (other is null)
            return 1;
        ValueTuple<T1, T2> tuple = TupleArguments.Cast<ValueTuple<T1, T2>>(other, this);
        int order = comparer.Compare(Item1, tuple.Item1);
        if (order != 0)
            return order;
        return comparer.Compare(Item2, tuple.Item2);
    }

    readonly int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => HashCode.Combine(
        comparer.GetHashCode(Item1!),
        comparer.GetHashCode(Item2!));

    private readonly string ToStringEnd() => Item1?.ToString() + ", " + Item2?.ToString() + ")";
}
