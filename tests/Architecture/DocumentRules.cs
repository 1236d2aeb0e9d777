using System.Text.RegularExpressions;

namespace Diesis.Architecture.Tests;

/// <summary>Rules about the documents. Each gives the violations in one document, a sentence each.</summary>
internal static partial class DocumentRules
{
    private const int LongestTour = 200;
    private const string Systems = "## In other systems";
    private const string Exercises = "## Exercises";
    private const string Trial = "## Try it";

    /// <summary>
    /// Documents cite code by names in backticks, and by the names that a debugger shows: what is cited must be declared somewhere, and a member in a file of its
    /// type.
    /// </summary>
    internal static IEnumerable<string> StaleCitations(string path, IReadOnlyList<string> lines, DeclaredSymbols symbols) =>
        from line in Numbered(lines)
        from symbol in Citation().Matches(line.Text).Select(match => match.Groups["symbol"].Value)
            .Concat(LinkedName().Matches(line.Text).Select(match => $"{match.Groups["type"].Value}.{match.Groups["member"].Value}"))
        where !symbols.Has(symbol)
        select $"{path}:{line.Number}: cites {symbol}, which no source declares";

    /// <summary>Files and folders that a document links to, or names by their path from the repository's root, exist.</summary>
    /// <param name="exists">Whether there is such a file or folder, by its path from the root.</param>
    internal static IEnumerable<string> MissingFiles(string path, IReadOnlyList<string> lines, Func<string, bool> exists)
    {
        string folder = Path.GetDirectoryName(path)!;
        foreach ((string text, int number) in Numbered(lines))
        {
            foreach (Match link in Link().Matches(text))
            {
                string target = link.Groups["target"].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !exists(Path.Combine(folder, target)))
                {
                    yield return $"{path}:{number}: links to {target}, which is not there";
                }
            }

            foreach (Match named in NamedPath().Matches(text))
            {
                string target = named.Groups["path"].Value.TrimEnd('.', '/');
                if (!exists(target))
                {
                    yield return $"{path}:{number}: names {target}, which is not there";
                }
            }
        }
    }

    /// <summary>Code that a document shows under the name of a file (<c>```csharp src/Some.cs</c>) stands there so, lines in a row; indentation does not count.</summary>
    /// <param name="read">A file's lines, by its path from the root; null when there is none.</param>
    internal static IEnumerable<string> StaleExcerpts(string path, IReadOnlyList<string> lines, Func<string, IReadOnlyList<string>?> read)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (Excerpt().Match(lines[i]) is not { Success: true } start)
            {
                continue;
            }

            string file = start.Groups["file"].Value;
            string shown = Joined(lines.Skip(i + 1).TakeWhile(line => line != "```"));
            if (read(file) is not IReadOnlyList<string> source || !Joined(source).Contains(shown, StringComparison.Ordinal))
            {
                yield return $"{path}:{i + 1}: shows code that {file} does not have";
            }
        }
    }

    /// <summary>A chapter compares with other systems, and each of its exercises names the tests that tell whether it is solved.</summary>
    /// <param name="tests">What the tests declare.</param>
    internal static IEnumerable<string> IncompleteChapter(string path, IReadOnlyList<string> lines, DeclaredSymbols tests)
    {
        if (!lines.Contains(Systems))
        {
            yield return $"{path}: has no section '{Systems}'";
        }

        string[] exercises = [.. Items(lines.SkipWhile(line => line != Exercises).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))];
        if (exercises.Length == 0)
        {
            yield return $"{path}: has no exercises";
        }

        foreach (string exercise in exercises)
        {
            string[] named = [.. Citation().Matches(exercise[Math.Max(0, exercise.LastIndexOf("Test:", StringComparison.Ordinal))..]).Select(match => match.Groups["symbol"].Value)];
            if (!exercise.Contains("Test:", StringComparison.Ordinal) || named.Length == 0)
            {
                yield return $"{path}: no test is named after 'Test:' in the exercise \"{exercise}\"";
            }

            foreach (string symbol in named.Where(symbol => !tests.Has(symbol)))
            {
                yield return $"{path}: an exercise names the test {symbol}, which is not in the tree";
            }
        }
    }

    /// <summary>A walk is short, and ends with something to try.</summary>
    internal static IEnumerable<string> IncompleteTour(string path, IReadOnlyList<string> lines)
    {
        if (lines.Count >= LongestTour)
        {
            yield return $"{path} has {lines.Count} lines; a walk has less than {LongestTour}";
        }

        if (!lines.Contains(Trial))
        {
            yield return $"{path}: has no section '{Trial}'";
        }
    }

    /// <summary>A list of documents calls each by its title.</summary>
    /// <param name="titleOf">A document's first line, by its name; null when there is none.</param>
    internal static IEnumerable<string> WrongTitles(IReadOnlyList<string> readme, Func<string, string?> titleOf) =>
        from line in readme
        from Match link in TitledLink().Matches(line)
        where titleOf(link.Groups["name"].Value) is string title && title != "# " + link.Groups["title"].Value
        select $"README.md calls {link.Groups["name"].Value} by another title than its own";

    /// <summary>The list in a folder's README.md leads to each of its documents.</summary>
    internal static IEnumerable<string> Unlisted(string readme, IEnumerable<string> paths) =>
        paths.Select(path => Path.GetFileName(path)).Where(name => name != "README.md" && !readme.Contains($"({name})", StringComparison.Ordinal))
            .Select(name => $"{name} is not listed in its folder's README.md");

    /// <summary>Each numbered item, its lines joined.</summary>
    private static IEnumerable<string> Items(IEnumerable<string> lines)
    {
        string? item = null;
        foreach (string line in lines)
        {
            if (ItemStart().IsMatch(line))
            {
                if (item is not null)
                {
                    yield return item;
                }

                item = line;
            }
            else if (item is not null)
            {
                item += " " + line.Trim();
            }
        }

        if (item is not null)
        {
            yield return item;
        }
    }

    private static string Joined(IEnumerable<string> lines) => string.Concat(lines.Select(line => line.Trim() + "\n"));

    private static IEnumerable<(string Text, int Number)> Numbered(IReadOnlyList<string> lines) => lines.Select((line, index) => (line, index + 1));

    /// <summary>Names as C# has them (types, members, fields with a prefix), and cases of the conformance suite.</summary>
    [GeneratedRegex(@"`(?<symbol>[A-Z]\w*[a-z]\w*(\.[A-Z]\w+)*|[st]?_[a-z]\w*|[a-z]+/[a-z_]{4,})`", RegexOptions.ExplicitCapture)]
    private static partial Regex Citation();

    /// <summary>A method's name in the image: assembly, namespaces and type joined by underscores, then two and the method. Generated methods have an underscore more.</summary>
    [GeneratedRegex(@"\bDiesis_\w*?_(?<type>[A-Za-z0-9]+)__(?<member>[A-Za-z0-9]+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkedName();

    [GeneratedRegex(@"^```\w+ (?<file>\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Excerpt();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"^\d+\. \[(?<title>.+)\]\((?<name>[\w-]+\.md)\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex TitledLink();

    [GeneratedRegex(@"(?<![\w/.(])(?<path>(src|tests|tools|docs|user|loaders)/[\w./-]+)(?![\w./*<-])", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex ItemStart();
}
