using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>An argument that the method cannot take.</summary>
public class ArgumentException : SystemException
{
    private readonly string? _parameterName;

    public ArgumentException()
    {
    }

    public ArgumentException(string? message) : base(message)
    {
    }

    public ArgumentException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    public ArgumentException(string? message, string? paramName) : base(message) => _parameterName = paramName;

    public ArgumentException(string? message, string? paramName, Exception? innerException) : base(message, innerException) =>
        _parameterName = paramName;

    private protected override string? DefaultMessage => "Value does not fall within the expected range.";

    public virtual string? ParamName => _parameterName;

    public override string Message =>
        string.IsNullOrEmpty(_parameterName) ? base.Message : string.Concat(base.Message, " (Parameter '", string.Concat(_parameterName, "')"));

    public static void ThrowIfNullOrEmpty([NotNull] string? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        ArgumentNullException.ThrowIfNull(argument, paramName);
        if (argument.Length == 0)
            throw new ArgumentException("The value cannot be an empty string.", paramName);
    }

    public static void ThrowIfNullOrWhiteSpace([NotNull] string? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        ArgumentNullException.ThrowIfNull(argument, paramName);
        if (string.IsNullOrWhiteSpace(argument))
            throw new ArgumentException("The value cannot be an empty string or composed entirely of whitespace.", paramName);
    }
}

/// <summary>Null where it is not allowed.</summary>
public class ArgumentNullException : ArgumentException
{
    public ArgumentNullException()
    {
    }

    public ArgumentNullException(string? paramName) : base(null, paramName)
    {
    }

    public ArgumentNullException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    public ArgumentNullException(string? paramName, string? message) : base(message, paramName)
    {
    }

    private protected override string? DefaultMessage => "Value cannot be null.";

    public static void ThrowIfNull([NotNull] object? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        if (argument is null)
            Throw(paramName);
    }

    public static unsafe void ThrowIfNull([NotNull] void* argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        // SAFETY: the pointer is compared, never followed.
        if (argument is null)
            Throw(paramName);
    }

    [DoesNotReturn]
    private static void Throw(string? paramName) => throw new ArgumentNullException(paramName);
}

/// <summary>A value outside the range that the method takes.</summary>
public partial class ArgumentOutOfRangeException : ArgumentException
{
    private readonly object? _actualValue;

    public ArgumentOutOfRangeException()
    {
    }

    public ArgumentOutOfRangeException(string? paramName) : base(null, paramName)
    {
    }

    public ArgumentOutOfRangeException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    public ArgumentOutOfRangeException(string? paramName, string? message) : base(message, paramName)
    {
    }

    public ArgumentOutOfRangeException(string? paramName, object? actualValue, string? message) : base(message, paramName) =>
        _actualValue = actualValue;

    private protected override string? DefaultMessage => "Specified argument was out of the range of valid values.";

    public virtual object? ActualValue => _actualValue;

    public override string Message =>
        _actualValue == null ? base.Message : string.Concat(base.Message, "\nActual value was ", string.Concat(_actualValue.ToString(), "."));
}
