using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Internal.Runtime;

namespace System;

/// <summary>The program's surroundings.</summary>
/// <remarks>SAFETY: the home's strings end with a zero byte and stand as long as the program runs.</remarks>
public static unsafe partial class Environment
{
    // SAFETY: arguments and lines of the environment are kept by the home for the life of the program and end with a zero byte.

    public static string NewLine => "\n";

    public static int ProcessorCount => Home.ProcessorCount();

    /// <summary>Milliseconds of a clock that never goes back.</summary>
    public static long TickCount64 => Home.MonotonicNanoseconds() / 1_000_000;

    public static int TickCount => (int)TickCount64;

    public static int ExitCode { get; set; }

    public static int CurrentManagedThreadId => Threading.Thread.CurrentId;

    public static bool Is64BitProcess => true;

    public static bool Is64BitOperatingSystem => true;

    public static int SystemPageSize => 4096;

    /// <summary>Always false: nothing runs any more when a program ends.</summary>
    public static bool HasShutdownStarted => false;

    /// <summary>HOSTNAME of the environment, or localhost.</summary>
    public static string MachineName => GetEnvironmentVariable("HOSTNAME") ?? "localhost";

    public static string StackTrace
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        get => new Diagnostics.StackTrace(0, innermost: 0).ToText();
    }

    /// <summary>The program's name and arguments; those with blanks in them are quoted.</summary>
    public static string CommandLine
    {
        get
        {
            string line = "";
            foreach (string argument in GetCommandLineArgs())
            {
                string shown = argument.Length == 0 || argument.Contains(' ') ? string.Concat("\"", argument, "\"") : argument;
                line = line.Length == 0 ? shown : string.Concat(line, " ", shown);
            }
            return line;
        }
    }

    [DoesNotReturn]
    public static void Exit(int exitCode)
    {
        Internal.Runtime.Memory.GcStatistics.ReportIfWanted();
        Home.Exit(exitCode);
        while (true)
        {
        }
    }

    [DoesNotReturn]
    public static void FailFast(string? message) => FailFast(message, null);

    /// <summary>Ends the program as a crash: message, stack and exception go to standard error; no finally handler runs.</summary>
    [DoesNotReturn]
    public static void FailFast(string? message, Exception? exception)
    {
        const string NoMessage = "Runtime operation halted by call to System.Environment.FailFast(). (0x80131623)";
        Terminate(string.IsNullOrEmpty(message) ? NoMessage : message, null, exception);
    }

    [DoesNotReturn]
    [Diagnostics.StackTraceHidden]
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    internal static void Terminate(string message, string? detail, Exception? exception)
    {
        UnhandledException.EnterReport();
        RawConsole.WriteError("Process terminated.\n");
        RawConsole.WriteError(message);
        RawConsole.WriteError("\n");
        if (!string.IsNullOrEmpty(detail))
        {
            RawConsole.WriteError(detail);
            RawConsole.WriteError("\n");
        }
        UnwindFrame frame;
        StackWalk.Capture(&frame);
        StackReport.Write(in frame);
        if (exception != null)
        {
            UnhandledException.Describe(exception);
            RawConsole.WriteError("\n");
        }
        Home.Abort();
        while (true)
        {
        }
    }

    /// <summary>The program's name, then the arguments.</summary>
    public static string[] GetCommandLineArgs()
    {
        string[] arguments = new string[Home.ArgumentCount()];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = Utf8String.FromZeroTerminated(Home.Argument(i));
        return arguments;
    }

    /// <summary>The arguments without the program's name.</summary>
    internal static string[] GetMainArguments()
    {
        int count = Home.ArgumentCount();
        if (count <= 1)
            return [];
        string[] arguments = new string[count - 1];
        for (int i = 1; i < count; i++)
            arguments[i - 1] = Utf8String.FromZeroTerminated(Home.Argument(i));
        return arguments;
    }

    /// <summary>Null when there is no such variable. Names are told apart by case.</summary>
    public static string? GetEnvironmentVariable(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        for (int i = 0; Home.EnvironmentLine(i) is var line && line != null; i++)
        {
            string text = Utf8String.FromZeroTerminated(line);
            if (text.Length > variable.Length && text[variable.Length] == '=' && text.StartsWith(variable, StringComparison.Ordinal))
                return text.Substring(variable.Length + 1);
        }
        return null;
    }

    /// <summary>All variables with their values, both strings.</summary>
    public static IDictionary GetEnvironmentVariables()
    {
        Dictionary<string, string> variables = [];
        for (int i = 0; Home.EnvironmentLine(i) is var line && line != null; i++)
        {
            string text = Utf8String.FromZeroTerminated(line);
            int equals = text.IndexOf('=');
            // As Linux programs read it, the first of two lines with one name counts.
            if (equals > 0)
                variables.TryAdd(text.Substring(0, equals), text.Substring(equals + 1));
        }
        return variables;
    }
}
