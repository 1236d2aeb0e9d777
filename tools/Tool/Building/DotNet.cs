namespace Diesis.Tool.Building;

/// <summary>The .NET SDK that this tool itself runs on, for compiling and for running on stock .NET.</summary>
internal static class DotNet
{
    private const int ShownErrors = 20;

    internal static string Host => Environment.ProcessPath ?? throw new ToolException("the path of dotnet is not known");

    internal static string CSharpCompiler => Path.Combine(NewestSdk(), "Roslyn", "bincore", "csc.dll");

    /// <summary>
    /// Builds in one MSBuild run. The SDK's compiler server is used: a dozen small projects would each pay for a cold compiler.
    /// </summary>
    internal static async Task BuildAsync(Repository repository, string name, Variant variant, IReadOnlyList<string> projects, bool startAfresh)
    {
        string folder = Path.Combine(repository.Out, "solutions");
        Directory.CreateDirectory(folder);
        string solution = Path.Combine(folder, name + ".slnx");
        IEnumerable<string> rows = projects.Select(project =>
            $"  <Project Path=\"{System.Security.SecurityElement.Escape(Path.GetRelativePath(folder, project))}\" />");
        File.WriteAllText(solution, "<Solution>\n" + string.Join("\n", rows) + "\n</Solution>\n");
        List<string> arguments =
        [
            "build", solution, "-c", "Release", "-nologo", "-v:quiet", "-tl:off", "-clp:NoSummary", "-nodeReuse:false", "-maxCpuCount",
            .. variant.Properties,
        ];
        if (projects.Count == 1)
        {
            // Only stale projects are handed in: what this one references is current.
            arguments.Add("-p:BuildProjectReferences=false");
        }

        if (startAfresh)
        {
            arguments.Add("--no-incremental");
        }

        ToolProcess.Result result = await ToolProcess.CaptureAsync(Host, arguments, repository.Root);
        if (result.ExitCode != 0)
        {
            throw new ToolException(Errors(repository, result.Output) + $"\n{name}: compiling failed");
        }
    }

    /// <summary>Each message once, with paths from the root and without the project's name at its end.</summary>
    private static string Errors(Repository repository, string output)
    {
        string[] messages =
        [
            .. output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal))
                .Select(line => line.Trim().Replace(repository.Root + Path.DirectorySeparatorChar, ""))
                .Select(line => line.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and int project ? line[..project] : line)
                .Distinct(),
        ];
        string more = messages.Length > ShownErrors ? $"\n... and {messages.Length - ShownErrors} more" : "";
        return messages.Length == 0 ? output.Trim() : string.Join('\n', messages.Take(ShownErrors)) + more;
    }

    private static string NewestSdk()
    {
        string folder = Path.Combine(Path.GetDirectoryName(Host)!, "sdk");
        return Directory.EnumerateDirectories(folder)
            .Where(path => Version.TryParse(Path.GetFileName(path), out _))
            .MaxBy(path => Version.Parse(Path.GetFileName(path))) ?? throw new ToolException($"no .NET SDK in {folder}");
    }
}
