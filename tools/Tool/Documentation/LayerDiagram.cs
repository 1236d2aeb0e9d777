using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Diesis.Tool.Documentation;

/// <summary>Which assembly references which, as a picture (SVG), from the project files. References that follow from others are left out.</summary>
internal static class LayerDiagram
{
    private const int BoxWidth = 136;
    private const int BoxHeight = 30;
    private const int ColumnWidth = 150;
    private const int RowHeight = 74;
    private const int Margin = 12;

    internal static string Make(string root)
    {
        SortedDictionary<string, string[]> references = References(root);
        HashSet<string> fenced = Fenced(File.ReadAllLines(Path.Combine(root, "docs", "layers.md")));
        Dictionary<string, int> levels = references.Keys.ToDictionary(name => name, name => Level(name, references));
        ILookup<int, string> rows = references.Keys.ToLookup(name => levels[name]);
        int top = levels.Values.Max();
        int columns = rows.Max(row => row.Count());
        int width = columns * ColumnWidth + 2 * Margin;
        Dictionary<string, (int X, int Y)> places = [];
        foreach (IGrouping<int, string> row in rows)
        {
            string[] names = [.. row];
            for (int i = 0; i < names.Length; i++)
            {
                places[names[i]] = ((width - names.Length * ColumnWidth) / 2 + i * ColumnWidth + (ColumnWidth - BoxWidth) / 2, Margin + (top - row.Key) * RowHeight);
            }
        }

        int height = (top + 1) * RowHeight - (RowHeight - BoxHeight) + 2 * Margin;
        StringBuilder text = new(string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif" font-size="13">
            <title>Made from the project files by ./diesis docs. Dark: inside the unsafe fence.</title>
            <rect width="{width}" height="{height}" fill="#ffffff"/>

            """));
        foreach ((string name, string[] targets) in references)
        {
            foreach (string target in targets.Where(target => !targets.Any(other => other != target && Reaches(other, target, references))))
            {
                (int x, int y) = places[name];
                (int toX, int toY) = places[target];
                text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x + BoxWidth / 2}\" y1=\"{y + BoxHeight}\" x2=\"{toX + BoxWidth / 2}\" y2=\"{toY}\" stroke=\"#8a93a5\"/>\n");
            }
        }

        foreach ((string name, (int x, int y)) in places.OrderBy(place => place.Key, StringComparer.Ordinal))
        {
            (string fill, string ink) = fenced.Contains(name) ? ("#3b4252", "#ffffff") : ("#e8ecf3", "#1c1f28");
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"4\" fill=\"{fill}\"/>\n");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + BoxWidth / 2}\" y=\"{y + BoxHeight / 2 + 5}\" text-anchor=\"middle\" fill=\"{ink}\">{name}</text>\n");
        }

        return text.Append("</svg>\n").ToString();
    }

    /// <summary>By assembly, without "Diesis.".</summary>
    private static SortedDictionary<string, string[]> References(string root)
    {
        Dictionary<string, string> names = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories).ToDictionary(Path.GetFullPath, NameOf);
        return new SortedDictionary<string, string[]>(
            names.ToDictionary(
                project => project.Value,
                project => XDocument.Load(project.Key).Descendants("ProjectReference")
                    .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project.Key)!, (string)reference.Attribute("Include")!)))
                    .Where(names.ContainsKey).Select(target => names[target]).ToArray()),
            StringComparer.Ordinal);
    }

    private static string NameOf(string project) =>
        (XDocument.Load(project).Descendants("AssemblyName").LastOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project)).Replace("Diesis.", "", StringComparison.Ordinal);

    private static int Level(string name, IReadOnlyDictionary<string, string[]> references) =>
        references[name].Length == 0 ? 0 : 1 + references[name].Max(target => Level(target, references));

    private static bool Reaches(string from, string to, IReadOnlyDictionary<string, string[]> references) =>
        references[from].Any(next => next == to || Reaches(next, to, references));

    /// <summary>From the table of docs/layers.md: the first column names the assembly, the third says "inside".</summary>
    private static HashSet<string> Fenced(string[] lines) =>
        [.. lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length > 4 && cells[3] == "inside").Select(cells => cells[1].Replace("Diesis.", "", StringComparison.Ordinal))];
}
