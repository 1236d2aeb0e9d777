using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Diagnostics;

/// <summary>Checks that stand in programs compiled with DEBUG. One that fails ends the program with a stack trace.</summary>
[StackTraceHidden]
public static class Debug
{
    [Conditional("DEBUG")]
    public static void Assert([DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string? message = null)
    {
        if (!condition)
            End(message, null);
    }

    [Conditional("DEBUG")]
    public static void Assert([DoesNotReturnIf(false)] bool condition, string? message, string? detailMessage)
    {
        if (!condition)
            End(message, detailMessage);
    }

    [Conditional("DEBUG")]
    [DoesNotReturn]
    public static void Fail(string? message) => End(message, null);

    [Conditional("DEBUG")]
    [DoesNotReturn]
    public static void Fail(string? message, string? detailMessage) => End(message, detailMessage);

    /// <summary>To standard error, where a debugger's window would be elsewhere.</summary>
    [Conditional("DEBUG")]
    public static void WriteLine(string? message)
    {
        RawConsole.WriteError(message ?? "");
        RawConsole.WriteError("\n");
    }

    [Conditional("DEBUG")]
    public static void WriteLine(object? value)
    {
        RawConsole.WriteError(value?.ToString() ?? "");
        RawConsole.WriteError("\n");
    }

    [Conditional("DEBUG")]
    public static void Write(string? message) => RawConsole.WriteError(message ?? "");

    [Conditional("DEBUG")]
    public static void WriteIf(bool condition, string? message)
    {
        if (condition)
            RawConsole.WriteError(message ?? "");
    }

    [Conditional("DEBUG")]
    public static void WriteLineIf(bool condition, string? message)
    {
        if (!condition)
            return;
        RawConsole.WriteError(message ?? "");
        RawConsole.WriteError("\n");
    }

    // Not conditional: the core library itself is compiled without DEBUG, so the methods above cannot call each other.
    [DoesNotReturn]
    private static void End(string? message, string? detail) =>
        Environment.Terminate(string.IsNullOrEmpty(message) ? "Assertion failed." : string.Concat("Assertion failed.\n", message), detail, null);
}
