using Mono.Cecil;

namespace Diesis.Tool.Names;

/// <summary>
/// The table from which the runtime reads names of types, methods and enum members. docs/book/names.md has the format; its reader is
/// Internal.Runtime.NameTables in src/Runtime.
/// </summary>
internal sealed class NameTable
{
    internal const uint Magic = 0x31544E44;    // "DNT1"
    internal const int HeaderSize = 56;

    /// <summary>Goes up with each change of what the table holds, so that tables are made again.</summary>
    internal const string FormatVersion = "2";

    private const string MainStub = "__managed__Main";
    private const string CodeSection = "__managedcode";
    private const string MethodTablePrefix = "_ZTV";

    private readonly StringPool _strings = new();
    private readonly KeyedTable _types = new();
    private readonly KeyedTable _enums = new();
    private readonly KeyedTable _methods = new();
    private uint _codeSize;

    private NameTable(string methodTableBase, string codeBase)
    {
        MethodTableBase = methodTableBase;
        CodeBase = codeBase;
    }

    /// <summary>The symbol from which the keys of types and enums count.</summary>
    internal string MethodTableBase { get; }

    /// <summary>The symbol from which the keys of methods count.</summary>
    internal string CodeBase { get; }

    /// <summary>Collects the names of everything in an object that ilc made from the assemblies.</summary>
    internal static NameTable Collect(ElfObject code, IlcStatistics statistics)
    {
        Dictionary<string, ElfObject.Symbol> symbols = [];
        foreach (ElfObject.Symbol symbol in code.Symbols)
        {
            symbols.TryAdd(symbol.Name, symbol);
        }

        (TypeReference Type, ElfObject.Symbol Symbol)[] types =
        [
            .. statistics.Types().Where(row => symbols.ContainsKey(row.Symbol)).Select(row => (row.Type, symbols[row.Symbol])).OrderBy(row => row.Item2.Value),
        ];
        ElfObject.Symbol[] starts = [.. code.Symbols.Where(symbol => symbol.Section == CodeSection && symbol.IsGlobal).OrderBy(symbol => symbol.Value)];
        if (types.Length == 0 || starts.Length == 0)
        {
            throw new ToolException("the object has no MethodTables or no code to name");
        }

        if (types.FirstOrDefault(row => row.Symbol.Section != types[0].Symbol.Section).Symbol is ElfObject.Symbol stray)
        {
            throw new ToolException($"MethodTables lie in two sections, {types[0].Symbol.Section} and {stray.Section}: the name table expects one");
        }

        NameTable table = new(types[0].Symbol.Name, starts[0].Name);
        table._codeSize = (uint)((ulong)code.Sections.First(section => section.Name == CodeSection).Size - starts[0].Value);
        foreach ((TypeReference type, ElfObject.Symbol symbol) in types)
        {
            table.AddType(type, (uint)(symbol.Value - types[0].Symbol.Value));
        }

        Dictionary<string, MethodReference> methods = [];
        foreach ((MethodReference method, string symbol) in statistics.Methods())
        {
            methods.TryAdd(symbol, method);
        }

        table.AddMethods(starts, methods);
        return table;
    }

    /// <summary>The table without its first sixteen bytes, which are the two base addresses.</summary>
    internal byte[] ToBytes()
    {
        byte[] strings = _strings.LayOut();
        ByteWriter tables = new();
        uint types = _types.Write(tables, HeaderSize);
        uint methods = _methods.Write(tables, HeaderSize);
        uint enums = _enums.Write(tables, HeaderSize);
        ByteWriter output = new();
        output.UInt32(Magic);
        output.UInt32(_codeSize);
        output.UInt32(HeaderSize + (uint)tables.Length);
        foreach ((uint index, int count) in (ReadOnlySpan<(uint, int)>)[(types, _types.Count), (methods, _methods.Count), (enums, _enums.Count)])
        {
            output.UInt32(index);
            output.UInt32((uint)count);
        }

        output.UInt32(0);
        output.Bytes(tables.ToArray());
        output.Bytes(strings);
        return output.ToArray();
    }

    private void AddType(TypeReference type, uint key)
    {
        TypeName name = TypeName.Of(type);
        string[] optional = [name.Namespace, name.Outer, name.Arguments, name.Suffix];
        foreach (string part in (IEnumerable<string>)[name.Name, .. optional])
        {
            _strings.Use(part);
        }

        _types.Add(key, (output, _) =>
        {
            byte present = 0;
            for (int i = 0; i < optional.Length; i++)
            {
                present |= (byte)(optional[i].Length > 0 ? 1 << i : 0);
            }

            output.Byte(present);
            output.Varint((ulong)_strings.Reference(name.Name));
            foreach (string part in optional.Where(part => part.Length > 0))
            {
                output.Varint((ulong)_strings.Reference(part));
            }
        });

        if (type is not TypeSpecification && type.Resolve() is { IsEnum: true } definition)
        {
            AddEnum(EnumMembers.Of(definition), key);
        }
    }

    private void AddEnum(EnumMembers members, uint key)
    {
        foreach ((string name, _) in members.Members)
        {
            _strings.Use(name);
        }

        _enums.Add(key, (output, _) =>
        {
            output.Varint((ulong)members.Members.Count << 1 | (members.IsFlags ? 1UL : 0));
            ulong previous = 0;
            foreach ((string name, ulong value) in members.Members)
            {
                output.Varint(value - previous);
                output.Varint((ulong)_strings.Reference(name));
                previous = value;
            }
        });
    }

    private void AddMethods(ElfObject.Symbol[] starts, Dictionary<string, MethodReference> methods)
    {
        // An exported method has two symbols at one address: the one that the statistics know gives the name.
        string previousNamespace = "";
        string previousPath = "";
        foreach (IGrouping<ulong, ElfObject.Symbol> start in starts.GroupBy(symbol => symbol.Value))
        {
            MethodReference? method = start.Select(symbol => methods.GetValueOrDefault(symbol.Name)).FirstOrDefault(found => found is not null);
            MethodName name = method is not null ? MethodName.Of(method)
                : start.Any(symbol => symbol.Name == MainStub) ? MethodName.Hidden
                : new MethodName("", "", start.First().Name, [], "");
            AddMethod(name, (uint)(start.Key - starts[0].Value), name.Namespace == previousNamespace && name.Path == previousPath);
            previousNamespace = name.Namespace;
            previousPath = name.Path;
        }
    }

    private void AddMethod(MethodName name, uint key, bool typeAsBefore)
    {
        // One string for both: no method's name holds a parenthesis.
        string nameAndNote = name.Name + (name.Note.Length == 0 ? "" : ")" + name.Note);
        foreach (string part in (IEnumerable<string>)[name.Namespace, name.Path, nameAndNote, .. name.Parameters.SelectMany(parameter => (string[])[parameter.Type, parameter.Name])])
        {
            _strings.Use(part);
        }

        _methods.Add(key, (output, isFirstOfBlock) =>
        {
            bool repeats = typeAsBefore && !isFirstOfBlock;
            output.Varint((ulong)name.Parameters.Count << 1 | (repeats ? 1UL : 0));
            if (!repeats)
            {
                output.Varint((ulong)_strings.Reference(name.Namespace));
                output.Varint((ulong)_strings.Reference(name.Path));
            }

            output.Varint((ulong)_strings.Reference(nameAndNote));
            foreach ((string type, string parameter) in name.Parameters)
            {
                output.Varint((ulong)_strings.Reference(type));
                output.Varint((ulong)_strings.Reference(parameter));
            }
        });
    }
}
