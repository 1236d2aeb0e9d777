using System.CommandLine;
using System.CommandLine.Parsing;
using Diesis.Tool.Building;

namespace Diesis.Tool.Commands;

/// <summary>./diesis compile: a C# program on our own core library, as one static executable.</summary>
internal static class CompileCommand
{
    internal static Command Create(Repository repository)
    {
        Argument<FileInfo[]> sources = new("FILE.cs")
        {
            Description = "The program's C# files.",
            Arity = ArgumentArity.OneOrMore,
        };
        sources.AcceptExistingOnly();
        Option<string?> output = new("--output", "-o")
        {
            Description = "The executable to make; otherwise the first file's name, without .cs, in the current folder.",
            HelpName = "OUT",
        };
        Option<bool> verification = new("--verification") { Description = "With the collector's checks on; slow." };
        Command command = new("compile", "Compile a C# program on Diesis' own core library into one static executable that runs on Linux and on Diesis.")
        {
            sources,
            output,
            verification,
        };
        command.SetAction((parsed, cancellation) => ExecuteAsync(
            repository,
            [.. parsed.GetRequiredValue(sources).Select(file => file.FullName)],
            parsed.GetValue(output),
            parsed.GetValue(verification) ? Variant.Verification : Variant.Plain,
            cancellation));
        return command;
    }

    private static async Task<int> ExecuteAsync(Repository repository, IReadOnlyList<string> sources, string? output, Variant variant, CancellationToken cancellation)
    {
        string target = Path.GetFullPath(output ?? Path.GetFileNameWithoutExtension(sources[0]));
        if (Directory.Exists(target))
        {
            throw new ToolException($"{target} is a folder: name the executable with -o", ExitCodes.Usage);
        }

        using BuildLock held = await BuildLock.EnterAsync(repository, Terminal.Report, cancellation);
        Builder builder = new(repository, Terminal.Report, variant);
        Image image = await CompileAsync(builder, sources);
        CopyAtomically(image.Executable, target);
        CopyAtomically(image.WithSymbols, target + ".debug");
        Terminal.Report($"{output ?? Path.GetFileName(target)}: {Terminal.Size(new FileInfo(target).Length)}");
        return ExitCodes.Success;
    }

    /// <summary>Programs are told apart by their files' full paths, so that two of one name do not undo each other's work.</summary>
    private static async Task<Image> CompileAsync(Builder builder, IReadOnlyList<string> sources)
    {
        string name = $"{Fingerprint.OfText(string.Join('\n', sources))[..12]}/{Path.GetFileNameWithoutExtension(sources[0])}";
        await builder.BuildProjectsAsync("hosted", Home.Hosted.Projects);
        string assembly = await builder.CompileProgramAsync(name, sources);
        return await builder.LinkAsync(Home.Hosted, name, [assembly]);
    }

    private static void CopyAtomically(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = $"{target}.{Environment.ProcessId}.partial";
        File.Copy(source, temporary, overwrite: true);
        File.Move(temporary, target, overwrite: true);
    }
}
