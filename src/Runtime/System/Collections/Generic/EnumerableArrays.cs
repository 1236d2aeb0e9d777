namespace System.Collections.Generic;

/// <summary>Puts a sequence into an array.</summary>
internal static class EnumerableArrays
{
    /// <summary>The array may be longer than the sequence: by doubling from four when its size is not known beforehand.</summary>
    internal static T[] ToArray<T>(IEnumerable<T> source, out int count)
    {
        if (source is ICollection<T> known)
        {
            count = known.Count;
            if (count == 0)
                return [];
            T[] exact = new T[count];
            known.CopyTo(exact, 0);
            return exact;
        }

        List<T> list = [];
        foreach (T item in source)
            list.Add(item);
        count = list.Count;
        return list._items;
    }
}
