namespace Diesis.Tool.Names;

/// <summary>Which method and which line an address of an image's code belongs to: methods as the image's own name table has them, lines from its debugger's twin.</summary>
internal sealed class CodeNames
{
    private readonly (ulong Address, string Name)[] _starts;
    private readonly LineTable? _lines;
    private readonly string _root;

    /// <param name="starts">Where methods begin.</param>
    /// <param name="root">The folder from which paths of sources are shown.</param>
    internal CodeNames(IEnumerable<(ulong Address, string Name)> starts, LineTable? lines, string root)
    {
        _starts = [.. starts.OrderBy(start => start.Address)];
        _lines = lines;
        _root = root + Path.DirectorySeparatorChar;
    }

    /// <param name="executable">With symbols and lines.</param>
    /// <param name="statistics">What ilc wrote beside the code.</param>
    /// <param name="assemblies">Everything that ilc was given.</param>
    internal static CodeNames Read(string executable, string statistics, IReadOnlyList<string> assemblies, string root)
    {
        ElfObject file = ElfObject.Read(executable);
        using InputAssemblies resolver = new(assemblies);
        using IlcStatistics rows = IlcStatistics.Read(statistics, resolver);
        Dictionary<string, string> names = [];
        foreach ((Mono.Cecil.MethodReference method, string symbol) in rows.Methods())
        {
            MethodName name = MethodName.Of(method);
            names.TryAdd(symbol, name == MethodName.Hidden ? symbol : name.ToString());
        }

        // An exported method has two symbols at one address: the one that the statistics know gives the name.
        return new CodeNames(
            file.Symbols.Where(symbol => symbol.Name.Length > 0).GroupBy(symbol => symbol.Value)
                .Select(group => (group.Key, group.Select(symbol => names.GetValueOrDefault(symbol.Name)).FirstOrDefault(name => name is not null) ?? group.First().Name)),
            LineTable.Parse(file.Content(".debug_line")),
            root);
    }

    /// <returns>The method, whether the address is its first instruction, and "file:line" where that is known.</returns>
    internal (string Method, bool IsFirst, string? Line) Find(ulong address)
    {
        int low = 0;
        int high = _starts.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _starts[middle].Address <= address ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return ("unknown", false, null);
        }

        (ulong start, string name) = _starts[low - 1];
        string? line = _lines?.Find(address, start) is (string file, int number) ? $"{(file.StartsWith(_root, StringComparison.Ordinal) ? file[_root.Length..] : file)}:{number}" : null;
        return (name, address == start, line);
    }
}
