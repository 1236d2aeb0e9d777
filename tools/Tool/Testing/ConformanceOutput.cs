using System.Text.RegularExpressions;

namespace Diesis.Tool.Testing;

/// <summary>What conformance programs print: lines below a head for each case (tests/Conformance/README.md).</summary>
internal static partial class ConformanceOutput
{
    /// <summary>The head that ends a run, so that the last case is known to be whole.</summary>
    internal const string End = "end";

    private const string Head = "== ";
    private const int ShownLines = 6;

    /// <summary>Cases in order, each with its lines.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Parse(string text)
    {
        List<KeyValuePair<string, string>> cases = [];
        int at = text.StartsWith(Head, StringComparison.Ordinal) ? 0 : text.IndexOf("\n" + Head, StringComparison.Ordinal) + 1;
        while (at < text.Length && text.AsSpan(at).StartsWith(Head))
        {
            int lineEnd = text.IndexOf('\n', at);
            lineEnd = lineEnd < 0 ? text.Length : lineEnd;
            int next = lineEnd == text.Length ? -1 : text.IndexOf("\n" + Head, lineEnd, StringComparison.Ordinal);
            int end = next < 0 ? text.Length : next + 1;
            cases.Add(KeyValuePair.Create(text[(at + Head.Length)..lineEnd], text[Math.Min(lineEnd + 1, end)..end]));
            at = end;
        }

        return cases;
    }

    internal static string Format(IEnumerable<KeyValuePair<string, string>> cases) => string.Concat(cases.Select(one => $"{Head}{one.Key}\n{one.Value}"));

    /// <summary>The first lines in which two outputs differ.</summary>
    internal static string Difference(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int same = 0;
        while (same < Math.Min(left.Length, right.Length) && left[same] == right[same])
        {
            same++;
        }

        IEnumerable<string> lines =
        [
            .. left.Skip(same).Take(ShownLines).Select(line => "  Linux:  " + Printable(line)), .. right.Skip(same).Take(ShownLines).Select(line => "  Diesis: " + Printable(line)),
        ];
        return string.Join('\n', lines);
    }

    /// <summary>Known differences with their reasons: a line for each, `family/case`: reason, after a bullet or not.</summary>
    internal static IReadOnlyDictionary<string, string> ParseDivergences(string text) =>
        DivergenceLine().Matches(text).ToDictionary(match => match.Groups["case"].Value, match => match.Groups["reason"].Value);

    private static string Printable(string line) => string.Concat(line.Select(character => char.IsControl(character) ? $"\\x{(int)character:x2}" : character.ToString()));

    [GeneratedRegex(@"^[-*]? *`?(?<case>[\w.-]+/[\w.-]+)`?: +(?<reason>\S.*)$", RegexOptions.Multiline)]
    private static partial Regex DivergenceLine();
}
