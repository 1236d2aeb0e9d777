namespace System.Threading;

/// <summary>A lock was entered again against its recursion policy.</summary>
public class LockRecursionException : Exception
{
    public LockRecursionException()
    {
    }

    public LockRecursionException(string? message)
        : base(message)
    {
    }

    public LockRecursionException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
