namespace Diesis.Architecture.Tests;

/// <summary>The table of docs/layers.md.</summary>
internal sealed class LayerTable
{
    private const string Runtime = "Diesis.Runtime";
    private const string Boot = "Diesis.Boot";
    private const string Anything = "*";

    private readonly List<Row> _rows = [];

    internal static LayerTable Parse(string markdown)
    {
        LayerTable table = new();
        foreach (string line in markdown.Split('\n'))
        {
            string[] cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
            if (cells is [var assembly, var references, "inside" or "outside", _] && assembly.StartsWith("Diesis.", StringComparison.Ordinal))
            {
                string[] allowed = references.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                table._rows.Add(new Row(assembly, allowed, cells[2] == "inside"));
            }
        }

        return table;
    }

    internal bool IsEmpty => _rows.Count == 0;

    internal bool IsInsideFence(string assembly) => Find(assembly)?.InsideFence ?? false;

    /// <summary>What is wrong with these references, a sentence each.</summary>
    internal IEnumerable<string> Violations(string assembly, IEnumerable<string> references)
    {
        if (Find(assembly) is not Row row)
        {
            yield return $"{assembly} has no row in docs/layers.md";
            yield break;
        }

        foreach (string reference in references)
        {
            if (reference == Boot)
            {
                yield return $"{assembly} references {Boot}, which nothing may";
            }
            else if (reference != Runtime && !row.Allowed.Contains(Anything) && !row.Allowed.Contains(reference))
            {
                yield return $"{assembly} references {reference}, which docs/layers.md does not allow";
            }
        }
    }

    /// <summary>An exact row wins over a family's.</summary>
    private Row? Find(string assembly) =>
        _rows.FirstOrDefault(row => row.Assembly == assembly)
        ?? _rows.FirstOrDefault(row => row.Assembly.EndsWith(".*", StringComparison.Ordinal) && assembly.StartsWith(row.Assembly[..^1], StringComparison.Ordinal));

    private sealed record Row(string Assembly, IReadOnlyList<string> Allowed, bool InsideFence);
}
