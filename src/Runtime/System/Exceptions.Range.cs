using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

// The ThrowIf helpers.
public partial class ArgumentOutOfRangeException
{
    public static void ThrowIfZero(int value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value == 0)
            Throw(paramName, value, " ('", "') must be a non-zero value.", null);
    }

    public static void ThrowIfNegative(int value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value < 0)
            Throw(paramName, value, " ('", "') must be a non-negative value.", null);
    }

    public static void ThrowIfNegative(long value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value < 0)
            Throw(paramName, value, " ('", "') must be a non-negative value.", null);
    }

    public static void ThrowIfNegativeOrZero(int value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value <= 0)
            Throw(paramName, value, " ('", "') must be a non-negative and non-zero value.", null);
    }

    public static void ThrowIfGreaterThan(int value, int other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value > other)
            Throw(paramName, value, " ('", "') must be less than or equal to '", other);
    }

    public static void ThrowIfGreaterThan(long value, long other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value > other)
            Throw(paramName, value, " ('", "') must be less than or equal to '", other);
    }

    public static void ThrowIfGreaterThanOrEqual(int value, int other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value >= other)
            Throw(paramName, value, " ('", "') must be less than '", other);
    }

    public static void ThrowIfLessThan(int value, int other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value < other)
            Throw(paramName, value, " ('", "') must be greater than or equal to '", other);
    }

    public static void ThrowIfLessThan(long value, long other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value < other)
            Throw(paramName, value, " ('", "') must be greater than or equal to '", other);
    }

    public static void ThrowIfLessThanOrEqual(int value, int other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (value <= other)
            Throw(paramName, value, " ('", "') must be greater than '", other);
    }

    [DoesNotReturn]
    private static void Throw(string? paramName, object value, string before, string after, object? other)
    {
        string message = string.Concat(string.Concat(paramName, before, value.ToString()), after);
        if (other != null)
            message = string.Concat(message, other.ToString(), "'.");
        throw new ArgumentOutOfRangeException(paramName, value, message);
    }
}
