using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>What the collections throw, kept out of their hot paths.</summary>
internal static partial class ThrowHelper
{
    [DoesNotReturn]
    internal static void ThrowNull(string parameterName) => throw new ArgumentNullException(parameterName);

    [DoesNotReturn]
    internal static void ThrowIndexMustBeLess(string parameterName = "index") =>
        throw new ArgumentOutOfRangeException(parameterName, "Index was out of range. Must be non-negative and less than the size of the collection.");

    [DoesNotReturn]
    internal static void ThrowIndexMustBeLessOrEqual(string parameterName = "index") =>
        throw new ArgumentOutOfRangeException(parameterName, "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");

    [DoesNotReturn]
    internal static void ThrowIndexMustBeLessOrEqualActual(string parameterName, int value) =>
        throw new ArgumentOutOfRangeException(parameterName, value, "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");

    /// <summary>The wording of ArgumentOutOfRangeException.ThrowIfLessThan.</summary>
    [DoesNotReturn]
    internal static void ThrowLessThan(string parameterName, int value, int least) =>
        throw new ArgumentOutOfRangeException(
            parameterName,
            value,
            string.Concat(
                string.Concat(parameterName, " ('", value.ToString(), "') must be greater than or equal to '"),
                least.ToString(),
                "'."));

    [DoesNotReturn]
    internal static void ThrowListInsert() =>
        throw new ArgumentOutOfRangeException("index", "Index must be within the bounds of the List.");

    [DoesNotReturn]
    internal static void ThrowNeedNonNegative(string parameterName) =>
        throw new ArgumentOutOfRangeException(parameterName, "Non-negative number required.");

    /// <summary>The wording of ArgumentOutOfRangeException.ThrowIfNegative.</summary>
    [DoesNotReturn]
    internal static void ThrowMustBeNonNegative(string parameterName, int value) =>
        throw new ArgumentOutOfRangeException(parameterName, value, string.Concat(parameterName, " ('", value.ToString(), "') must be a non-negative value."));

    [DoesNotReturn]
    internal static void ThrowBiggerThanCollection(string parameterName) =>
        throw new ArgumentOutOfRangeException(parameterName, "Larger than collection size.");

    [DoesNotReturn]
    internal static void ThrowSmallCapacity(string parameterName = "value") =>
        throw new ArgumentOutOfRangeException(parameterName, "capacity was less than the current size.");

    [DoesNotReturn]
    internal static void ThrowCount(string parameterName = "count") =>
        throw new ArgumentOutOfRangeException(parameterName, "Count must be positive and count must refer to a location within the string/array/collection.");

    [DoesNotReturn]
    internal static void ThrowInvalidOffsetLength() =>
        throw new ArgumentException("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");

    [DoesNotReturn]
    internal static void ThrowArrayPlusOffsetTooSmall() =>
        throw new ArgumentException("Destination array is not long enough to copy all the items in the collection. Check array index and length.");

    [DoesNotReturn]
    internal static void ThrowSourceTooShort() =>
        throw new ArgumentException("Source array was not long enough. Check the source index, length, and the array's lower bounds.", "sourceArray");

    [DoesNotReturn]
    internal static void ThrowDestinationArrayTooShort() =>
        throw new ArgumentException("Destination array was not long enough. Check the destination index, length, and the array's lower bounds.", "destinationArray");

    [DoesNotReturn]
    internal static void ThrowRankMultiDimensional(string? parameterName = null) =>
        throw new ArgumentException("Only single dimensional arrays are supported for the requested action.", parameterName);

    [DoesNotReturn]
    internal static void ThrowIncompatibleArrayType(string? parameterName = null) =>
        throw new ArgumentException("Target array type is not compatible with the type of items in the collection.", parameterName);

    [DoesNotReturn]
    internal static void ThrowCollectionModified() =>
        throw new InvalidOperationException("Collection was modified; enumeration operation may not execute.");

    [DoesNotReturn]
    internal static void ThrowModifiedSinceEnumerator() =>
        throw new InvalidOperationException("Collection was modified after the enumerator was instantiated.");

    [DoesNotReturn]
    internal static void ThrowEnumerationCannotHappen() =>
        throw new InvalidOperationException("Enumeration has either not started or has already finished.");

    [DoesNotReturn]
    internal static void ThrowEnumerationNotStarted() =>
        throw new InvalidOperationException("Enumeration has not started. Call MoveNext.");

    [DoesNotReturn]
    internal static void ThrowEnumerationEnded() =>
        throw new InvalidOperationException("Enumeration already finished.");

    [DoesNotReturn]
    internal static void ThrowConcurrentOperations() =>
        throw new InvalidOperationException("Operations that change non-concurrent collections must have exclusive access. A concurrent update was performed on this collection and corrupted its state. The collection's state is no longer correct.");

    [DoesNotReturn]
    internal static void ThrowAddingDuplicate(object? key) =>
        throw new ArgumentException(string.Concat("An item with the same key has already been added. Key: ", key?.ToString()));

    [DoesNotReturn]
    internal static void ThrowKeyNotFound(object? key) =>
        throw new KeyNotFoundException(string.Concat("The given key '", key?.ToString(), "' was not present in the dictionary."));

    [DoesNotReturn]
    internal static void ThrowKeyCollectionIsReadOnly() =>
        throw new NotSupportedException("Mutating a key collection derived from a dictionary is not allowed.");

    [DoesNotReturn]
    internal static void ThrowValueCollectionIsReadOnly() =>
        throw new NotSupportedException("Mutating a value collection derived from a dictionary is not allowed.");

    [DoesNotReturn]
    internal static void ThrowReadOnlyCollection() => throw new NotSupportedException("Collection is read-only.");

    [DoesNotReturn]
    internal static void ThrowFixedSizeCollection() => throw new NotSupportedException("Collection was of a fixed size.");

    [DoesNotReturn]
    internal static void ThrowWrongType(object? value, Type expected, string parameterName) =>
        throw new ArgumentException(
            string.Concat(
                string.Concat("The value \"", value?.ToString(), "\" is not of type \"", expected.ToString()),
                "\" and cannot be used in this generic collection."),
            parameterName);

    [DoesNotReturn]
    internal static void ThrowNotComparable() =>
        throw new ArgumentException("At least one object must implement IComparable.");

    [DoesNotReturn]
    internal static void ThrowWrongComparerArgument() =>
        throw new ArgumentException("Type of argument is not compatible with the generic comparer.");

    [DoesNotReturn]
    internal static void ThrowComparerFailed(Exception cause) =>
        throw new InvalidOperationException("Failed to compare two elements in the array.", cause);

    [DoesNotReturn]
    internal static void ThrowInconsistentComparer(object? comparer) =>
        throw new ArgumentException(string.Concat(
            "Unable to sort because the IComparer.Compare() method returns inconsistent results. Either a value does not compare equal to itself, or one value repeatedly compared to another value yields different results. IComparer: '",
            comparer?.ToString(),
            "'."));

    [DoesNotReturn]
    internal static void ThrowEmptyQueue() => throw new InvalidOperationException("Queue empty.");

    [DoesNotReturn]
    internal static void ThrowEmptyStack() => throw new InvalidOperationException("Stack empty.");
}
