namespace System.Reflection;

/// <summary>What a constructor threw that was called through a type parameter; the cause is the inner exception.</summary>
public sealed class TargetInvocationException : ApplicationException
{
    private const string DefaultText = "Exception has been thrown by the target of an invocation.";

    public TargetInvocationException(Exception? inner) : base(DefaultText, inner)
    {
    }

    public TargetInvocationException(string? message, Exception? inner) : base(message, inner)
    {
    }
}
