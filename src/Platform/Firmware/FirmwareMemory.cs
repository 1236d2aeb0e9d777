using System;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Memory;
using Diesis.Platform.Memory.Paging;

namespace Diesis.Platform.Firmware;

/// <summary>Reads what the firmware left in memory.</summary>
/// <remarks>
/// SAFETY: the range is mapped for ever, in the direct map or apart; the firmware's tables lie in memory that is never given out, so they do
/// not change while a span shows them.
/// </remarks>
internal static unsafe class FirmwareMemory
{
    /// <summary>Bytes at a physical address; empty where they cannot be reached. What the direct map lacks is mapped for ever, on each call.</summary>
    internal static ReadOnlySpan<byte> At(ulong address, int length)
    {
        if (address == 0 || length <= 0)
            return [];
        PhysicalAddress start = new(address);
        if (DirectMap.Covers(start, (ulong)length))
            return new ReadOnlySpan<byte>(DirectMap.Pointer(start), length);
        byte* mapped = KernelMemory.MapDevice(start, (nuint)length, PageCaching.WriteBack);
        return mapped == null ? [] : new ReadOnlySpan<byte>(mapped, length);
    }

    /// <summary>The bytes of a system description table, as many as its header says; empty when the header is damaged.</summary>
    internal static ReadOnlySpan<byte> Table(ulong address) =>
        TableHeader.TryParse(At(address, TableHeader.Bytes), out TableHeader header) ? At(address, header.Length) : [];
}
