using System.Collections.Generic;

namespace System.Collections;

/// <summary>Checks of arguments that many collections share.</summary>
internal static class CollectionArguments
{
    /// <summary>For CopyTo(T[], int) of the hash collections.</summary>
    internal static void CheckCopy(Array? array, int index, int count, string arrayName = "array", string indexName = "index")
    {
        if (array is null)
            ThrowHelper.ThrowNull(arrayName);
        if ((uint)index > (uint)array.Length)
            ThrowHelper.ThrowNeedNonNegative(indexName);
        if (array.Length - index < count)
            ThrowHelper.ThrowArrayPlusOffsetTooSmall();
    }

    /// <summary>For ICollection.CopyTo(Array, int) of the hash collections.</summary>
    internal static void CheckUntypedCopy(Array? array, int index, int count)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (array.Rank != 1)
            ThrowHelper.ThrowRankMultiDimensional();
        CheckCopy(array, index, count);
    }

    /// <summary>ICollection.CopyTo(Array, int) for collections whose items come from an enumerator.</summary>
    internal static void CopyUntyped<T>(IEnumerable<T> source, int count, Array? array, int index, string? mismatchName = null)
    {
        CheckUntypedCopy(array, index, count);
        switch (array)
        {
            case T[] typed:
                foreach (T item in source)
                    typed[index++] = item;
                break;
            case object?[] objects:
                try
                {
                    foreach (T item in source)
                        objects[index++] = item;
                }
                catch (ArrayTypeMismatchException)
                {
                    ThrowHelper.ThrowIncompatibleArrayType(mismatchName);
                }
                break;
            default:
                ThrowHelper.ThrowIncompatibleArrayType(mismatchName);
                break;
        }
    }

    /// <summary>ICollection.CopyTo(Array, int) of Queue and Stack, whose items are given as an array in their order.</summary>
    internal static void CopyUntyped(Array items, Array? array, int index, string indexName, string? mismatchName)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (array.Rank != 1)
            ThrowHelper.ThrowRankMultiDimensional(nameof(array));
        if (index < 0 || index > array.Length)
        {
            if (mismatchName is null)
                ThrowHelper.ThrowIndexMustBeLessOrEqual(indexName);
            ThrowHelper.ThrowIndexMustBeLessOrEqualActual(indexName, index);
        }
        if (array.Length - index < items.Length)
            ThrowHelper.ThrowInvalidOffsetLength();
        try
        {
            Array.Copy(items, 0, array, index, items.Length);
        }
        catch (ArrayTypeMismatchException)
        {
            ThrowHelper.ThrowIncompatibleArrayType(mismatchName);
        }
    }
}
