using System.Diagnostics.CodeAnalysis;

namespace System.Runtime.ExceptionServices;

/// <summary>An exception on its way from where it was thrown to where it will be thrown again, with its trace.</summary>
public sealed class ExceptionDispatchInfo
{
    private ExceptionDispatchInfo(Exception exception) => SourceException = exception;

    public Exception SourceException { get; }

    public static ExceptionDispatchInfo Capture(Exception source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ExceptionDispatchInfo(source);
    }

    [System.Diagnostics.StackTraceHidden]
    [DoesNotReturn]
    public void Throw()
    {
        SourceException.StackTraceBuffer.Continue(marked: true);
        throw SourceException;
    }

    /// <summary>For tasks that are awaited: the calls before and after read as one stack, as the code does.</summary>
    [System.Diagnostics.StackTraceHidden]
    [DoesNotReturn]
    internal void ThrowAwaited()
    {
        SourceException.StackTraceBuffer.Continue(marked: false);
        throw SourceException;
    }

    [System.Diagnostics.StackTraceHidden]
    [DoesNotReturn]
    public static void Throw(Exception source) => Capture(source).Throw();
}
