namespace Diesis.Tool.Building;

/// <summary>The .NET SDK that this tool itself runs on, for compiling and for running on stock .NET.</summary>
internal static class DotNet
{
    internal static string Host => Environment.ProcessPath ?? throw new ToolException("the path of dotnet is not known");

    internal static string CSharpCompiler => Path.Combine(NewestSdk(), "Roslyn", "bincore", "csc.dll");

    /// <summary>
    /// Builds in one MSBuild run. Compiler servers are left out: they outlive the command, and a cold compiler is fast enough.
    /// </summary>
    internal static Task BuildAsync(Repository repository, string name, IReadOnlyList<string> projects, bool startAfresh)
    {
        string folder = Path.Combine(repository.Out, "solutions");
        Directory.CreateDirectory(folder);
        string solution = Path.Combine(folder, name + ".slnx");
        IEnumerable<string> rows = projects.Select(project =>
            $"  <Project Path=\"{System.Security.SecurityElement.Escape(Path.GetRelativePath(folder, project))}\" />");
        File.WriteAllText(solution, "<Solution>\n" + string.Join("\n", rows) + "\n</Solution>\n");
        List<string> arguments =
        [
            "build", solution, "-c", "Release", "-nologo", "-v:quiet", "-clp:NoSummary;ForceNoAlign", "-nodeReuse:false", "-maxCpuCount",
            "-p:UseSharedCompilation=false",
        ];
        if (startAfresh)
        {
            arguments.Add("--no-incremental");
        }

        return ToolProcess.RunAsync(Host, arguments, repository.Root);
    }

    private static string NewestSdk()
    {
        string folder = Path.Combine(Path.GetDirectoryName(Host)!, "sdk");
        return Directory.EnumerateDirectories(folder)
            .Where(path => Version.TryParse(Path.GetFileName(path), out _))
            .MaxBy(path => Version.Parse(Path.GetFileName(path))) ?? throw new ToolException($"no .NET SDK in {folder}");
    }
}
