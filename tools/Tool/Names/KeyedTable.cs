namespace Diesis.Tool.Names;

/// <summary>
/// Entries found by the greatest key that is not above the one sought. Keys are stored as differences within blocks of sixteen, and an index
/// of fixed-size rows leads to the blocks by binary search.
/// </summary>
internal sealed class KeyedTable
{
    internal const int BlockLength = 16;

    private readonly SortedDictionary<uint, Action<ByteWriter, bool>> _entries = [];

    internal int Count => _entries.Count;

    /// <param name="write">Writes the entry's content; told whether it is the first of its block, which must not lean on an earlier one.</param>
    internal void Add(uint key, Action<ByteWriter, bool> write) => _entries[key] = write;

    internal bool Contains(uint key) => _entries.ContainsKey(key);

    /// <summary>
    /// Appends index and entries: per block {u32 first key, u32 offset of its entries}; an entry is a varint, the key's difference from the
    /// one before it (0 for the first of a block), then its content. Offsets count from the start of the output.
    /// </summary>
    /// <returns>The offset of the index.</returns>
    internal uint Write(ByteWriter output, uint baseOffset)
    {
        (uint Key, byte[] Bytes)[] blocks = [.. _entries.Chunk(BlockLength).Select(block => (block[0].Key, Block(block)))];
        uint index = baseOffset + (uint)output.Length;
        uint entries = index + (uint)blocks.Length * 8;
        foreach ((uint key, byte[] bytes) in blocks)
        {
            output.UInt32(key);
            output.UInt32(entries);
            entries += (uint)bytes.Length;
        }

        foreach ((_, byte[] bytes) in blocks)
        {
            output.Bytes(bytes);
        }

        while (output.Length % 4 != 0)
        {
            output.Byte(0);
        }

        return index;
    }

    private static byte[] Block(KeyValuePair<uint, Action<ByteWriter, bool>>[] entries)
    {
        ByteWriter bytes = new();
        uint previous = entries[0].Key;
        foreach ((uint key, Action<ByteWriter, bool> write) in entries)
        {
            bytes.Varint(key - previous);
            write(bytes, key == entries[0].Key);
            previous = key;
        }

        return bytes.ToArray();
    }
}
