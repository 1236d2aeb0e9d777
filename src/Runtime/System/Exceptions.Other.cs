namespace System;

/// <summary>Not available in this home or on this processor.</summary>
public class PlatformNotSupportedException : NotSupportedException
{
    public PlatformNotSupportedException()
    {
    }

    public PlatformNotSupportedException(string? message) : base(message)
    {
    }

    public PlatformNotSupportedException(string? message, Exception? inner) : base(message, inner)
    {
    }

    private protected override string? DefaultMessage => "Operation is not supported on this platform.";
}

/// <summary>A static constructor threw: thrown at this and each later use of the type.</summary>
public sealed class TypeInitializationException : SystemException
{
    private readonly string? _typeName;

    public TypeInitializationException(string? fullTypeName, Exception? innerException)
        : base(string.Concat("The type initializer for '", fullTypeName, "' threw an exception."), innerException) => _typeName = fullTypeName;

    public string TypeName => _typeName ?? "";
}

/// <summary>The object has been disposed of.</summary>
public class ObjectDisposedException : InvalidOperationException
{
    private readonly string? _objectName;

    public ObjectDisposedException(string? objectName) : this(objectName, "Cannot access a disposed object.")
    {
    }

    public ObjectDisposedException(string? objectName, string? message) : base(message) => _objectName = objectName;

    public ObjectDisposedException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    public string ObjectName => _objectName ?? "";

    public override string Message =>
        string.IsNullOrEmpty(_objectName) ? base.Message : string.Concat(base.Message, "\nObject name: '", string.Concat(_objectName, "'."));

    public static void ThrowIf(bool condition, object instance)
    {
        if (condition)
            throw new ObjectDisposedException(instance?.GetType().FullName);
    }

    public static void ThrowIf(bool condition, Type type)
    {
        if (condition)
            throw new ObjectDisposedException(type?.FullName);
    }
}
