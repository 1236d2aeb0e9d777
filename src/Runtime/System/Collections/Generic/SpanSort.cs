using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Collections.Generic;

/// <summary>Sorts keys: chooses the order's form and turns what goes wrong into the documented exceptions.</summary>
internal static class SpanSort<T>
{
    /// <param name="keys">What is sorted.</param>
    /// <param name="comparer">Null for the keys' own order.</param>
    internal static void Sort(Span<T> keys, IComparer<T>? comparer)
    {
        if (keys.Length > 1)
            SpanSort<T, NoItem>.Sort(keys, default, comparer);
    }

    internal static void Sort(Span<T> keys, Comparison<T> comparison)
    {
        if (keys.Length > 1)
            SpanSort<T, NoItem>.Sort(keys, default, comparison, comparison);
    }
}

/// <summary>Sorts keys and moves items with them.</summary>
internal static class SpanSort<TKey, TItem>
{
    internal static void Sort(Span<TKey> keys, Span<TItem> items, IComparer<TKey>? comparer)
    {
        bool natural = comparer is null || ReferenceEquals(comparer, Comparer<TKey>.Default);
        if (natural && typeof(TKey).IsValueType)
        {
            SortNatural(keys, items);
        }
        else if (natural && typeof(TKey) == typeof(string))
        {
            // SAFETY: TKey is string, so this is the same span under its own name.
            Span<string?> strings = MemoryMarshal.CreateSpan(ref Unsafe.As<TKey, string?>(ref MemoryMarshal.GetReference(keys)), keys.Length);
            Introsort<string?, TItem, StringOrder>.Sort(strings, items, default);
        }
        else
        {
            comparer ??= Comparer<TKey>.Default;
            Sort(keys, items, comparer.Compare, comparer);
        }
    }

    /// <param name="keys">What is sorted.</param>
    /// <param name="items">What moves with it.</param>
    /// <param name="comparison">The order.</param>
    /// <param name="named">Whom the exception for an inconsistent order names.</param>
    internal static void Sort(Span<TKey> keys, Span<TItem> items, Comparison<TKey> comparison, object named)
    {
        try
        {
            Introsort<TKey, TItem, ComparisonOrder<TKey>>.Sort(keys, items, new ComparisonOrder<TKey>(comparison));
        }
        catch (IndexOutOfRangeException)
        {
            ThrowHelper.ThrowInconsistentComparer(named);
        }
        catch (Exception exception)
        {
            ThrowHelper.ThrowComparerFailed(exception);
        }
    }

    private static void SortNatural(Span<TKey> keys, Span<TItem> items)
    {
        if (typeof(TKey) == typeof(double) || typeof(TKey) == typeof(float))
        {
            // NaN comes before every number, but no comparison operator says so.
            int numbers = MoveNotNumbersToFront(keys, items);
            keys = keys.Slice(numbers);
            if (typeof(TItem) != typeof(NoItem))
                items = items.Slice(numbers);
        }

        if (NaturalOrder<TKey>.IsTotal)
        {
            Introsort<TKey, TItem, NaturalOrder<TKey>>.Sort(keys, items, default);
            return;
        }

        try
        {
            Introsort<TKey, TItem, NaturalOrder<TKey>>.Sort(keys, items, default);
        }
        catch (IndexOutOfRangeException)
        {
            ThrowHelper.ThrowInconsistentComparer(Comparer<TKey>.Default);
        }
        catch (Exception exception)
        {
            ThrowHelper.ThrowComparerFailed(exception);
        }
    }

    private static int MoveNotNumbersToFront(Span<TKey> keys, Span<TItem> items)
    {
        int front = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            TKey key = keys[i];
            if (typeof(TKey) == typeof(double) ? !double.IsNaN((double)(object)key!) : !float.IsNaN((float)(object)key!))
                continue;
            keys[i] = keys[front];
            keys[front] = key;
            if (typeof(TItem) != typeof(NoItem))
                (items[front], items[i]) = (items[i], items[front]);
            front++;
        }
        return front;
    }
}
