using System.CommandLine;

namespace Diesis.Tool.Commands;

/// <summary>./diesis test.</summary>
internal static class TestCommand
{
    internal static Command Create(Repository repository)
    {
        Command command = new("test", "Not built yet.");
        command.SetAction(int (_) => throw new ToolException("'test' is not built yet", ExitCodes.Usage));
        return command;
    }
}
