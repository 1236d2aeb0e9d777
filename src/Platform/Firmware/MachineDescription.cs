using System;
using System.Collections.Generic;
using Diesis.Platform.Boot;
using Diesis.Platform.Diagnostics;
using Diesis.Platform.Firmware.Tables;

namespace Diesis.Platform.Firmware;

/// <summary>What the firmware tells of the machine by ACPI's tables. All of it may be missing.</summary>
internal static class MachineDescription
{
    private static List<FirmwareProcessor>? s_processors;
    private static List<ConfigurationWindow>? s_windows;

    /// <summary>Whether ACPI's root was found.</summary>
    internal static bool IsPresent { get; private set; }

    internal static RootPointer Root { get; private set; }

    /// <summary>Tables that were whole.</summary>
    internal static int TableCount { get; private set; }

    /// <summary>Tables that were not.</summary>
    internal static int DamagedTables { get; private set; }

    /// <summary>Null where there is no MADT: then there is one processor, and the 8259s.</summary>
    internal static InterruptTopology? Topology { get; private set; }

    internal static FixedDescription? Fixed { get; private set; }

    internal static EventTimerTable? EventTimer { get; private set; }

    /// <summary>The values for power-off, where the DSDT has them.</summary>
    internal static SleepState? OffState { get; private set; }

    /// <summary>Enabled processors in the firmware's order. The one that booted may stand anywhere.</summary>
    internal static List<FirmwareProcessor> Processors => s_processors ??= [];

    internal static List<ConfigurationWindow> ConfigurationWindows => s_windows ??= [];

    /// <summary>Reads the tables, once there is a heap.</summary>
    internal static void Initialize()
    {
        if (!TryFindRoot(out RootPointer root))
        {
            KernelLog.Write(LogLevel.Warning, "acpi"u8, "no tables"u8);
            return;
        }
        IsPresent = true;
        Root = root;
        ulong[] entries = (root.Xsdt != 0 ? RootTable.Parse(FirmwareMemory.Table(root.Xsdt)) : null) ?? RootTable.Parse(FirmwareMemory.Table(root.Rsdt)) ?? [];
        foreach (ulong entry in entries)
            Read(FirmwareMemory.Table(entry));
        if (Fixed is not null)
            ReadOffState(Fixed);
    }

    private static void Read(ReadOnlySpan<byte> table)
    {
        if (!TableHeader.TryParse(table, out TableHeader header) || !TableHeader.IsWhole(table, header.Signature, out table))
        {
            DamagedTables++;
            return;
        }
        TableCount++;
        switch (header.Signature)
        {
            case TableSignature.Madt:
                Topology ??= InterruptTopology.Parse(table);
                s_processors = Topology?.Processors;
                break;
            case TableSignature.Fadt:
                Fixed ??= FixedDescription.Parse(table);
                break;
            case TableSignature.Hpet:
                if (EventTimerTable.TryParse(table, out EventTimerTable timer))
                    EventTimer ??= timer;
                break;
            case TableSignature.Mcfg:
                ConfigurationWindows.AddRange(ConfigurationWindow.Parse(table));
                break;
        }
    }

    private static void ReadOffState(FixedDescription description)
    {
        ReadOnlySpan<byte> bytes = FirmwareMemory.Table(description.Dsdt);
        if (TableHeader.IsWhole(bytes, TableSignature.Dsdt, out ReadOnlySpan<byte> whole) && SleepState.TryFind(whole[TableHeader.Bytes..], out SleepState state))
            OffState = state;
    }

    /// <summary>Where the loader says, else in the first kilobyte of the extended BIOS data area, else in the BIOS area (ACPI 6.5, section 5.2.5.1).</summary>
    private static bool TryFindRoot(out RootPointer root)
    {
        const ulong BiosArea = 0xe_0000;
        const int BiosAreaBytes = 0x2_0000;
        const ulong ExtendedAreaSegment = 0x40e;
        const int ExtendedAreaBytes = 1024;
        if (RootPointer.TryParse(BootInfo.Current.AcpiRootCopy, out root))
            return true;
        ulong told = BootInfo.Current.AcpiRoot;
        if (told != 0 && RootPointer.TryParse(FirmwareMemory.At(told, RootPointer.Length), out root))
            return true;
        ulong extendedArea = (ulong)new TableBytes(FirmwareMemory.At(ExtendedAreaSegment, 2)).Read16(0) << 4;
        return TryFindIn(FirmwareMemory.At(extendedArea, ExtendedAreaBytes), out root) || TryFindIn(FirmwareMemory.At(BiosArea, BiosAreaBytes), out root);
    }

    private static bool TryFindIn(ReadOnlySpan<byte> area, out RootPointer root)
    {
        int offset = RootPointer.Find(area);
        root = default;
        return offset >= 0 && RootPointer.TryParse(area[offset..], out root);
    }
}
