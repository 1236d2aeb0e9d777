using System.Collections.Generic;

namespace System;

public static partial class MemoryExtensions
{
    public static void Sort<T>(this Span<T> span) => SpanSort<T>.Sort(span, (IComparer<T>?)null);

    public static void Sort<T, TComparer>(this Span<T> span, TComparer comparer)
        where TComparer : IComparer<T>?
        => SpanSort<T>.Sort(span, comparer);

    public static void Sort<T>(this Span<T> span, Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        SpanSort<T>.Sort(span, comparison);
    }

    /// <summary>Sorts the keys and moves each key's item with it.</summary>
    public static void Sort<TKey, TValue>(this Span<TKey> keys, Span<TValue> items) =>
        Sort(keys, items, (IComparer<TKey>?)null);

    public static void Sort<TKey, TValue, TComparer>(this Span<TKey> keys, Span<TValue> items, TComparer comparer)
        where TComparer : IComparer<TKey>?
    {
        CheckLengths(keys.Length, items.Length);
        if (keys.Length > 1)
            SpanSort<TKey, TValue>.Sort(keys, items, comparer);
    }

    public static void Sort<TKey, TValue>(this Span<TKey> keys, Span<TValue> items, Comparison<TKey> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        CheckLengths(keys.Length, items.Length);
        if (keys.Length > 1)
            SpanSort<TKey, TValue>.Sort(keys, items, new ComparisonComparer<TKey>(comparison));
    }

    /// <summary>The index of an equal item, or the complement of the index where it would stand.</summary>
    public static int BinarySearch<T>(this Span<T> span, IComparable<T> comparable) =>
        BinarySearch<T, IComparable<T>>((ReadOnlySpan<T>)span, comparable);

    public static int BinarySearch<T, TComparable>(this Span<T> span, TComparable comparable)
        where TComparable : IComparable<T>, allows ref struct
        => BinarySearch((ReadOnlySpan<T>)span, comparable);

    public static int BinarySearch<T, TComparer>(this Span<T> span, T value, TComparer comparer)
        where TComparer : IComparer<T>, allows ref struct
        => BinarySearch((ReadOnlySpan<T>)span, value, comparer);

    public static int BinarySearch<T>(this ReadOnlySpan<T> span, IComparable<T> comparable) =>
        BinarySearch<T, IComparable<T>>(span, comparable);

    public static int BinarySearch<T, TComparable>(this ReadOnlySpan<T> span, TComparable comparable)
        where TComparable : IComparable<T>, allows ref struct
    {
        if (comparable is null)
            ThrowHelper.ThrowNull(nameof(comparable));

        int low = 0;
        int high = span.Length - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            int order = comparable.CompareTo(span[middle]);
            if (order == 0)
                return middle;
            if (order > 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }

    public static int BinarySearch<T, TComparer>(this ReadOnlySpan<T> span, T value, TComparer comparer)
        where TComparer : IComparer<T>, allows ref struct
    {
        if (comparer is null)
            ThrowHelper.ThrowNull(nameof(comparer));

        int low = 0;
        int high = span.Length - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            int order = comparer.Compare(value, span[middle]);
            if (order == 0)
                return middle;
            if (order > 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }

    private static void CheckLengths(int keys, int items)
    {
        if (keys != items)
            throw new ArgumentException("Length of items must be same as length of keys.");
    }
}
