using System.Numerics;

namespace System.Collections.Generic;

/// <summary>Stands for the items of a sort that has keys only; moving it costs nothing.</summary>
internal readonly struct NoItem
{
}

/// <summary>
/// Introspective sort (Musser, 1997): quicksort by the median of three, insertion sort for 16 keys or fewer, heap sort when the depth
/// passes 2 (log2 n + 1). The order in which equal keys end up is .NET's, since callers see it when items move with the keys.
/// </summary>
internal static class Introsort<TKey, TItem, TOrder>
    where TOrder : struct, ISortOrder<TKey>
{
    private const int SmallSize = 16;

    /// <param name="keys">What is sorted.</param>
    /// <param name="items">As many as there are keys; not looked at for <see cref="NoItem"/>.</param>
    /// <param name="order">An inconsistent one ends in IndexOutOfRangeException or in some order.</param>
    internal static void Sort(Span<TKey> keys, Span<TItem> items, TOrder order)
    {
        if (keys.Length > 1)
            Sort(keys, items, 2 * (BitOperations.Log2((uint)keys.Length) + 1), order);
    }

    private static bool HasItems => typeof(TItem) != typeof(NoItem);

    private static void Sort(Span<TKey> keys, Span<TItem> items, int depthLeft, TOrder order)
    {
        while (keys.Length > SmallSize)
        {
            if (depthLeft == 0)
            {
                HeapSort(keys, items, order);
                return;
            }
            depthLeft--;

            int pivot = Partition(keys, items, order);
            Sort(keys.Slice(pivot + 1), HasItems ? items.Slice(pivot + 1) : items, depthLeft, order);
            keys = keys.Slice(0, pivot);
            if (HasItems)
                items = items.Slice(0, pivot);
        }

        switch (keys.Length)
        {
            case 0:
            case 1:
                break;
            case 2:
                Order(keys, items, 0, 1, order);
                break;
            case 3:
                Order(keys, items, 0, 1, order);
                Order(keys, items, 0, 2, order);
                Order(keys, items, 1, 2, order);
                break;
            default:
                InsertionSort(keys, items, order);
                break;
        }
    }

    private static int Partition(Span<TKey> keys, Span<TItem> items, TOrder order)
    {
        int last = keys.Length - 1;
        int middle = last >> 1;
        Order(keys, items, 0, middle, order);
        Order(keys, items, 0, last, order);
        Order(keys, items, middle, last, order);

        TKey pivot = keys[middle];
        Swap(keys, items, middle, last - 1);
        int left = 0;
        int right = last - 1;
        while (left < right)
        {
            // The pivot stops the first loop and the smallest of the three the second one.
            while (order.IsLess(keys[++left], pivot))
            {
            }
            while (order.IsLess(pivot, keys[--right]))
            {
            }
            if (left >= right)
                break;
            Swap(keys, items, left, right);
        }

        if (left != last - 1)
            Swap(keys, items, left, last - 1);
        return left;
    }

    private static void InsertionSort(Span<TKey> keys, Span<TItem> items, TOrder order)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            TKey key = keys[i];
            TItem? item = HasItems ? items[i] : default;
            int hole = i;
            while (hole > 0 && order.IsLess(key, keys[hole - 1]))
            {
                keys[hole] = keys[hole - 1];
                if (HasItems)
                    items[hole] = items[hole - 1];
                hole--;
            }
            keys[hole] = key;
            if (HasItems)
                items[hole] = item!;
        }
    }

    private static void HeapSort(Span<TKey> keys, Span<TItem> items, TOrder order)
    {
        int count = keys.Length;
        for (int i = count >> 1; i >= 1; i--)
            SiftDown(keys, items, i, count, order);
        for (int i = count; i > 1; i--)
        {
            Swap(keys, items, 0, i - 1);
            SiftDown(keys, items, 1, i - 1, order);
        }
    }

    // Positions count from 1, so that the children of i are 2i and 2i + 1.
    private static void SiftDown(Span<TKey> keys, Span<TItem> items, int position, int count, TOrder order)
    {
        TKey key = keys[position - 1];
        TItem? item = HasItems ? items[position - 1] : default;
        while (position <= count >> 1)
        {
            int child = 2 * position;
            if (child < count && order.IsLess(keys[child - 1], keys[child]))
                child++;
            if (!order.IsLess(key, keys[child - 1]))
                break;
            keys[position - 1] = keys[child - 1];
            if (HasItems)
                items[position - 1] = items[child - 1];
            position = child;
        }
        keys[position - 1] = key;
        if (HasItems)
            items[position - 1] = item!;
    }

    private static void Order(Span<TKey> keys, Span<TItem> items, int first, int second, TOrder order)
    {
        if (order.IsGreater(keys[first], keys[second]))
            Swap(keys, items, first, second);
    }

    private static void Swap(Span<TKey> keys, Span<TItem> items, int first, int second)
    {
        (keys[first], keys[second]) = (keys[second], keys[first]);
        if (HasItems)
            (items[first], items[second]) = (items[second], items[first]);
    }
}
