using System;
using System.Collections.Generic;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>A part of PCI's configuration space that lies in memory, by the MCFG table (PCI Firmware 3.3, section 4.1.2).</summary>
/// <param name="Address">Physical address of bus 0's part, also when the first bus is another.</param>
/// <param name="Segment">The segment group.</param>
/// <param name="FirstBus">First bus in the window.</param>
/// <param name="LastBus">Last bus in the window, inclusive.</param>
internal readonly record struct ConfigurationWindow(ulong Address, ushort Segment, byte FirstBus, byte LastBus)
{
    private const int FirstEntry = 44;
    private const int EntryBytes = 16;

    /// <summary>The windows of a whole table; damaged entries are left out.</summary>
    internal static List<ConfigurationWindow> Parse(ReadOnlySpan<byte> bytes)
    {
        List<ConfigurationWindow> windows = [];
        if (!TableHeader.IsWhole(bytes, TableSignature.Mcfg, out ReadOnlySpan<byte> whole))
            return windows;
        TableBytes table = new(whole);
        for (int offset = FirstEntry; offset <= whole.Length - EntryBytes; offset += EntryBytes)
        {
            ConfigurationWindow window = new(table.Read64(offset), table.Read16(offset + 8), table.Read8(offset + 10), table.Read8(offset + 11));
            if (window.Address != 0 && window.FirstBus <= window.LastBus)
                windows.Add(window);
        }
        return windows;
    }
}
