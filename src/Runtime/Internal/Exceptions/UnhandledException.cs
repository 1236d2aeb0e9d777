using System;
using System.Diagnostics.CodeAnalysis;

namespace Internal.Runtime;

/// <summary>The end of a program by an exception that nothing catches: type, message, causes and trace on standard error, then an abort.</summary>
internal static class UnhandledException
{
    private static int s_reporting;

    [DoesNotReturn]
    internal static void Report(Exception exception)
    {
        if (System.Threading.Interlocked.Exchange(ref s_reporting, 1) != 0)
            FailFast.Abort("an exception while an unhandled exception was reported");
        RawConsole.WriteError("Unhandled exception. ");
        RawConsole.WriteError(exception.ToString());
        RawConsole.WriteError("\n");
        Home.Abort();
        while (true)
        {
        }
    }
}
