using System;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>The table of tables: RSDT with 32-bit addresses or XSDT with 64-bit ones (ACPI 6.5, sections 5.2.7 and 5.2.8).</summary>
internal static class RootTable
{
    /// <summary>More are taken for damage.</summary>
    internal const int MostEntries = 1024;

    /// <summary>Physical addresses of the tables that a whole RSDT or XSDT lists; zero entries are left out. Null when it is damaged.</summary>
    internal static ulong[]? Parse(ReadOnlySpan<byte> bytes)
    {
        int entryBytes;
        if (TableHeader.IsWhole(bytes, TableSignature.Xsdt, out ReadOnlySpan<byte> whole))
            entryBytes = 8;
        else if (TableHeader.IsWhole(bytes, TableSignature.Rsdt, out whole))
            entryBytes = 4;
        else
            return null;

        TableBytes table = new(whole);
        int count = Math.Min((whole.Length - TableHeader.Bytes) / entryBytes, MostEntries);
        ulong[] entries = new ulong[count];
        int used = 0;
        for (int i = 0; i < count; i++)
        {
            // Entries of an XSDT are not aligned: the header has 36 bytes.
            int offset = TableHeader.Bytes + i * entryBytes;
            ulong entry = entryBytes == 8 ? table.Read64(offset) : table.Read32(offset);
            if (entry != 0)
                entries[used++] = entry;
        }
        return entries.AsSpan(0, used).ToArray();
    }
}
