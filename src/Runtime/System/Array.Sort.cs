using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

public abstract partial class Array
{
    public static void Sort<T>(T[] array) => Sort(array, (IComparer<T>?)null);

    public static void Sort<T>(T[] array, IComparer<T>? comparer)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (array.Length > 1)
            SpanSort<T>.Sort(SortableSpan(array, 0, array.Length), comparer);
    }

    public static void Sort<T>(T[] array, int index, int length) => Sort(array, index, length, null);

    public static void Sort<T>(T[] array, int index, int length, IComparer<T>? comparer)
    {
        CheckRange(array, index, length);
        if (length > 1)
            SpanSort<T>.Sort(SortableSpan(array, index, length), comparer);
    }

    public static void Sort<T>(T[] array, Comparison<T> comparison)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (comparison is null)
            ThrowHelper.ThrowNull(nameof(comparison));
        if (array.Length > 1)
            SpanSort<T>.Sort(SortableSpan(array, 0, array.Length), comparison);
    }

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items) => Sort(keys, items, (IComparer<TKey>?)null);

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items, IComparer<TKey>? comparer)
    {
        if (keys is null)
            ThrowHelper.ThrowNull(nameof(keys));
        Sort(keys, items, 0, keys.Length, comparer);
    }

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items, int index, int length) => Sort(keys, items, index, length, null);

    /// <summary>Sorts part of the keys and moves the items at the same places with them.</summary>
    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items, int index, int length, IComparer<TKey>? comparer)
    {
        if (keys is null)
            ThrowHelper.ThrowNull(nameof(keys));
        if (index < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(index));
        if (length < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(length));
        if (keys.Length - index < length || (items is not null && index > items.Length - length))
            ThrowHelper.ThrowInvalidOffsetLength();

        if (length < 2)
            return;
        if (items is null)
            SpanSort<TKey>.Sort(SortableSpan(keys, index, length), comparer);
        else
            SpanSort<TKey, TValue>.Sort(SortableSpan(keys, index, length), SortableSpan(items, index, length), comparer);
    }

    // SAFETY: unlike Span's constructor this takes arrays of a derived type, too: sorting only stores what was in the array.
    private static Span<T> SortableSpan<T>(T[] array, int index, int length) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index), length);
}
