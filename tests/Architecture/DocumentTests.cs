using Diesis.Tool.Documentation;

namespace Diesis.Architecture.Tests;

/// <summary>The documents' rules, held against this repository, and planted violations of each.</summary>
public sealed class DocumentTests
{
    private static readonly (string Path, IReadOnlyList<string> Lines)[] s_documents =
        [.. SourceTree.Files("docs").Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)), ("README.md", File.ReadAllLines(Path.Combine(SourceTree.Root, "README.md")))];

    private static readonly (string Path, IReadOnlyList<string> Lines)[] s_sources = [.. SourceTree.Files().Where(file => Path.GetExtension(file.Path) is ".cs" or ".S" or ".inc" or ".c")];

    /// <summary>Decisions tell what was so when they were made, and the table of layers has a test of its own.</summary>
    private static bool CitesTheCodeOfToday(string path) => !path.StartsWith("docs/adr/", StringComparison.Ordinal) && path != "docs/layers.md";

    [Fact]
    public void DocumentsCiteWhatExists()
    {
        DeclaredSymbols symbols = new(s_sources);
        AssertNone(s_documents.Where(file => CitesTheCodeOfToday(file.Path)).SelectMany(file => DocumentRules.StaleCitations(file.Path, file.Lines, symbols)));
    }

    [Fact]
    public void DocumentsNameFilesThatExist() =>
        AssertNone(s_documents.SelectMany(file => DocumentRules.MissingFiles(file.Path, file.Lines, path => Path.Exists(Path.Combine(SourceTree.Root, path)))));

    [Fact]
    public void DocumentsShowCodeThatExists()
    {
        Dictionary<string, IReadOnlyList<string>> files = SourceTree.Files().ToDictionary(file => file.Path, file => file.Lines);
        AssertNone(s_documents.SelectMany(file => DocumentRules.StaleExcerpts(file.Path, file.Lines, files.GetValueOrDefault)));
    }

    [Fact]
    public void ChaptersCompareAndHaveExercisesWithTests()
    {
        DeclaredSymbols tests = new(s_sources.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal)));
        AssertNone(In("docs/book/").SelectMany(file => DocumentRules.IncompleteChapter(file.Path, file.Lines, tests)));
    }

    [Fact]
    public void ToursAreShortAndEndWithATrial() => AssertNone(In("docs/tour/").SelectMany(file => DocumentRules.IncompleteTour(file.Path, file.Lines)));

    [Theory]
    [InlineData("docs/book/")]
    [InlineData("docs/tour/")]
    public void EachDocumentIsListed(string folder) =>
        AssertNone(DocumentRules.Unlisted(File.ReadAllText(Path.Combine(SourceTree.Root, folder, "README.md")), In(folder).Select(file => file.Path)));

    [Fact]
    public void TheBooksIndexHasTheTitlesOfItsChapters() =>
        AssertNone(DocumentRules.WrongTitles(
            File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "book", "README.md")),
            name => In("docs/book/").Where(file => Path.GetFileName(file.Path) == name).Select(file => file.Lines[0]).FirstOrDefault()));

    [Theory]
    [InlineData("`Heap.Allocate`, `Heap`, `Allocate`, `s_blocks`, `HomeReserve`, `HeapStart`, `Size.Small`, `ilc`", 0)]
    [InlineData("break Diesis_Core_Diesis_Core_Heap__Allocate", 0)]
    [InlineData("break Diesis_Core_Diesis_Core_Heap__Gone", 1)]
    [InlineData("`Gone`", 1)]
    [InlineData("`Heap.Small`", 1)]
    [InlineData("`Heap.Released`", 1)]
    [InlineData("`Commented`", 1)]
    [InlineData("`s_gone`", 1)]
    [InlineData("`names/rename_matrix`", 0)]
    [InlineData("`names/rename_gone`", 1)]
    public void StaleCitationsAreFound(string line, int violations)
    {
        DeclaredSymbols symbols = new(
        [
            ("src/Heap.cs", ["internal static class Heap", "{", "    private static int s_blocks;", "    [Import(\"HomeReserve\")]", "    // void Commented()", "    internal static void Allocate()", "        => other.Released();", "}"]),
            ("src/Size.cs", ["internal enum Size", "{", "    Small,", "}"]),
            ("src/Heap.S", ["HeapStart:"]),
            ("tests/Conformance/Programs/names.c", ["CASE(rename_matrix)"]),
        ]);
        Assert.Equal(violations, DocumentRules.StaleCitations("a.md", [line], symbols).Count());
    }

    [Theory]
    [InlineData("see [it](../layers.md) and src/Core", 0)]
    [InlineData("see [it](gone.md)", 1)]
    [InlineData("see [it](https://example.org/gone.md)", 0)]
    [InlineData("in src/Gone.cs.", 1)]
    [InlineData("in tests/<Area>/ or src/Gone*", 0)]
    public void MissingFilesAreFound(string line, int violations) =>
        Assert.Equal(violations, DocumentRules.MissingFiles("docs/book/a.md", [line], path => path is "docs/book/../layers.md" or "src/Core").Count());

    [Theory]
    [InlineData("```csharp a.cs\nb();\n  c();\n```", 0)]
    [InlineData("```csharp a.cs\nb();\nd();\n```", 1)]
    [InlineData("```csharp gone.cs\nb();\n```", 1)]
    [InlineData("```csharp\nx();\n```", 0)]
    public void StaleExcerptsAreFound(string text, int violations) =>
        Assert.Equal(violations, DocumentRules.StaleExcerpts("a.md", text.Split('\n'), file => file == "a.cs" ? ["a();", "    b();", "    c();", "d();"] : null).Count());

    [Theory]
    [InlineData("1. Break it.\n   Test: `HeapTests`.", 0)]
    [InlineData("1. Break it. Test: `HeapTests`.\n2. And `HeapTests`.", 1)]
    [InlineData("1. Break it. Test: `GoneTests`.", 1)]
    [InlineData("", 1)]
    public void IncompleteChaptersAreFound(string exercises, int violations)
    {
        DeclaredSymbols tests = new([("tests/HeapTests.cs", ["public sealed class HeapTests"])]);
        Assert.Equal(violations, DocumentRules.IncompleteChapter("a.md", ["## In other systems", "## Exercises", .. exercises.Split('\n')], tests).Count());
        Assert.Equal(violations + 1, DocumentRules.IncompleteChapter("a.md", ["## Exercises", .. exercises.Split('\n')], tests).Count());
    }

    [Fact]
    public void IncompleteToursAreFound()
    {
        Assert.Empty(DocumentRules.IncompleteTour("a.md", ["## Try it"]));
        Assert.Single(DocumentRules.IncompleteTour("a.md", ["text"]));
        Assert.Single(DocumentRules.IncompleteTour("a.md", [.. new string[200], "## Try it"]));
    }

    [Fact]
    public void WrongTitlesAreFound() => Assert.Single(DocumentRules.WrongTitles(["1. [A](a.md)", "2. [B](b.md)"], name => name == "a.md" ? "# A" : "# Other"));

    [Fact]
    public void UnlistedDocumentsAreFound() => Assert.Single(DocumentRules.Unlisted("[a](a.md)", ["docs/book/a.md", "docs/book/b.md", "docs/book/README.md"]));

    [Fact]
    public void SectionsAreExchangedWhereTheyAreMarked()
    {
        const string Document = "a\n<!-- ./diesis docs: x -->\nold\n<!-- end -->\nb\n";
        Assert.Equal("a\n<!-- ./diesis docs: x -->\nnew\n<!-- end -->\nb\n", MarkedSection.Replace(Document, "x", "new\n"));
        Assert.Throws<FormatException>(() => MarkedSection.Replace(Document, "y", "new\n"));
    }

    private static IEnumerable<(string Path, IReadOnlyList<string> Lines)> In(string folder) =>
        s_documents.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal) && Path.GetFileName(file.Path) != "README.md");

    private static void AssertNone(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
