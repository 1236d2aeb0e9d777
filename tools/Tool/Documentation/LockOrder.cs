using System.Text;
using System.Text.RegularExpressions;

namespace Diesis.Tool.Documentation;

/// <summary>The order of locks with those who have them, from the enumeration's source and its uses.</summary>
internal static partial class LockOrder
{
    private const string Source = "src/Platform/Locks/LockRank.cs";
    private const string Unordered = "None";

    internal static string Make(string root)
    {
        string[] ranks = [.. File.ReadLines(Path.Combine(root, Source)).Select(line => Member().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value).Where(name => name != Unordered)];
        ILookup<string, string> users = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).SelectMany(line => Use().Matches(line)).Select(match => (Rank: match.Groups["name"].Value, User: Path.GetFileName(file).Split('.')[0])))
            .Distinct().ToLookup(use => use.Rank, use => use.User);
        StringBuilder text = new("| rank, first taken first | locks of |\n|---|---|\n");
        foreach (string rank in ranks)
        {
            string[] locked = [.. users[rank].Order(StringComparer.Ordinal).Select(user => $"`{user}`")];
            text.Append($"| {rank} | {(locked.Length == 0 ? "nobody yet" : string.Join(", ", locked))} |\n");
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^    (?<name>[A-Z]\w+),$")]
    private static partial Regex Member();

    /// <summary>As a lock is made; a comparison is none.</summary>
    [GeneratedRegex(@"\(LockRank\.(?<name>\w+)")]
    private static partial Regex Use();
}
