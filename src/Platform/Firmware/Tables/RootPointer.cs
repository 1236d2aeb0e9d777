using System;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>The root system description pointer (ACPI 6.5, section 5.2.5): where the table of tables is.</summary>
/// <param name="Revision">0 for ACPI 1.0, 2 since.</param>
/// <param name="Rsdt">Physical address of the table with 32-bit entries, or 0.</param>
/// <param name="Xsdt">Physical address of the table with 64-bit entries, or 0.</param>
internal readonly record struct RootPointer(byte Revision, ulong Rsdt, ulong Xsdt)
{
    /// <summary>The structure stands at multiples of this in the BIOS area and the EBDA.</summary>
    internal const int Alignment = 16;

    internal const int OldLength = 20;
    internal const int Length = 36;

    private static ReadOnlySpan<byte> Signature => "RSD PTR "u8;

    /// <summary>Reads the structure at the start of <paramref name="bytes"/>; false when its signature or a checksum is wrong.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> bytes, out RootPointer pointer)
    {
        pointer = default;
        if (bytes.Length < OldLength || !bytes[..Signature.Length].SequenceEqual(Signature) || !TableBytes.HasZeroSum(bytes[..OldLength]))
            return false;

        TableBytes table = new(bytes);
        byte revision = table.Read8(15);
        ulong xsdt = 0;
        if (revision >= 2)
        {
            uint length = table.Read32(20);
            if (length < Length || length > (uint)bytes.Length || !TableBytes.HasZeroSum(bytes[..(int)length]))
                return false;
            xsdt = table.Read64(24);
        }
        uint rsdt = table.Read32(16);
        if (rsdt == 0 && xsdt == 0)
            return false;
        pointer = new RootPointer(revision, rsdt, xsdt);
        return true;
    }

    /// <summary>The offset of the first whole structure in an area of the firmware, or -1.</summary>
    internal static int Find(ReadOnlySpan<byte> area)
    {
        for (int offset = 0; offset <= area.Length - OldLength; offset += Alignment)
        {
            if (TryParse(area[offset..], out _))
                return offset;
        }
        return -1;
    }
}
