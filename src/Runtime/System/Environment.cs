using Internal.Runtime;

namespace System;

/// <summary>The program's surroundings.</summary>
public static unsafe partial class Environment
{
    // SAFETY: arguments and lines of the environment are kept by the home for the life of the program and end with a zero byte.

    public static string NewLine => "\n";

    public static int ProcessorCount => Home.ProcessorCount();

    /// <summary>Milliseconds of a clock that never goes back.</summary>
    public static long TickCount64 => Home.MonotonicNanoseconds() / 1_000_000;

    public static int TickCount => (int)TickCount64;

    public static int CurrentManagedThreadId => System.Threading.Thread.CurrentThread.ManagedThreadId;

    public static int ExitCode { get; set; }

    public static void Exit(int exitCode)
    {
        Internal.Runtime.Memory.GcStatistics.ReportIfWanted();
        Home.Exit(exitCode);
    }

    public static void FailFast(string? message)
    {
        RawConsole.WriteError("Process terminated. ");
        RawConsole.WriteError(message ?? "");
        RawConsole.WriteError("\n");
        Home.Abort();
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
}
