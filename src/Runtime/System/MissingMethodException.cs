namespace System;

/// <summary>A method that was asked for does not exist.</summary>
public class MissingMethodException : MemberAccessException
{
    public MissingMethodException()
    {
    }

    public MissingMethodException(string? message) : base(message)
    {
    }

    public MissingMethodException(string? message, Exception? inner) : base(message, inner)
    {
    }

    private protected override string? DefaultMessage => "Attempted to access a missing method.";
}
