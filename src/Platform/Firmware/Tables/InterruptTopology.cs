using System;
using System.Collections.Generic;

namespace Diesis.Platform.Firmware.Tables;

/// <summary>A processor that the firmware found.</summary>
/// <param name="FirmwareId">The number by which other tables name it.</param>
/// <param name="ApicId">The number by which interrupts reach it.</param>
internal readonly record struct FirmwareProcessor(uint FirmwareId, uint ApicId);

/// <summary>An I/O APIC.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Address">Physical address of its registers.</param>
/// <param name="FirstLine">The global number of its first input.</param>
internal readonly record struct FirmwareIoApic(byte Id, ulong Address, uint FirstLine);

/// <summary>An ISA line that is wired otherwise than line N to input N, active high, by edge.</summary>
/// <param name="IsaLine">0 to 15.</param>
/// <param name="GlobalLine">The input it is wired to.</param>
/// <param name="Polarity">What asserts it.</param>
/// <param name="Trigger">What of it interrupts.</param>
internal readonly record struct LineOverride(byte IsaLine, uint GlobalLine, LinePolarity Polarity, LineTrigger Trigger);

/// <summary>An input of local APICs that is wired to the non-maskable interrupt.</summary>
/// <param name="FirmwareId">The processor, or <see cref="AllProcessors"/>.</param>
/// <param name="Input">LINT0 or LINT1.</param>
/// <param name="Polarity">What asserts it.</param>
/// <param name="Trigger">What of it interrupts.</param>
internal readonly record struct LocalNonMaskable(uint FirmwareId, byte Input, LinePolarity Polarity, LineTrigger Trigger)
{
    internal const uint AllProcessors = uint.MaxValue;
}

/// <summary>Processors and interrupt wiring by the MADT (ACPI 6.5, section 5.2.12).</summary>
internal sealed class InterruptTopology
{
    /// <summary>Processors beyond these are left off.</summary>
    internal const int MostProcessors = 64;

    private const int FirstEntry = 44;

    private enum EntryKind : byte
    {
        LocalApic = 0,
        IoApic = 1,
        InterruptOverride = 2,
        LocalNonMaskable = 4,
        LocalApicAddress = 5,
        LocalX2Apic = 9,
        LocalX2ApicNonMaskable = 10,
    }

    internal ulong LocalApicAddress { get; private set; }

    /// <summary>Whether the machine also has the pair of 8259s, whose lines must be masked.</summary>
    internal bool HasOldControllers { get; private set; }

    internal List<FirmwareProcessor> Processors { get; } = [];

    internal List<FirmwareIoApic> IoApics { get; } = [];

    internal List<LineOverride> Overrides { get; } = [];

    internal List<LocalNonMaskable> LocalNonMaskables { get; } = [];

    /// <summary>Enabled processors that were left out because there are too many.</summary>
    internal int ProcessorsLeftOut { get; private set; }

    private InterruptTopology()
    {
    }

    /// <summary>Null when the table is not whole. Entries of unknown kind are skipped; a damaged one ends the list.</summary>
    internal static InterruptTopology? Parse(ReadOnlySpan<byte> bytes)
    {
        if (!TableHeader.IsWhole(bytes, TableSignature.Madt, out ReadOnlySpan<byte> whole) || whole.Length < FirstEntry)
            return null;
        TableBytes table = new(whole);
        InterruptTopology topology = new()
        {
            LocalApicAddress = table.Read32(36),
            HasOldControllers = (table.Read32(40) & 1) != 0,
        };

        int offset = FirstEntry;
        while (offset <= whole.Length - 2)
        {
            int length = whole[offset + 1];
            if (length < 2 || length > whole.Length - offset)
                break;
            topology.Add((EntryKind)whole[offset], new TableBytes(whole.Slice(offset, length)));
            offset += length;
        }
        return topology;
    }

    /// <summary>How an ISA line is wired.</summary>
    internal LineOverride Wiring(byte isaLine)
    {
        foreach (LineOverride candidate in Overrides)
        {
            if (candidate.IsaLine == isaLine)
                return candidate;
        }
        return new LineOverride(isaLine, isaLine, LinePolarity.ActiveHigh, LineTrigger.Edge);
    }

    private void Add(EntryKind kind, TableBytes entry)
    {
        switch (kind)
        {
            case EntryKind.LocalApic when entry.Length >= 8:
                AddProcessor(new FirmwareProcessor(entry.Read8(2), entry.Read8(3)), entry.Read32(4));
                break;
            case EntryKind.LocalX2Apic when entry.Length >= 16:
                AddProcessor(new FirmwareProcessor(entry.Read32(12), entry.Read32(4)), entry.Read32(8));
                break;
            case EntryKind.IoApic when entry.Length >= 12:
                IoApics.Add(new FirmwareIoApic(entry.Read8(2), entry.Read32(4), entry.Read32(8)));
                break;
            case EntryKind.InterruptOverride when entry.Length >= 10:
                AddOverride(entry);
                break;
            case EntryKind.LocalNonMaskable when entry.Length >= 6:
                const byte All = 0xff;
                uint processor = entry.Read8(2) == All ? LocalNonMaskable.AllProcessors : entry.Read8(2);
                AddNonMaskable(processor, entry.Read16(3), entry.Read8(5));
                break;
            case EntryKind.LocalX2ApicNonMaskable when entry.Length >= 12:
                AddNonMaskable(entry.Read32(4), entry.Read16(2), entry.Read8(8));
                break;
            case EntryKind.LocalApicAddress when entry.Length >= 12:
                LocalApicAddress = entry.Read64(4);
                break;
        }
    }

    private void AddProcessor(FirmwareProcessor processor, uint flags)
    {
        const uint Enabled = 1;
        if ((flags & Enabled) == 0)
            return;

        // A processor may be listed in both formats.
        foreach (FirmwareProcessor known in Processors)
        {
            if (known.ApicId == processor.ApicId)
                return;
        }
        if (Processors.Count < MostProcessors)
            Processors.Add(processor);
        else
            ProcessorsLeftOut++;
    }

    private void AddOverride(TableBytes entry)
    {
        const byte IsaBus = 0;
        const int IsaLines = 16;
        byte line = entry.Read8(3);
        if (entry.Read8(2) != IsaBus || line >= IsaLines)
            return;
        ushort flags = entry.Read16(8);
        Overrides.Add(new LineOverride(line, entry.Read32(4), PolarityOf(flags), TriggerOf(flags)));
    }

    private void AddNonMaskable(uint processor, ushort flags, byte input)
    {
        if (input <= 1)
            LocalNonMaskables.Add(new LocalNonMaskable(processor, input, PolarityOf(flags), TriggerOf(flags)));
    }

    /// <remarks>"Conforms to the bus" (0) means active high and edge for ISA (ACPI 6.5, table 5.26).</remarks>
    private static LinePolarity PolarityOf(ushort flags) => (flags & 3) == 3 ? LinePolarity.ActiveLow : LinePolarity.ActiveHigh;

    private static LineTrigger TriggerOf(ushort flags) => ((flags >> 2) & 3) == 3 ? LineTrigger.Level : LineTrigger.Edge;
}
