using System.CommandLine;
using System.Diagnostics;
using Diesis.Tool.Building;
using Diesis.Tool.Testing;

namespace Diesis.Tool.Commands;

/// <summary>./diesis build: everything that run and test need.</summary>
internal static class BuildCommand
{
    internal const string KernelName = "kernel";

    internal static Command Create(Repository repository)
    {
        Command command = new("build", "Build everything that run and test need; what has not changed is left alone.");
        command.SetAction((_, cancellation) => ExecuteAsync(repository, cancellation));
        return command;
    }

    /// <summary>What ./diesis run boots.</summary>
    internal static async Task<Image> BuildKernelAsync(Repository repository, CancellationToken cancellation)
    {
        using BuildLock held = await BuildLock.EnterAsync(repository, Terminal.Report, cancellation);
        Builder builder = new(repository, Terminal.Report, Variant.Plain);
        await builder.BuildProjectsAsync(KernelName, Home.Bare.Projects);
        return await builder.LinkAsync(Home.Bare, KernelName, []);
    }

    private static async Task<int> ExecuteAsync(Repository repository, CancellationToken cancellation)
    {
        Stopwatch time = Stopwatch.StartNew();
        using BuildLock held = await BuildLock.EnterAsync(repository, Terminal.Report, cancellation);
        Builder builder = new(repository, Terminal.Report, Variant.Plain);
        await builder.BuildProjectsAsync("all", [.. Home.Hosted.Projects, .. Home.Bare.Projects, .. TestCommand.Projects]);
        Image kernel = await builder.LinkAsync(Home.Bare, KernelName, []);
        await UefiLoader.BuildAsync(repository);
        await RuntimeSuite.LinkAsync(builder, RuntimeSuite.HomeNames);
        string outcome = builder.StepsRun == 0 ? "Nothing had changed" : $"Built {repository.Relative(kernel.Executable)}";
        Terminal.Report($"{outcome} ({time.Elapsed.TotalSeconds:F1} s, kernel {Terminal.Size(new FileInfo(kernel.Executable).Length)})");
        return ExitCodes.Success;
    }
}
