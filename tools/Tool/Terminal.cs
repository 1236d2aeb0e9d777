using Spectre.Console;

namespace Diesis.Tool;

/// <summary>What the tool says about itself goes to standard error; standard output belongs to results and to the programs that run.</summary>
internal static class Terminal
{
    private static readonly IAnsiConsole s_error = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    /// <summary>Says what is being done.</summary>
    internal static void Report(string text)
    {
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
        }
        else
        {
            s_error.MarkupLineInterpolated($"[grey]{text}[/]");
        }
    }

    internal static void Error(string text)
    {
        // Compilers' messages are passed on as they are: wrapping would break their lines.
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
        }
        else
        {
            s_error.MarkupLineInterpolated($"[red]{text}[/]");
        }
    }

    internal static string Size(long bytes) => bytes < 1024 * 1024 ? $"{bytes / 1024.0:F1} KB" : $"{bytes / 1024.0 / 1024.0:F1} MB";
}
