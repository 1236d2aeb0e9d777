using System.Reflection;
using System.Xml.Linq;
using Mono.Cecil;

namespace Diesis.Architecture.Tests;

/// <summary>The repository as the tests see it: its text files and its built assemblies.</summary>
internal static class SourceTree
{
    private static readonly string[] s_textExtensions = [".cs", ".S", ".c", ".h", ".inc", ".ld", ".csproj", ".props", ".targets", ".md", ".json", ".sh", ""];
    private static readonly string[] s_ignoredFolders = ["out", ".git", "bin", "obj"];

    internal static string Root { get; } = typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>Every text file, by its path from the root with forward slashes.</summary>
    internal static IEnumerable<(string Path, IReadOnlyList<string> Lines)> Files(string under = "")
    {
        Stack<string> open = new([Path.Combine(Root, under)]);
        while (open.TryPop(out string? folder))
        {
            foreach (string child in Directory.EnumerateDirectories(folder).Where(child => !s_ignoredFolders.Contains(Path.GetFileName(child))))
            {
                open.Push(child);
            }

            foreach (string file in Directory.EnumerateFiles(folder).Where(file => s_textExtensions.Contains(Path.GetExtension(file))))
            {
                yield return (Path.GetRelativePath(Root, file), File.ReadAllLines(file));
            }
        }
    }

    internal static IEnumerable<(string Path, IReadOnlyList<string> Lines)> Code(string under = "") =>
        Files(under).Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) || file.Path.EndsWith(".S", StringComparison.Ordinal));

    /// <summary>The projects under src, and the assembly that each was built into.</summary>
    internal static IEnumerable<(string Project, ModuleDefinition Module)> Assemblies()
    {
        foreach (string project in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            string projectName = Path.GetFileNameWithoutExtension(project);
            string assembly = XDocument.Load(project).Descendants("AssemblyName").LastOrDefault()?.Value ?? "Diesis." + projectName;
            yield return (project, ModuleDefinition.ReadModule(Path.Combine(Root, "out", "bin", projectName, "Release", assembly + ".dll")));
        }
    }
}
