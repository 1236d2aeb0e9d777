using System.CommandLine;

namespace Diesis.Tool.Commands;

/// <summary>./diesis bench.</summary>
internal static class BenchCommand
{
    internal static Command Create(Repository repository)
    {
        Command command = new("bench", "Not built yet.");
        command.SetAction(int (_) => throw new ToolException("'bench' is not built yet", ExitCodes.Usage));
        return command;
    }
}
