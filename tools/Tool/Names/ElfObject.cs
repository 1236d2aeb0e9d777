using System.Buffers.Binary;
using System.Text;

namespace Diesis.Tool.Names;

/// <summary>Sections and symbols of a 64-bit little-endian ELF file (System V gABI, chapters 4 and 5): what we need of objects and executables.</summary>
internal sealed class ElfObject
{
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const uint SymbolTable = 2;
    private const uint NoBits = 8;

    private readonly byte[] _file;

    private ElfObject(byte[] file, IReadOnlyList<Section> sections, IReadOnlyList<Symbol> symbols)
    {
        _file = file;
        Sections = sections;
        Symbols = symbols;
    }

    internal IReadOnlyList<Section> Sections { get; }

    /// <summary>The symbols that are defined in a section.</summary>
    internal IReadOnlyList<Symbol> Symbols { get; }

    internal static ElfObject Read(string path) => Parse(File.ReadAllBytes(path), path);

    internal static ElfObject Parse(byte[] file, string name)
    {
        if (file.Length < 64 || !file.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new ToolException($"{name} is not a 64-bit little-endian ELF file");
        }

        try
        {
            return Parse(file);
        }
        catch (ArgumentException)
        {
            throw new ToolException($"{name} is a damaged ELF file");
        }
    }

    /// <summary>The content of a section, or nothing when there is no such section or it occupies no space in the file.</summary>
    internal ReadOnlySpan<byte> Content(string sectionName)
    {
        Section? section = Sections.FirstOrDefault(candidate => candidate.Name == sectionName);
        return section is null || section.Type == NoBits ? [] : _file.AsSpan((int)section.Offset, (int)section.Size);
    }

    private static ElfObject Parse(byte[] file)
    {
        long table = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(40));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(60));
        int namesIndex = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(62));
        Section[] unnamed = new Section[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> row = file.AsSpan((int)table + i * SectionHeaderSize, SectionHeaderSize);
            unnamed[i] = new Section(
                Name: "",
                NameOffset: BinaryPrimitives.ReadInt32LittleEndian(row),
                Type: BinaryPrimitives.ReadUInt32LittleEndian(row[4..]),
                Address: BinaryPrimitives.ReadUInt64LittleEndian(row[16..]),
                Offset: BinaryPrimitives.ReadInt64LittleEndian(row[24..]),
                Size: BinaryPrimitives.ReadInt64LittleEndian(row[32..]),
                Link: BinaryPrimitives.ReadInt32LittleEndian(row[40..]));
        }

        Section[] sections = [.. unnamed.Select(section => section with { Name = Text(file, unnamed[namesIndex].Offset + section.NameOffset) })];
        List<Symbol> symbols = [];
        foreach (Section section in sections.Where(section => section.Type == SymbolTable))
        {
            long names = sections[section.Link].Offset;
            for (long offset = section.Offset; offset < section.Offset + section.Size; offset += SymbolSize)
            {
                ReadOnlySpan<byte> row = file.AsSpan((int)offset, SymbolSize);
                int sectionIndex = BinaryPrimitives.ReadUInt16LittleEndian(row[6..]);
                if (sectionIndex > 0 && sectionIndex < count)
                {
                    string name = Text(file, names + BinaryPrimitives.ReadInt32LittleEndian(row));
                    symbols.Add(new Symbol(name, sections[sectionIndex].Name, BinaryPrimitives.ReadUInt64LittleEndian(row[8..]), row[4] >> 4 != 0));
                }
            }
        }

        return new ElfObject(file, sections, symbols);
    }

    private static string Text(byte[] file, long offset)
    {
        ReadOnlySpan<byte> rest = file.AsSpan((int)offset);
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    internal sealed record Section(string Name, int NameOffset, uint Type, ulong Address, long Offset, long Size, int Link);

    /// <param name="Value">The offset in the section (in an object) or the address (in an executable).</param>
    internal sealed record Symbol(string Name, string Section, ulong Value, bool IsGlobal);
}
