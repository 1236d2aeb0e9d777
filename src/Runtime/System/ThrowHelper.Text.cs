using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>What spans, strings and encodings throw.</summary>
[System.Diagnostics.StackTraceHidden]
internal static partial class ThrowHelper
{
    [DoesNotReturn]
    internal static void ThrowIndexOutOfRangeException() => throw new IndexOutOfRangeException();

    [DoesNotReturn]
    internal static void ThrowArrayTypeMismatchException() => throw new ArrayTypeMismatchException();

    [DoesNotReturn]
    internal static void ThrowOutOfMemoryException() => throw new OutOfMemoryException();

    [DoesNotReturn]
    internal static void ThrowArgumentOutOfRange() => throw new ArgumentOutOfRangeException();

    [DoesNotReturn]
    internal static void ThrowArgumentOutOfRange(string parameter) => throw new ArgumentOutOfRangeException(parameter);

    [DoesNotReturn]
    internal static void ThrowArgumentOutOfRange(string parameter, string message) => throw new ArgumentOutOfRangeException(parameter, message);

    [DoesNotReturn]
    internal static void ThrowArgumentNull(string parameter) => throw new ArgumentNullException(parameter);

    [DoesNotReturn]
    internal static void ThrowArgument(string message) => throw new ArgumentException(message);

    [DoesNotReturn]
    internal static void ThrowArgument(string message, string parameter) => throw new ArgumentException(message, parameter);

    [DoesNotReturn]
    internal static void ThrowDestinationTooShort() => throw new ArgumentException("Destination is too short.", "destination");

    [DoesNotReturn]
    internal static void ThrowPointersWithReferences(Type type) =>
        throw new ArgumentException("Cannot use type '" + type.ToString() + "'. Only value types without pointers or references are supported.");

    [DoesNotReturn]
    internal static void ThrowFormat(string message) => throw new FormatException(message);

    /// <summary>Preconditions: a negative value or one above the limit is refused with .NET's words.</summary>
    [DoesNotReturn]
    internal static void ThrowNegative(string parameter, int value) =>
        throw new ArgumentOutOfRangeException(parameter, value, parameter + " ('" + value.ToString() + "') must be a non-negative value.");

    [DoesNotReturn]
    internal static void ThrowGreater(string parameter, int value, int limit) =>
        throw new ArgumentOutOfRangeException(parameter, value, parameter + " ('" + value.ToString() + "') must be less than or equal to '" + limit.ToString() + "'.");

    [DoesNotReturn]
    internal static void ThrowIndexLessOrEqual(string parameter) => throw new ArgumentOutOfRangeException(
        parameter, "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");

    [DoesNotReturn]
    internal static void ThrowIndexLess(string parameter) => throw new ArgumentOutOfRangeException(
        parameter, "Index was out of range. Must be non-negative and less than the size of the collection.");

    [DoesNotReturn]
    internal static void ThrowCountInText(string parameter) => throw new ArgumentOutOfRangeException(
        parameter, "Count must be positive and count must refer to a location within the string/array/collection.");

    [DoesNotReturn]
    internal static void ThrowComparisonType() =>
        throw new ArgumentException("The string comparison type passed in is currently not supported.", "comparisonType");

    internal static void CheckNotGreater(int value, int limit, string parameter)
    {
        if (value > limit)
            ThrowGreater(parameter, value, limit);
    }

    internal static void CheckNotNull([NotNull] object? argument, string parameter)
    {
        if (argument is null)
            ThrowArgumentNull(parameter);
    }

    internal static void CheckNotNegative(int value, string parameter)
    {
        if (value < 0)
            ThrowNegative(parameter, value);
    }
}
