using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A tuple of five values.</summary>
public struct ValueTuple<T1, T2, T3, T4, T5>
    : IEquatable<ValueTuple<T1, T2, T3, T4, T5>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1, T2, T3, T4, T5>>, IValueTuple
{
    public T1 Item1;
    public T2 Item2;
    public T3 Item3;
    public T4 Item4;
    public T5 Item5;

    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
    }

    readonly int ITuple.Length => 5;

    readonly object? ITuple.this[int index] => index switch
    {
        0 => Item1,
        1 => Item2,
        2 => Item3,
        3 => Item4,
        4 => Item5,
        _ => throw new IndexOutOfRangeException(),
    };

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1, T2, T3, T4, T5> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1, T2, T3, T4, T5> other) =>
        EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
        && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
        && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
        && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
        && EqualityComparer<T5>.Default.Equals(Item5, other.Item5);

    public readonly int CompareTo(ValueTuple<T1, T2, T3, T4, T5> other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0)
            return order;
        order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order != 0)
            return order;
        order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (order != 0)
            return order;
        order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (order != 0)
            return order;
        return Comparer<T5>.Default.Compare(Item5, other.Item5);
    }

    public override readonly int GetHashCode() => HashCode.Combine(Item1?.GetHashCode() ?? 0, Item2?.GetHashCode() ?? 0,
        Item3?.GetHashCode() ?? 0, Item4?.GetHashCode() ?? 0, Item5?.GetHashCode() ?? 0);

    public override readonly string ToString() => "(" + ToStringEnd();

    readonly string IValueTuple.ToStringEnd() => ToStringEnd();

    readonly int IComparable.CompareTo(object? obj) => obj is null ? 1 : CompareTo(TupleArguments.Cast<ValueTuple<T1, T2, T3, T4, T5>>(obj, this));

    readonly bool IStructuralEquatable.Equals(object? other, IEqualityComparer comparer) =>
        other is ValueTuple<T1, T2, T3, T4, T5> tuple
        && comparer.Equals(Item1, tuple.Item1)
        && comparer.Equals(Item2, tuple.Item2)
        && comparer.Equals(Item3, tuple.Item3)
        && comparer.Equals(Item4, tuple.Item4)
        && comparer.Equals(Item5, tuple.Item5);

    readonly int IStructuralComparable.CompareTo(object? other, IComparer comparer)
    {
        if (other is null)
            return 1;
        ValueTuple<T1, T2, T3, T4, T5> tuple = TupleArguments.Cast<ValueTuple<T1, T2, T3, T4, T5>>(other, this);
        int order = comparer.Compare(Item1, tuple.Item1);
        if (order != 0)
            return order;
        order = comparer.Compare(Item2, tuple.Item2);
        if (order != 0)
            return order;
        order = comparer.Compare(Item3, tuple.Item3);
        if (order != 0)
            return order;
        order = comparer.Compare(Item4, tuple.Item4);
        if (order != 0)
            return order;
        return comparer.Compare(Item5, tuple.Item5);
    }

    readonly int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => HashCode.Combine(
        comparer.GetHashCode(Item1!),
        comparer.GetHashCode(Item2!),
        comparer.GetHashCode(Item3!),
        comparer.GetHashCode(Item4!),
        comparer.GetHashCode(Item5!));

    private readonly string ToStringEnd() => Item1?.ToString() + ", " + Item2?.ToString() + ", " + Item3?.ToString() + ", " +
        Item4?.ToString() + ", " + Item5?.ToString() + ")";
}
