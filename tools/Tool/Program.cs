using System.CommandLine;
using Diesis.Tool.Commands;

namespace Diesis.Tool;

/// <summary>The command line of ./diesis.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            Repository repository = Repository.Find();
            RootCommand root = new("Diesis, an operating system in C#: builds, runs and tests it.")
            {
                RunCommand.Create(repository),
                TestCommand.Create(repository),
                BenchCommand.Create(repository),
                BuildCommand.Create(repository),
                CompileCommand.Create(repository),
                DocsCommand.Create(repository),
                DebugCommand.Create(repository),
            };
            return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ToolException exception)
        {
            Terminal.Error(exception.Message);
            return exception.ExitCode;
        }
    }
}
