using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

public abstract partial class Array
{
    public static int IndexOf<T>(T[] array, T value)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return IndexOfCore(new ReadOnlySpan<T>(array), value);
    }

    public static int IndexOf<T>(T[] array, T value, int startIndex)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return IndexOf(array, value, startIndex, array.Length - startIndex);
    }

    public static int IndexOf<T>(T[] array, T value, int startIndex, int count)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if ((uint)startIndex > (uint)array.Length)
            ThrowHelper.ThrowIndexMustBeLessOrEqual(nameof(startIndex));
        if ((uint)count > (uint)(array.Length - startIndex))
            ThrowHelper.ThrowCount();
        int index = IndexOfCore(new ReadOnlySpan<T>(array, startIndex, count), value);
        return index < 0 ? -1 : startIndex + index;
    }

    public static int LastIndexOf<T>(T[] array, T value)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return LastIndexOf(array, value, array.Length - 1, array.Length);
    }

    public static int LastIndexOf<T>(T[] array, T value, int startIndex)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return LastIndexOf(array, value, startIndex, array.Length == 0 ? 0 : startIndex + 1);
    }

    public static int LastIndexOf<T>(T[] array, T value, int startIndex, int count)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (array.Length == 0)
        {
            // -1 and 0 are both where a search of an empty array may start.
            if (startIndex != -1 && startIndex != 0)
                ThrowHelper.ThrowIndexMustBeLess(nameof(startIndex));
            if (count != 0)
                ThrowHelper.ThrowCount();
            return -1;
        }

        if ((uint)startIndex >= (uint)array.Length)
            ThrowHelper.ThrowIndexMustBeLess(nameof(startIndex));
        if (count < 0 || startIndex - count + 1 < 0)
            ThrowHelper.ThrowCount();

        int first = startIndex - count + 1;
        if (typeof(T).IsValueType)
        {
            for (int i = startIndex; i >= first; i--)
            {
                if (EqualityComparer<T>.Default.Equals(array[i], value))
                    return i;
            }
        }
        else
        {
            EqualityComparer<T> comparer = EqualityComparer<T>.Default;
            for (int i = startIndex; i >= first; i--)
            {
                if (comparer.Equals(array[i], value))
                    return i;
            }
        }
        return -1;
    }

    public static int BinarySearch<T>(T[] array, T value) => BinarySearch(array, value, null);

    public static int BinarySearch<T>(T[] array, T value, IComparer<T>? comparer)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return BinarySearch(array, 0, array.Length, value, comparer);
    }

    public static int BinarySearch<T>(T[] array, int index, int length, T value) => BinarySearch(array, index, length, value, null);

    /// <summary>The index of an equal item, or the complement of the index where it would stand.</summary>
    public static int BinarySearch<T>(T[] array, int index, int length, T value, IComparer<T>? comparer)
    {
        CheckRange(array, index, length);
        try
        {
            if (typeof(T).IsValueType && (comparer is null || ReferenceEquals(comparer, Comparer<T>.Default)))
                return BinarySearchNatural(array, index, length, value);

            comparer ??= Comparer<T>.Default;
            int low = index;
            int high = index + length - 1;
            while (low <= high)
            {
                int middle = low + ((high - low) >> 1);
                int order = comparer.Compare(array[middle], value);
                if (order == 0)
                    return middle;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }
            return ~low;
        }
        catch (Exception exception)
        {
            ThrowHelper.ThrowComparerFailed(exception);
            return 0;
        }
    }

    public static bool Exists<T>(T[] array, Predicate<T> match) => FindIndex(array, match) >= 0;

    public static T? Find<T>(T[] array, Predicate<T> match)
    {
        int index = FindIndex(array, match);
        return index < 0 ? default : array[index];
    }

    public static T[] FindAll<T>(T[] array, Predicate<T> match)
    {
        CheckMatch(array, match);
        List<T> found = [];
        foreach (T item in array)
        {
            if (match(item))
                found.Add(item);
        }
        return found.ToArray();
    }

    public static int FindIndex<T>(T[] array, Predicate<T> match)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return FindIndex(array, 0, array.Length, match);
    }

    public static int FindIndex<T>(T[] array, int startIndex, Predicate<T> match)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return FindIndex(array, startIndex, array.Length - startIndex, match);
    }

    public static int FindIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (startIndex < 0 || startIndex > array.Length)
            ThrowHelper.ThrowIndexMustBeLessOrEqual(nameof(startIndex));
        if (count < 0 || startIndex > array.Length - count)
            ThrowHelper.ThrowCount();
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));

        int end = startIndex + count;
        for (int i = startIndex; i < end; i++)
        {
            if (match(array[i]))
                return i;
        }
        return -1;
    }

    public static T? FindLast<T>(T[] array, Predicate<T> match)
    {
        int index = FindLastIndex(array, match);
        return index < 0 ? default : array[index];
    }

    public static int FindLastIndex<T>(T[] array, Predicate<T> match)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return FindLastIndex(array, array.Length - 1, array.Length, match);
    }

    public static int FindLastIndex<T>(T[] array, int startIndex, Predicate<T> match)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return FindLastIndex(array, startIndex, startIndex + 1, match);
    }

    public static int FindLastIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)
    {
        CheckMatch(array, match);
        if (array.Length == 0)
        {
            if (startIndex != -1)
                ThrowHelper.ThrowIndexMustBeLess(nameof(startIndex));
        }
        else if ((uint)startIndex >= (uint)array.Length)
        {
            ThrowHelper.ThrowIndexMustBeLess(nameof(startIndex));
        }
        if (count < 0 || startIndex - count + 1 < 0)
            ThrowHelper.ThrowCount();

        int end = startIndex - count;
        for (int i = startIndex; i > end; i--)
        {
            if (match(array[i]))
                return i;
        }
        return -1;
    }

    public static bool TrueForAll<T>(T[] array, Predicate<T> match)
    {
        CheckMatch(array, match);
        foreach (T item in array)
        {
            if (!match(item))
                return false;
        }
        return true;
    }

    private static int IndexOfCore<T>(ReadOnlySpan<T> span, T value)
    {
        if (RuntimeHelpers.IsBitwiseEquatable<T>())
        {
            // SAFETY: T compares bit by bit, so its values may be searched for as integers of the same size.
            if (Unsafe.SizeOf<T>() == sizeof(byte))
                return As<T, byte>(span).IndexOf(Unsafe.As<T, byte>(ref value));
            if (Unsafe.SizeOf<T>() == sizeof(short))
                return As<T, short>(span).IndexOf(Unsafe.As<T, short>(ref value));
            if (Unsafe.SizeOf<T>() == sizeof(int))
                return As<T, int>(span).IndexOf(Unsafe.As<T, int>(ref value));
            if (Unsafe.SizeOf<T>() == sizeof(long))
                return As<T, long>(span).IndexOf(Unsafe.As<T, long>(ref value));
        }

        if (typeof(T).IsValueType)
        {
            for (int i = 0; i < span.Length; i++)
            {
                if (EqualityComparer<T>.Default.Equals(span[i], value))
                    return i;
            }
        }
        else
        {
            EqualityComparer<T> comparer = EqualityComparer<T>.Default;
            for (int i = 0; i < span.Length; i++)
            {
                if (comparer.Equals(span[i], value))
                    return i;
            }
        }
        return -1;
    }

    private static ReadOnlySpan<TTo> As<TFrom, TTo>(ReadOnlySpan<TFrom> span) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    private static int BinarySearchNatural<T>(T[] array, int index, int length, T value)
    {
        int low = index;
        int high = index + length - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) >> 1);
            int order = Comparer<T>.Default.Compare(array[middle], value);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }

    private static void CheckMatch<T>(T[] array, Predicate<T> match)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (match is null)
            ThrowHelper.ThrowNull(nameof(match));
    }
}
