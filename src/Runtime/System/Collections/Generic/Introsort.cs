using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    private static bool HasItems
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TItem) != typeof(NoItem);
    }

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

        TKey pivot = At(keys, middle);
        Swap(keys, items, middle, last - 1);
        int left = 0;
        int right = last - 1;
        while (left < right)
        {
            // The pivot stops the first loop and the smallest of the three the second one.
            while (order.IsLess(At(keys, ++left), pivot))
            {
            }
            while (order.IsLess(pivot, At(keys, --right)))
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
            TKey key = At(keys, i);
            TItem? item = HasItems ? At(items, i) : default;
            int hole = i;
            while (hole > 0 && order.IsLess(key, At(keys, hole - 1)))
            {
                At(keys, hole) = At(keys, hole - 1);
                if (HasItems)
                    At(items, hole) = At(items, hole - 1);
                hole--;
            }
            At(keys, hole) = key;
            if (HasItems)
                At(items, hole) = item!;
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
        TKey key = At(keys, position - 1);
        TItem? item = HasItems ? At(items, position - 1) : default;
        while (position <= count >> 1)
        {
            int child = 2 * position;
            if (child < count && order.IsLess(At(keys, child - 1), At(keys, child)))
                child++;
            if (!order.IsLess(key, At(keys, child - 1)))
                break;
            At(keys, position - 1) = At(keys, child - 1);
            if (HasItems)
                At(items, position - 1) = At(items, child - 1);
            position = child;
        }
        At(keys, position - 1) = key;
        if (HasItems)
            At(items, position - 1) = item!;
    }

    // SAFETY: a trusted order never leads out of the span: the pivot stands at both ends of the partition's loops.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At<T>(Span<T> span, int index)
    {
        if (TOrder.IsTotal)
            return ref Unsafe.Add(ref MemoryMarshal.GetReference(span), (nint)(uint)index);
        return ref span[index];
    }

    private static void Order(Span<TKey> keys, Span<TItem> items, int first, int second, TOrder order)
    {
        if (order.IsGreater(At(keys, first), At(keys, second)))
            Swap(keys, items, first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap(Span<TKey> keys, Span<TItem> items, int first, int second)
    {
        (At(keys, first), At(keys, second)) = (At(keys, second), At(keys, first));
        if (HasItems)
            (At(items, first), At(items, second)) = (At(items, second), At(items, first));
    }
}
