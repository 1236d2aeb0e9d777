using System.Text.RegularExpressions;

namespace Diesis.Architecture.Tests;

/// <summary>
/// What the sources declare, for holding citations against it: types with the members of the files that declare them, labels of assembly, and names by which
/// code is imported or registered (whole string literals). Comments declare nothing, and a call or a mention is no declaration.
/// </summary>
internal sealed partial class DeclaredSymbols
{
    private static readonly HashSet<string> s_notTypes =
        [.. "return new await throw in is not and or else case out ref this base using yield when where default goto do nameof typeof with".Split(' ')];

    private readonly Dictionary<string, HashSet<string>> _types = [];
    private readonly HashSet<string> _all = [];

    internal DeclaredSymbols(IEnumerable<(string Path, IReadOnlyList<string> Lines)> sources)
    {
        foreach ((string path, IReadOnlyList<string> lines) in sources)
        {
            if (path.EndsWith(".cs", StringComparison.Ordinal))
            {
                AddCSharp(string.Join('\n', lines));
            }
            else if (path.EndsWith(".S", StringComparison.Ordinal) || path.EndsWith(".inc", StringComparison.Ordinal))
            {
                _all.UnionWith(lines.SelectMany(line => Label().Matches(line)).Select(match => match.Groups["name"].Value));
            }
            else if (path.EndsWith(".c", StringComparison.Ordinal))
            {
                string family = Path.GetFileNameWithoutExtension(path);
                _all.UnionWith(lines.SelectMany(line => Case().Matches(line)).Select(match => family + "/" + match.Groups["name"].Value));
            }
        }
    }

    /// <summary>Whether there is such a type, member or label; of <c>Type.Member</c>, whether a file that declares the type declares the member.</summary>
    internal bool Has(string symbol)
    {
        if (_all.Contains(symbol) || _types.ContainsKey(symbol + "Attribute"))
        {
            return true;
        }

        string[] parts = symbol.Split('.');
        return parts.Length > 1 && parts.Zip(parts.Skip(1)).All(pair => _types.TryGetValue(pair.First, out HashSet<string>? members) && members.Contains(pair.Second));
    }

    private void AddCSharp(string text)
    {
        string code = Comment().Replace(text, "");
        HashSet<string> members = [.. Member().Matches(code).Where(match => !s_notTypes.Contains(match.Groups["before"].Value)).Select(match => match.Groups["name"].Value)];
        HashSet<string> types = [.. Type().Matches(code).Select(match => match.Groups["name"].Value)];
        members.UnionWith(types);
        foreach (string type in types)
        {
            if (!_types.TryAdd(type, [.. members]))
            {
                _types[type].UnionWith(members);
            }
        }

        _all.UnionWith(members);
        _all.UnionWith(Literal().Matches(code).Select(match => match.Groups["name"].Value));
    }

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(class|struct|interface|enum|record(\s+struct|\s+class)?|delegate\s+[\w.<>\[\]?]+)\s+(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Type();

    // A name after a type or modifier, or alone on a line as an enumeration's members are, and what may follow a declared name.
    [GeneratedRegex(@"((?<before>[\w\]>?)*]+)[ \t]+|^[ \t]*)(?<name>[A-Za-z_]\w*)\s*(<[^<>()]*>\s*)?(?=[({;=,)]|=>|$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Member();

    [GeneratedRegex(@"""(?<name>[A-Za-z]\w*(\.\w+)*\.?)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z_]\w*):|\.(globl|global|macro)\s+(?<name>\w+)|^\s*(OPEN|CLOSE|ENTRY|FUNCTION)\s+(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"^CASE\((?<name>\w+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Case();
}
