using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A tuple of one value.</summary>
public struct ValueTuple<T1>
    : IEquatable<ValueTuple<T1>>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple<T1>>, IValueTuple
{
    public T1 Item1;

    public ValueTuple(T1 item1)
    {
        Item1 = item1;
    }

    readonly int ITuple.Length => 1;

    readonly object? ITuple.this[int index] => index == 0 ? Item1 : throw new IndexOutOfRangeException();

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple<T1> other && Equals(other);

    public readonly bool Equals(ValueTuple<T1> other) => EqualityComparer<T1>.Default.Equals(Item1, other.Item1);

    public readonly int CompareTo(ValueTuple<T1> other) => Comparer<T1>.Default.Compare(Item1, other.Item1);

    public override readonly int GetHashCode() => Item1?.GetHashCode() ?? 0;

    public override readonly string ToString() => "(" + ToStringEnd();

    readonly string IValueTuple.ToStringEnd() => ToStringEnd();

    readonly int IComparable.CompareTo(object? obj) => obj is null ? 1 : CompareTo(TupleArguments.Cast<ValueTuple<T1>>(obj, this));

    readonly bool IStructuralEquatable.Equals(object? other, IEqualityComparer comparer) =>
        other is ValueTuple<T1> tuple && comparer.Equals(Item1, tuple.Item1);

    readonly int IStructuralComparable.CompareTo(object? other, IComparer comparer) =>
        other is null ? 1 : comparer.Compare(Item1, TupleArguments.Cast<ValueTuple<T1>>(other, this).Item1);

    readonly int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => comparer.GetHashCode(Item1!);

    private readonly string ToStringEnd() => Item1?.ToString() + ")";
}
