using System.CommandLine;

namespace Diesis.Tool.Commands;

/// <summary>./diesis run.</summary>
internal static class RunCommand
{
    internal static Command Create(Repository repository)
    {
        Command command = new("run", "Not built yet.");
        command.SetAction(int (_) => throw new ToolException("'run' is not built yet", ExitCodes.Usage));
        return command;
    }
}
