using System;
using System.Diagnostics.CodeAnalysis;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Exceptions that compiled code throws by itself; found by ilc under these names.</summary>
[System.Diagnostics.StackTraceHidden]
internal static class ThrowHelpers
{
    [DoesNotReturn]
    public static void ThrowIndexOutOfRangeException() => throw new IndexOutOfRangeException();

    [DoesNotReturn]
    public static void ThrowDivideByZeroException() => throw new DivideByZeroException();

    [DoesNotReturn]
    public static void ThrowOverflowException() => throw new OverflowException();

    [DoesNotReturn]
    public static void ThrowNullReferenceException() => throw new NullReferenceException();

    [DoesNotReturn]
    public static void ThrowPlatformNotSupportedException() => throw new PlatformNotSupportedException();

    [DoesNotReturn]
    public static void ThrowNotImplementedException() => throw new NotImplementedException();

    [DoesNotReturn]
    public static void ThrowArrayTypeMismatchException() => throw new ArrayTypeMismatchException();

    [DoesNotReturn]
    public static void ThrowArgumentException() => throw new ArgumentException();

    [DoesNotReturn]
    public static void ThrowArgumentOutOfRangeException() => throw new ArgumentOutOfRangeException();

    /// <summary>Reached only if the compiler removed a body that it believed unreachable.</summary>
    [DoesNotReturn]
    public static void ThrowFeatureBodyRemoved() => throw new NotSupportedException();

    [DoesNotReturn]
    public static void ThrowBodyRemoved() => throw new NotSupportedException();

    [DoesNotReturn]
    public static void ThrowInstanceBodyRemoved() => throw new NotSupportedException();

    [DoesNotReturn]
    public static void ThrowNotSupportedInlineArrayEqualsGetHashCode() =>
        throw new NotSupportedException("Calling built-in Equals() or GetHashCode() on type marked as InlineArray is invalid.");

    [DoesNotReturn]
    public static void ThrowUnavailableType() => throw new NotSupportedException();
}
