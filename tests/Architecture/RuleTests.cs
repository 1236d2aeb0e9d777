using System.Xml.Linq;
using Diesis.Tool.Documentation;
using Mono.Cecil;

namespace Diesis.Architecture.Tests;

/// <summary>The rules, held against this repository.</summary>
public sealed class RuleTests
{
    private static readonly LayerTable s_layers = LayerTable.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "layers.md")));

    [Fact]
    public void EveryAssemblyReferencesOnlyWhatItsLayerMay()
    {
        Assert.False(s_layers.IsEmpty);
        AssertNone(SourceTree.Assemblies().SelectMany(built => s_layers.Violations(built.Module.Assembly.Name.Name, built.Module.AssemblyReferences.Select(reference => reference.Name))));
    }

    [Fact]
    public void EveryProjectReferencesOnlyWhatItsLayerMay()
    {
        // An unused ProjectReference leaves no trace in the assembly. What runs in the compiler is no reference.
        Dictionary<string, string> names = SourceTree.Assemblies().ToDictionary(built => built.Project, built => built.Module.Assembly.Name.Name);
        AssertNone(names.SelectMany(project => s_layers.Violations(
            project.Value,
            XDocument.Load(project.Key).Descendants("ProjectReference").Where(reference => reference.Attribute("OutputItemType") is null).Select(reference => names[Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project.Key)!, (string)reference.Attribute("Include")!))]))));
    }

    [Fact]
    public void UnsafeCodeStaysInsideTheFence()
    {
        AssertNone(SourceTree.Assemblies().Where(built => !s_layers.IsInsideFence(built.Module.Assembly.Name.Name)).SelectMany(built => UnsafeScan.Violations(built.Module)));
        AssertNone(SourceTree.Assemblies()
            .Where(built => !s_layers.IsInsideFence(built.Module.Assembly.Name.Name) && File.ReadAllText(built.Project).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
            .Select(built => $"{built.Project} is outside the fence but allows unsafe blocks"));
    }

    [Fact]
    public void NoStaticConstructors() =>
        AssertNone(SourceTree.Assemblies().SelectMany(built => StaticConstructors.Violations(built.Module.GetTypes())));

    [Fact]
    public void NoFileIsTooLong() => AssertNone(SourceTree.Code().SelectMany(file => SourceRules.TooLong(file.Path, file.Lines)));

    [Fact]
    public void UnsafeCodeSaysWhyItIsSafe() => AssertNone(SourceTree.Code("src").GroupBy(file => SourceRules.TypeOf(file.Path)).SelectMany(type =>
    {
        bool hasReason = type.Any(file => SourceRules.HasReason(file.Lines));
        return type.SelectMany(file => SourceRules.UnsafeWithoutReason(file.Path, file.Lines, hasReason));
    }));

    [Fact]
    public void ArchitecturesDifferByFolder() => AssertNone(SourceTree.Code("src").SelectMany(file => SourceRules.ArchitectureConditional(file.Path, file.Lines)));

    [Fact]
    public void NoFileNamesForeignPlaces() =>
        AssertNone(SourceTree.Files().Where(file => !file.Path.StartsWith("tests/Architecture/", StringComparison.Ordinal)).SelectMany(file => SourceRules.ForeignPlaces(file.Path, file.Lines)));

    [Fact]
    public void EveryRuntimeTestClassIsListed()
    {
        string suites = File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "Runtime", "Suites.cs"));
        AssertNone(SourceTree.Code("tests/Runtime").SelectMany(file => SourceRules.UnlistedTests(suites, file.Path, file.Lines)));
    }

    [Fact]
    public void WhatIsMadeFromTheCodeIsCurrent()
    {
        Dictionary<string, string> built = SourceTree.Assemblies().ToDictionary(assembly => Path.GetRelativePath(SourceTree.Root, assembly.Project), assembly => assembly.Module.FileName);
        AssertNone(GeneratedPages.Make(SourceTree.Root, project => built[project]).Where(page => File.ReadAllText(Path.Combine(SourceTree.Root, page.Path)) != page.Content)
            .Select(page => $"{page.Path} is out of date: ./diesis docs writes it anew"));
    }

    [Fact]
    public void TheShareOfFencedLinesIsTold()
    {
        Dictionary<string, string> names = SourceTree.Assemblies().ToDictionary(built => Path.GetRelativePath(SourceTree.Root, Path.GetDirectoryName(built.Project)!) + "/", built => built.Module.Assembly.Name.Name);
        int inside = 0;
        int all = 0;
        foreach ((string path, IReadOnlyList<string> lines) in SourceTree.Code("src"))
        {
            string folder = names.Keys.Where(folder => path.StartsWith(folder, StringComparison.Ordinal)).MaxBy(folder => folder.Length) ?? throw new InvalidOperationException($"{path} belongs to no project");
            all += lines.Count;
            inside += s_layers.IsInsideFence(names[folder]) ? lines.Count : 0;
        }

        Console.WriteLine($"note: {inside} of {all} lines under src ({100.0 * inside / all:F1} %) are inside the unsafe fence");
        Assert.True(all > 0);
    }

    private static void AssertNone(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
