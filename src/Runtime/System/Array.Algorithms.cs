using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

public abstract partial class Array
{
    public static ReadOnlyCollection<T> AsReadOnly<T>(T[] array)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        return array.Length == 0 ? ReadOnlyCollection<T>.Empty : new ReadOnlyCollection<T>(array);
    }

    public static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (converter is null)
            ThrowHelper.ThrowNull(nameof(converter));
        TOutput[] output = new TOutput[array.Length];
        for (int i = 0; i < array.Length; i++)
            output[i] = converter(array[i]);
        return output;
    }

    /// <summary>The one array of this type without items.</summary>
    public static T[] Empty<T>() => EmptyArray<T>.Value;

    public static void Fill<T>(T[] array, T value)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (!typeof(T).IsValueType && array.GetType() != typeof(T[]))
        {
            // A span refuses an array of a derived type; storing one by one checks each.
            for (int i = 0; i < array.Length; i++)
                array[i] = value;
            return;
        }
        new Span<T>(array).Fill(value);
    }

    public static void Fill<T>(T[] array, T value, int startIndex, int count)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if ((uint)startIndex > (uint)array.Length)
            ThrowHelper.ThrowIndexMustBeLessOrEqual(nameof(startIndex));
        if ((uint)count > (uint)(array.Length - startIndex))
            ThrowHelper.ThrowCount();
        if (!typeof(T).IsValueType && array.GetType() != typeof(T[]))
        {
            for (int i = startIndex; i < startIndex + count; i++)
                array[i] = value;
            return;
        }
        new Span<T>(array, startIndex, count).Fill(value);
    }

    public static void ForEach<T>(T[] array, Action<T> action)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (action is null)
            ThrowHelper.ThrowNull(nameof(action));
        foreach (T item in array)
            action(item);
    }

    /// <summary>Replaces the array by one of the given length with the same first items; a null one by a new one.</summary>
    public static void Resize<T>([NotNull] ref T[]? array, int newSize)
    {
        if (newSize < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(newSize));

        if (array is null)
        {
            array = new T[newSize];
        }
        else if (array.Length != newSize)
        {
            T[] resized = new T[newSize];
            Copy(array, resized, Math.Min(array.Length, newSize));
            array = resized;
        }
    }

    public static void Reverse<T>(T[] array)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        ReverseCore(ref MemoryMarshal.GetArrayDataReference(array), array.Length);
    }

    public static void Reverse<T>(T[] array, int index, int length)
    {
        CheckRange(array, index, length);
        if (length > 1)
            ReverseCore(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index), length);
    }

    // SAFETY (callers): the items from `first` on belong to one array, so swapping them keeps each of the array's own type.
    private static void ReverseCore<T>(ref T first, int length)
    {
        if (length < 2)
            return;
        ref T left = ref first;
        ref T right = ref Unsafe.Add(ref first, length - 1);
        do
        {
            (left, right) = (right, left);
            left = ref Unsafe.Add(ref left, 1);
            right = ref Unsafe.Subtract(ref right, 1);
        }
        while (Unsafe.IsAddressLessThan(ref left, ref right));
    }

    private static void CheckRange(Array array, int index, int length)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (index < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(index));
        if (length < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(length));
        if (array.Length - index < length)
            ThrowHelper.ThrowInvalidOffsetLength();
    }

    private static class EmptyArray<T>
    {
        internal static readonly T[] Value = new T[0];
    }
}
