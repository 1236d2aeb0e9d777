using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>The end of a program by an exception that nothing catches: type, message, causes and trace on standard error, then an abort.</summary>
internal static unsafe class UnhandledException
{
    /// <summary>Causes of causes that are still told when memory is short.</summary>
    private const int DeepestCause = 8;

    /// <summary>The block of the thread that reports; others that come meanwhile wait for the end.</summary>
    private static nint s_reporter;
    private static int s_never;

    [DoesNotReturn]
    internal static void Report(Exception exception)
    {
        EnterReport();
        RawConsole.WriteError("Unhandled exception. ");
        Describe(exception);
        RawConsole.WriteError("\n");
        Home.Abort();
        while (true)
        {
        }
    }

    /// <summary>Returns to one thread only, and only once: reports must neither mix nor begin anew within themselves.</summary>
    internal static void EnterReport()
    {
        nint self = (nint)RuntimeThread.Current;
        nint reporter = Interlocked.CompareExchange(ref s_reporter, self, 0);
        if (reporter == 0)
            return;
        if (reporter == self)
            Home.Abort();
        // SAFETY: a static field of an unmanaged type lies in the image and never moves.
        while (true)
            Home.WaitOnAddress((int*)Unsafe.AsPointer(ref s_never), 0, -1);
    }

    /// <summary>What ToString says. When it fails, for want of memory perhaps, the parts are written one by one, without allocation.</summary>
    internal static void Describe(Exception exception)
    {
        string? text = null;
        try
        {
            // The exception of want of memory is one for all: another throw of it would overwrite its trace.
            if (exception.MethodTablePointer != MethodTable.Of<OutOfMemoryException>())
                text = exception.ToString();
        }
        catch
        {
        }
        if (text != null)
            RawConsole.WriteError(text);
        else
            WriteParts(exception, depth: 0);
    }

    private static void WriteParts(Exception exception, int depth)
    {
        const int LongestName = 512;
        // SAFETY: the buffer is this method's own and its length is told to NameText.
        byte* buffer = stackalloc byte[LongestName];
        NameText name = new(new Span<byte>(buffer, LongestName));
        NameTables.TryGetTypeFullName(exception.MethodTablePointer, ref name);
        RawConsole.WriteErrorBytes(name.Bytes);
        string? message = exception.GivenOrDefaultMessage;
        if (!string.IsNullOrEmpty(message))
        {
            RawConsole.WriteError(": ");
            RawConsole.WriteError(message);
        }
        if (exception.InnerException is Exception inner && depth < DeepestCause)
        {
            RawConsole.WriteError("\n ---> ");
            WriteParts(inner, depth + 1);
            RawConsole.WriteError("   --- End of inner exception stack trace ---");
        }
        RawConsole.WriteError("\n");
        for (int i = 0; i < exception.StackTraceBuffer.Count; i++)
        {
            nint address = exception.StackTraceBuffer[i];
            if (address != StackTraceBuffer.EndOfPrevious)
                StackTraceText.WriteError((nuint)address);
        }
    }
}
