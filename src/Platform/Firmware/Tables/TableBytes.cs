using System;
using System.Buffers.Binary;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>Bytes of a firmware table, read little-endian. What lies beyond the end reads as zero.</summary>
/// <remarks>
/// Zero is what ACPI 6.5, section 5.2.2, wants of older and therefore shorter tables, and it makes every read of a hostile table safe.
/// </remarks>
internal readonly ref struct TableBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    internal int Length => _bytes.Length;

    internal byte Read8(int offset) => (uint)offset < (uint)_bytes.Length ? _bytes[offset] : (byte)0;

    internal ushort Read16(int offset) => Has(offset, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(offset, 2)) : (ushort)0;

    internal uint Read32(int offset) => Has(offset, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(offset, 4)) : 0;

    internal ulong Read64(int offset) => Has(offset, 8) ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(offset, 8)) : 0;

    /// <summary>A generic address structure (ACPI 6.5, section 5.2.3.2): 12 bytes.</summary>
    internal RegisterAddress ReadRegister(int offset) => new((RegisterSpace)Read8(offset), Read8(offset + 1), Read64(offset + 4));

    /// <summary>Sums to zero as every table must (ACPI 6.5, section 5.2.6).</summary>
    internal static bool HasZeroSum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (byte value in bytes)
            sum += value;
        return sum == 0;
    }

    private bool Has(int offset, int count) => offset >= 0 && offset <= _bytes.Length - count;
}
