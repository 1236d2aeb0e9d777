using System.Xml.Linq;

namespace Diesis.Tool.Building;

/// <summary>What of a csproj decides whether it must be built again, and what it makes.</summary>
internal sealed class Project
{
    private readonly Repository _repository;

    private Project(
        Repository repository,
        string file,
        string assemblyName,
        IReadOnlyList<string> references,
        IReadOnlyList<string> sourceFolders,
        IReadOnlyList<string> sourceFiles)
    {
        _repository = repository;
        File = file;
        AssemblyName = assemblyName;
        References = references;
        SourceFolders = sourceFolders;
        SourceFiles = sourceFiles;
    }

    internal string File { get; }

    internal string Name => Path.GetFileNameWithoutExtension(File);

    internal string AssemblyName { get; }

    internal string AssemblyPath(Variant variant) =>
        Path.Combine(_repository.Out, "bin" + variant.Suffix, Name, "Release", AssemblyName + ".dll");

    private IReadOnlyList<string> References { get; }

    private IReadOnlyList<string> SourceFolders { get; }

    /// <summary>Files from elsewhere, and the project files that are imported.</summary>
    private IReadOnlyList<string> SourceFiles { get; }

    internal static Project Load(Repository repository, string file)
    {
        file = repository.At(file);
        XDocument document = XDocument.Load(file);
        string folder = Path.GetDirectoryName(file)!;
        List<string> sourceFolders = [folder];
        List<string> sourceFiles = [.. Imports(document, folder)];
        IEnumerable<string> patterns = sourceFiles.Select(XDocument.Load).Prepend(document).SelectMany(part => Attributes(part, "Compile", "Include")).ToArray();
        foreach (string pattern in patterns.SelectMany(list => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            int wildcard = pattern.IndexOf('*');
            if (wildcard >= 0)
            {
                string start = pattern[..wildcard];
                sourceFolders.Add(Path.GetFullPath(Path.Combine(folder, start[..(start.LastIndexOf('/') + 1)])));
            }
            else
            {
                sourceFiles.Add(Path.GetFullPath(Path.Combine(folder, pattern)));
            }
        }

        // src/Directory.Build.props names assemblies Diesis.<project> where the project does not say otherwise.
        string name = document.Descendants("AssemblyName").LastOrDefault()?.Value ?? "Diesis." + Path.GetFileNameWithoutExtension(file);
        List<string> references = [.. Attributes(document, "ProjectReference", "Include").Select(path => Path.GetFullPath(Path.Combine(folder, path)))];
        return new Project(repository, file, name, references, sourceFolders, sourceFiles);
    }

    /// <summary>The given projects and all that they reference.</summary>
    internal static IReadOnlyList<Project> Closure(Repository repository, IEnumerable<string> files)
    {
        Dictionary<string, Project> found = [];
        Stack<string> open = new(files.Select(repository.At));
        while (open.TryPop(out string? file))
        {
            if (!found.ContainsKey(file))
            {
                Project project = Load(repository, file);
                found.Add(file, project);
                foreach (string reference in project.References)
                {
                    open.Push(reference);
                }
            }
        }

        return [.. found.Values.OrderBy(project => project.File, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Every file that can change the result: rather too many than too few (a nested project's sources count as its parent's too).
    /// </summary>
    internal IEnumerable<string> Inputs()
    {
        yield return File;
        foreach (string folder in SourceFolders.Distinct().Where(Directory.Exists))
        {
            foreach (string source in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                yield return source;
            }
        }

        foreach (string file in SourceFiles)
        {
            yield return file;
        }

        for (string? folder = Path.GetDirectoryName(File); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (string shared in (string[])["Directory.Build.props", "Directory.Build.targets", "OwnRuntime.props", "Directory.Packages.props", ".editorconfig", "global.json"])
            {
                string path = Path.Combine(folder, shared);
                if (System.IO.File.Exists(path))
                {
                    yield return path;
                }
            }

            if (folder == _repository.Root)
            {
                break;
            }
        }
    }

    /// <summary>Files that a project takes from folders below it by a pattern such as */Sources.props. Their paths are relative to the project.</summary>
    private static IEnumerable<string> Imports(XDocument document, string folder) =>
        Attributes(document, "Import", "Project").Where(pattern => pattern.StartsWith("*/", StringComparison.Ordinal))
            .SelectMany(pattern => Directory.EnumerateDirectories(folder).Select(area => Path.Combine(area, pattern[2..])))
            .Where(System.IO.File.Exists).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Attributes(XDocument document, string element, string attribute) =>
        document.Descendants(element).Select(found => (string?)found.Attribute(attribute)).OfType<string>();
}
