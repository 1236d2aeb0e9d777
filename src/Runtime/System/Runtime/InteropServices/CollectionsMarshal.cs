using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace System.Runtime.InteropServices;

/// <summary>The insides of collections. What is got here is invalid once the collection changes its size.</summary>
public static class CollectionsMarshal
{
    public static Span<T> AsSpan<T>(List<T>? list)
    {
        if (list is null)
            return default;
        T[] items = list._items;
        int size = list._size;
        if ((uint)size > (uint)items.Length)
            ThrowHelper.ThrowConcurrentOperations();
        // SAFETY: a list makes its array itself, so the array is exactly a T[], and size was checked against it.
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(items), size);
    }

    /// <summary>The place of the key's value, or a null reference (Unsafe.IsNullRef).</summary>
    public static ref TValue GetValueRefOrNullRef<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
        => ref dictionary.Find(key);

    /// <summary>The place of the key's value; a missing key is added with a default one.</summary>
    public static ref TValue? GetValueRefOrAddDefault<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, out bool exists)
        where TKey : notnull
    {
        ref TValue value = ref dictionary.GetOrAdd(key, out exists);
        if (!exists)
            value = default!;
        return ref value!;
    }

    /// <summary>Sets a list's count; new items are whatever the array held.</summary>
    public static void SetCount<T>(List<T> list, int count)
    {
        if (count < 0)
            ThrowHelper.ThrowNeedNonNegative(nameof(count));
        list._version++;
        if (count > list._items.Length)
            list.Grow(count);
        else if (count < list._size && RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Array.Clear(list._items, count, list._size - count);
        list._size = count;
    }
}
