using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>What the value tuples know of each other: a longer one writes its last part without an opening parenthesis.</summary>
internal interface IValueTuple : ITuple
{
    string ToStringEnd();
}

/// <summary>The tuple without values, and the makers of the others.</summary>
public struct ValueTuple
    : IEquatable<ValueTuple>, IStructuralEquatable, IStructuralComparable, IComparable, IComparable<ValueTuple>, IValueTuple
{
    readonly int ITuple.Length => 0;

    readonly object? ITuple.this[int index] => throw new IndexOutOfRangeException();

    public static ValueTuple Create() => default;

    public static ValueTuple<T1> Create<T1>(T1 item1) => new(item1);

    public static (T1, T2) Create<T1, T2>(T1 item1, T2 item2) =>
        new(item1, item2);

    public static (T1, T2, T3) Create<T1, T2, T3>(T1 item1, T2 item2, T3 item3) =>
        new(item1, item2, item3);

    public static (T1, T2, T3, T4) Create<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4) =>
        new(item1, item2, item3, item4);

    public static (T1, T2, T3, T4, T5) Create<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5) =>
        new(item1, item2, item3, item4, item5);

    public static (T1, T2, T3, T4, T5, T6) Create<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6) =>
        new(item1, item2, item3, item4, item5, item6);

    public static (T1, T2, T3, T4, T5, T6, T7) Create<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5,
        T6 item6, T7 item7) =>
        new(item1, item2, item3, item4, item5, item6, item7);

    public static (T1, T2, T3, T4, T5, T6, T7, T8) Create<T1, T2, T3, T4, T5, T6, T7, T8>(
        T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, T8 item8) =>
        (item1, item2, item3, item4, item5, item6, item7, item8);

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is ValueTuple;

    public readonly bool Equals(ValueTuple other) => true;

    public readonly int CompareTo(ValueTuple other) => 0;

    public override readonly int GetHashCode() => 0;

    public override readonly string ToString() => "()";

    readonly string IValueTuple.ToStringEnd() => ")";

    readonly int IComparable.CompareTo(object? obj) => obj is null ? 1 : CompareTo(TupleArguments.Cast<ValueTuple>(obj, this));

    readonly bool IStructuralEquatable.Equals(object? other, IEqualityComparer comparer) => other is ValueTuple;

    readonly int IStructuralComparable.CompareTo(object? other, IComparer comparer) =>
        other is null ? 1 : CompareTo(TupleArguments.Cast<ValueTuple>(other, this));

    readonly int IStructuralEquatable.GetHashCode(IEqualityComparer comparer) => 0;
}
