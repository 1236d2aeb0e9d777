using Internal.Runtime;

namespace System;

/// <summary>The base of all that is thrown: a message, a cause, and where it was thrown.</summary>
public class Exception
{
    private const int DefaultHResult = unchecked((int)0x80131500);

    private readonly string? _message;
    private readonly Exception? _innerException;
    private System.Collections.IDictionary? _data;

    /// <summary>Return addresses, innermost first; filled in while the exception is dispatched.</summary>
    internal StackTraceBuffer StackTraceBuffer;

    public Exception()
    {
    }

    public Exception(string? message) => _message = message;

    public Exception(string? message, Exception? innerException)
    {
        _message = message;
        _innerException = innerException;
    }

    public virtual string Message => _message ?? DefaultMessage ?? string.Concat("Exception of type '", GetType().ToString(), "' was thrown.");

    /// <summary>What a built-in exception says when it was made without a message; null for the general text.</summary>
    private protected virtual string? DefaultMessage => null;

    internal string? GivenMessage => _message;

    /// <summary>The message as far as it takes no memory.</summary>
    internal string? GivenOrDefaultMessage => _message ?? DefaultMessage;

    public Exception? InnerException => _innerException;

    /// <summary>Whatever a program wants to add to the exception.</summary>
    public virtual System.Collections.IDictionary Data => _data ??= new ExceptionData();

    public int HResult { get; set; } = DefaultHResult;

    public virtual string? Source { get; set; }

    public virtual string? HelpLink { get; set; }

    /// <summary>One line for each frame between the throw and the catch, with method names where the image has them; null if never thrown.</summary>
    public virtual string? StackTrace => StackTraceBuffer.Count == 0 ? null : StackTraceText.Format(in StackTraceBuffer);

    public virtual Exception GetBaseException()
    {
        Exception result = this;
        while (result._innerException != null)
            result = result._innerException;
        return result;
    }

    public override string ToString()
    {
        string message = Message;
        string? text = GetType().ToString();
        if (!string.IsNullOrEmpty(message))
            text = string.Concat(text, ": ", message);
        if (_innerException != null)
            text = string.Concat(text, "\n ---> ", string.Concat(_innerException.ToString(), "\n   --- End of inner exception stack trace ---"));
        string? trace = StackTrace;
        return trace == null ? text ?? "" : string.Concat(text, "\n", trace);
    }
}
