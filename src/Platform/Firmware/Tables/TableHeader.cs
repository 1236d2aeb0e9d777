using System;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>What every system description table begins with (ACPI 6.5, section 5.2.6).</summary>
/// <param name="Signature">Four letters, the first in the lowest byte.</param>
/// <param name="Length">Bytes of the whole table, header included.</param>
/// <param name="Revision">Of this table's layout.</param>
internal readonly record struct TableHeader(uint Signature, int Length, byte Revision)
{
    internal const int Bytes = 36;

    /// <summary>Larger tables are taken for damage: the largest seen in machines are a few hundred kilobytes.</summary>
    internal const int LongestTable = 16 << 20;

    /// <summary>Reads a header, which says how long the table is, without looking at the rest.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> bytes, out TableHeader header)
    {
        TableBytes table = new(bytes);
        uint length = table.Read32(4);
        header = new TableHeader(table.Read32(0), (int)Math.Min(length, LongestTable), table.Read8(8));
        return bytes.Length >= Bytes && length >= Bytes && length <= LongestTable;
    }

    /// <summary>Whether the bytes hold one whole table of this signature with a right checksum. <paramref name="table"/> is then cut to its length.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> bytes, uint signature, out ReadOnlySpan<byte> table)
    {
        table = default;
        if (!TryParse(bytes, out TableHeader header) || header.Signature != signature || header.Length > bytes.Length)
            return false;
        table = bytes[..header.Length];
        return TableBytes.HasZeroSum(table);
    }
}
