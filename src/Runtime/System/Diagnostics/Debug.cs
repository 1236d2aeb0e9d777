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
            Fail(message);
    }

    [Conditional("DEBUG")]
    public static void Assert([DoesNotReturnIf(false)] bool condition, string? message, string? detailMessage)
    {
        if (!condition)
            Fail(message, detailMessage);
    }

    [Conditional("DEBUG")]
    [DoesNotReturn]
    public static void Fail(string? message) => Fail(message, null);

    [Conditional("DEBUG")]
    [DoesNotReturn]
    public static void Fail(string? message, string? detailMessage) =>
        Environment.Terminate(string.IsNullOrEmpty(message) ? "Assertion failed." : string.Concat("Assertion failed.\n", message), detailMessage, null);

    /// <summary>To standard error, where a debugger's window would be elsewhere.</summary>
    [Conditional("DEBUG")]
    public static void WriteLine(string? message)
    {
        RawConsole.WriteError(message ?? "");
        RawConsole.WriteError("\n");
    }

    [Conditional("DEBUG")]
    public static void WriteLine(object? value) => WriteLine(value?.ToString());

    [Conditional("DEBUG")]
    public static void Write(string? message) => RawConsole.WriteError(message ?? "");

    [Conditional("DEBUG")]
    public static void WriteIf(bool condition, string? message)
    {
        if (condition)
            Write(message);
    }

    [Conditional("DEBUG")]
    public static void WriteLineIf(bool condition, string? message)
    {
        if (condition)
            WriteLine(message);
    }
}
