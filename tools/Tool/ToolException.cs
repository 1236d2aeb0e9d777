namespace Diesis.Tool;

/// <summary>An expected failure: its message is all that the user needs; no stack trace is printed.</summary>
internal sealed class ToolException(string message, int exitCode = ExitCodes.Failure) : Exception(message)
{
    internal int ExitCode { get; } = exitCode;
}
