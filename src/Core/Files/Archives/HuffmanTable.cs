using System;

namespace Diesis.Core.Files.Archives;

/// <summary>A canonical Huffman code (RFC 1951, section 3.2.2): a table for short codes, and the counting way for long ones.</summary>
internal sealed class HuffmanTable
{
    internal const int LongestCode = 15;

    private const int DirectBits = 9;
    private const int LengthBits = 4;

    /// <summary>By the next nine bits: the symbol and the code's length, or 0 for codes that are longer, or are none.</summary>
    private readonly ushort[] _direct = new ushort[1 << DirectBits];
    private readonly ushort[] _counts = new ushort[LongestCode + 1];
    private readonly ushort[] _symbols;

    internal HuffmanTable(int symbols) => _symbols = new ushort[symbols];

    /// <summary>Makes the code from the lengths of all symbols' codes; 0 for symbols that do not occur.</summary>
    /// <returns>False if there are more codes than fit. Fewer are allowed: what is not a code is found when it occurs.</returns>
    internal bool Build(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_counts);
        Array.Clear(_direct);
        foreach (byte length in lengths)
            _counts[length]++;
        _counts[0] = 0;
        int left = 1;
        Span<ushort> offsets = stackalloc ushort[LongestCode + 2];
        Span<ushort> codes = stackalloc ushort[LongestCode + 2];
        offsets.Clear();
        codes.Clear();
        for (int length = 1; length <= LongestCode; length++)
        {
            left = (left << 1) - _counts[length];
            if (left < 0)
                return false;
            offsets[length + 1] = (ushort)(offsets[length] + _counts[length]);
            codes[length + 1] = (ushort)((codes[length] + _counts[length]) << 1);
        }
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0)
                continue;
            _symbols[offsets[length]++] = (ushort)symbol;
            int code = codes[length]++;
            if (length > DirectBits)
                continue;
            // Codes come with their first bit first, so the table is by the reversed code.
            int reversed = 0;
            for (int bit = 0; bit < length; bit++)
                reversed |= (code >> bit & 1) << (length - 1 - bit);
            for (int at = reversed; at < 1 << DirectBits; at += 1 << length)
                _direct[at] = (ushort)(symbol << LengthBits | length);
        }
        return true;
    }

    /// <summary>Reads a symbol; -1 for what is no code, or when the input ends within it.</summary>
    internal int Read(BitReader bits)
    {
        int entry = _direct[bits.Peek(DirectBits)];
        if (entry != 0)
            return bits.Drop(entry & ((1 << LengthBits) - 1)) ? entry >> LengthBits : -1;
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            int bit = bits.Read(1);
            if (bit < 0)
                return -1;
            code |= bit;
            int count = _counts[length];
            if (code - first < count)
                return _symbols[index + (code - first)];
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return -1;
    }
}
