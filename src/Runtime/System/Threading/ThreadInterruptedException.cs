namespace System.Threading;

/// <summary>A waiting thread was interrupted.</summary>
public class ThreadInterruptedException : SystemException
{
    public ThreadInterruptedException()
        : base("Thread was interrupted from a waiting state.")
    {
    }

    public ThreadInterruptedException(string? message)
        : base(message)
    {
    }

    public ThreadInterruptedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
