using System.CommandLine;
using Diesis.Tool.Building;
using Diesis.Tool.Documentation;

namespace Diesis.Tool.Commands;

/// <summary>./diesis docs: writes the pages that are made from the code.</summary>
internal static class DocsCommand
{
    private const string Abi = "src/Abi/Abi.csproj";
    private const string Syscalls = "src/Syscalls/Syscalls.csproj";

    internal static Command Create(Repository repository)
    {
        Command command = new("docs", $"Write the pages that are made from the code: {SyscallPage.Path}.");
        command.SetAction((_, cancellation) => ExecuteAsync(repository, cancellation));
        return command;
    }

    private static async Task<int> ExecuteAsync(Repository repository, CancellationToken cancellation)
    {
        using BuildLock held = await BuildLock.EnterAsync(repository, Terminal.Report, cancellation);
        Builder builder = new(repository, Terminal.Report, Variant.Plain);
        await builder.BuildProjectsAsync("docs", [Syscalls]);
        await File.WriteAllTextAsync(repository.At(SyscallPage.Path), SyscallPage.Make(builder.AssemblyOf(Syscalls), builder.AssemblyOf(Abi)), cancellation);
        Terminal.Report($"Wrote {SyscallPage.Path}");
        return ExitCodes.Success;
    }
}
