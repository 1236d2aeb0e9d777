using System.CommandLine;
using Diesis.Tool.Building;
using Diesis.Tool.Documentation;

namespace Diesis.Tool.Commands;

/// <summary>./diesis docs: writes the pages that are made from the code.</summary>
internal static class DocsCommand
{
    internal static Command Create(Repository repository)
    {
        Command command = new("docs", "Write what in the documents is made from the code: the list of system calls, diagrams, figures.");
        command.SetAction((_, cancellation) => ExecuteAsync(repository, cancellation));
        return command;
    }

    private static async Task<int> ExecuteAsync(Repository repository, CancellationToken cancellation)
    {
        using BuildLock held = await BuildLock.EnterAsync(repository, Terminal.Report, cancellation);
        Builder builder = new(repository, Terminal.Report, Variant.Plain);
        await builder.BuildProjectsAsync("docs", GeneratedPages.Projects);
        foreach ((string path, string content) in GeneratedPages.Make(repository.Root, builder.AssemblyOf))
        {
            string file = repository.At(path);
            if (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellation) != content)
            {
                await File.WriteAllTextAsync(file, content, cancellation);
                Terminal.Report($"Wrote {path}");
            }
        }

        return ExitCodes.Success;
    }
}
