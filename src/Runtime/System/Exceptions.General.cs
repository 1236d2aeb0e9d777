namespace System;

/// <summary>Errors of the runtime and its library.</summary>
public class SystemException : Exception
{
    public SystemException()
    {
    }

    public SystemException(string? message) : base(message)
    {
    }

    public SystemException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "System error.";
}

/// <summary>A base for exceptions of programs; kept for compatibility.</summary>
public class ApplicationException : Exception
{
    public ApplicationException()
    {
    }

    public ApplicationException(string? message) : base(message)
    {
    }

    public ApplicationException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Error in the application.";
}

/// <summary>The object's state does not allow the call.</summary>
public class InvalidOperationException : SystemException
{
    public InvalidOperationException()
    {
    }

    public InvalidOperationException(string? message) : base(message)
    {
    }

    public InvalidOperationException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Operation is not valid due to the current state of the object.";
}

/// <summary>The call is not supported by this object.</summary>
public class NotSupportedException : SystemException
{
    public NotSupportedException()
    {
    }

    public NotSupportedException(string? message) : base(message)
    {
    }

    public NotSupportedException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Specified method is not supported.";
}

/// <summary>Not written yet.</summary>
public class NotImplementedException : SystemException
{
    public NotImplementedException()
    {
    }

    public NotImplementedException(string? message) : base(message)
    {
    }

    public NotImplementedException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "The method or operation is not implemented.";
}

/// <summary>Text that cannot be parsed.</summary>
public class FormatException : SystemException
{
    public FormatException()
    {
    }

    public FormatException(string? message) : base(message)
    {
    }

    public FormatException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "One of the identified items was in an invalid format.";
}

/// <summary>A wait that took too long.</summary>
public class TimeoutException : SystemException
{
    public TimeoutException()
    {
    }

    public TimeoutException(string? message) : base(message)
    {
    }

    public TimeoutException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "The operation has timed out.";
}

/// <summary>A member cannot be reached.</summary>
public class MemberAccessException : SystemException
{
    public MemberAccessException()
    {
    }

    public MemberAccessException(string? message) : base(message)
    {
    }

    public MemberAccessException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Cannot access member.";
}

/// <summary>The operating system refused.</summary>
public class UnauthorizedAccessException : SystemException
{
    public UnauthorizedAccessException()
    {
    }

    public UnauthorizedAccessException(string? message) : base(message)
    {
    }

    public UnauthorizedAccessException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Attempted to perform an unauthorized operation.";
}
