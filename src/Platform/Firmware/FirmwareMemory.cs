using System;
using Diesis.Platform.Boot;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Firmware;

/// <summary>Reads what the firmware left in memory.</summary>
/// <remarks>
/// SAFETY: the range is in the direct map, which is mapped for ever; the firmware's tables lie in memory that is never given out, so they do
/// not change while a span shows them.
/// </remarks>
internal static unsafe class FirmwareMemory
{
    private const ulong DirectMapEnd = 4UL << 30;

    /// <summary>Bytes at a physical address; empty where they cannot be reached.</summary>
    internal static ReadOnlySpan<byte> At(ulong address, int length)
    {
        if (address == 0 || length <= 0 || address > DirectMapEnd - (ulong)length)
            return [];
        return new ReadOnlySpan<byte>((byte*)(StartInformation.DirectMap + address), length);
    }

    /// <summary>The bytes of a system description table, as many as its header says; empty when the header is damaged.</summary>
    internal static ReadOnlySpan<byte> Table(ulong address) =>
        TableHeader.TryParse(At(address, TableHeader.Bytes), out TableHeader header) ? At(address, header.Length) : [];
}
