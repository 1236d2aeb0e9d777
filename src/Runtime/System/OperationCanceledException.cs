using System.Threading;

namespace System;

/// <summary>Work stopped because its cancellation was asked for.</summary>
public class OperationCanceledException : SystemException
{
    private const string DefaultText = "The operation was canceled.";

    public OperationCanceledException()
        : base(DefaultText)
    {
    }

    public OperationCanceledException(string? message)
        : base(message)
    {
    }

    public OperationCanceledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public OperationCanceledException(CancellationToken token)
        : base(DefaultText) =>
        CancellationToken = token;

    public OperationCanceledException(string? message, CancellationToken token)
        : base(message) =>
        CancellationToken = token;

    public OperationCanceledException(string? message, Exception? innerException, CancellationToken token)
        : base(message, innerException) =>
        CancellationToken = token;

    /// <summary>The token whose cancellation stopped the work, if known.</summary>
    public CancellationToken CancellationToken { get; }
}
