using System.Buffers.Binary;

namespace Diesis.Unit.Tests.Loading;

/// <summary>Makes headers of executables, good and bad ones.</summary>
internal sealed class ElfFile
{
    private const int HeaderBytes = 64;
    private const int EntryBytes = 56;

    private readonly List<byte[]> _entries = [];

    internal byte[] Header { get; } = new byte[HeaderBytes];

    internal byte[] Table => [.. _entries.SelectMany(entry => entry)];

    internal static ElfFile Executable(ushort type = 2)
    {
        ElfFile file = new();
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file.Header);
        BinaryPrimitives.WriteUInt16LittleEndian(file.Header.AsSpan(16), type);
        BinaryPrimitives.WriteUInt16LittleEndian(file.Header.AsSpan(18), 62);
        BinaryPrimitives.WriteUInt64LittleEndian(file.Header.AsSpan(24), 0x40_1000);
        BinaryPrimitives.WriteUInt64LittleEndian(file.Header.AsSpan(32), HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.Header.AsSpan(54), EntryBytes);
        return file;
    }

    internal ElfFile Add(uint type, uint flags, ulong offset, ulong address, ulong fileBytes, ulong memoryBytes, ulong alignment = 0x1000)
    {
        byte[] entry = new byte[EntryBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, type);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), flags);
        ulong[] words = [offset, address, address, fileBytes, memoryBytes, alignment];
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(entry.AsSpan(8 + i * 8), words[i]);
        _entries.Add(entry);
        BinaryPrimitives.WriteUInt16LittleEndian(Header.AsSpan(56), (ushort)_entries.Count);
        return this;
    }

    /// <summary>Code, and data with a tail of zeros.</summary>
    internal static ElfFile Ordinary(ushort type = 2, ulong start = 0x40_0000) => Executable(type)
        .Add(1, 5, 0, start, 0x1800, 0x1800)
        .Add(1, 6, 0x1800, start + 0x2800, 0x100, 0x2000);
}
