using System.CommandLine;

namespace Diesis.Tool.Commands;

/// <summary>./diesis debug.</summary>
internal static class DebugCommand
{
    internal static Command Create(Repository repository)
    {
        Command command = new("debug", "Not built yet.");
        command.SetAction(int (_) => throw new ToolException("'debug' is not built yet", ExitCodes.Usage));
        return command;
    }
}
